#pragma once
#include "modules/setups/setups.hpp"

namespace xinglin::http {
class Router;
}

namespace xinglin::setups {

/// A wanted change as the JSON its own route takes.
[[nodiscard]] Codec json_codec();
/// `service` must outlive the router.
void mount(http::Router& router, Service& service);

}  // namespace xinglin::setups
