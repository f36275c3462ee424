#pragma once

namespace xinglin::http {
class Router;
}

namespace xinglin::re_elections {

class Service;

/// Declares every route of this module. `service` must outlive the router.
void mount(http::Router& router, Service& service);

}  // namespace xinglin::re_elections
