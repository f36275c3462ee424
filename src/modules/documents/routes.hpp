#pragma once
#include <string>

namespace xinglin::http {
class Router;
}
namespace xinglin::meetings {
class Service;
}

namespace xinglin::documents {

/// Declares every route of this module. `meetings` must outlive the router.
/// @param fonts folder of type faces searched first, "" = those of the system
void mount(http::Router& router, meetings::Service& meetings, std::string fonts);

}  // namespace xinglin::documents
