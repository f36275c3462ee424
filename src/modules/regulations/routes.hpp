#pragma once
#include <functional>
#include <string>

namespace xinglin::http {
class Router;
}

namespace xinglin::regulations {

class Service;

/// Declares this module's routes. The service lives as long as the router.
/// @param top path of the top of the tree: a setting holds for the whole institution, so the right must be held over it
void mount(http::Router& router, Service& service, std::function<std::string()> const& top);

}  // namespace xinglin::regulations
