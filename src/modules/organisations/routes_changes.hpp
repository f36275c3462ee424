#pragma once
namespace xinglin::http {
class Router;
}

namespace xinglin::organisations {

class Service;

/// The routes that change something.
void mount_changes(http::Router& router, Service& service);

}  // namespace xinglin::organisations
