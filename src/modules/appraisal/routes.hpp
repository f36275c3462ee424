#pragma once

namespace xinglin::http {
class Router;
}

namespace xinglin::appraisal {

class Service;

/// Declares every route of this module. `service` must outlive the router.
void mount(http::Router& router, Service& service);
void mount_pack(http::Router& router, Service& service);

}  // namespace xinglin::appraisal
