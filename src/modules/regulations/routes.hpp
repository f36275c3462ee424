#pragma once
namespace xinglin::http {
class Router;
}

namespace xinglin::regulations {

class Service;

/// Declares this module's routes. The service lives as long as the router.
void mount(http::Router& router, Service& service);

}  // namespace xinglin::regulations
