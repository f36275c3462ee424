#pragma once
namespace xinglin::http {
class Router;
}

namespace xinglin::organisations {

class Service;

/// Declares every route of this module. The service lives as long as the router.
void mount(http::Router& router, Service& service);

}  // namespace xinglin::organisations
