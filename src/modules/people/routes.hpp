#pragma once

namespace xinglin::http {
class Router;
}

namespace xinglin::people {

class Service;

/// Declares every route of files, lists, corrections, views and exports. `service` must outlive the router.
void mount(http::Router& router, Service& service);

// Its parts, one file each.
void mount_files(http::Router& router, Service& service);
void mount_membership(http::Router& router, Service& service);
void mount_lists(http::Router& router, Service& service);
void mount_corrections(http::Router& router, Service& service);
void mount_exports(http::Router& router, Service& service);

}  // namespace xinglin::people
