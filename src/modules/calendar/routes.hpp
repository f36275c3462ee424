#pragma once

#include <functional>
#include <string>

namespace xinglin::http {
class Router;
}

namespace xinglin::calendar {

class Service;

/// @param top path of the top organisation: the days are the whole institution's
void mount(http::Router& router, Service& service, std::function<std::string()> const& top);

}  // namespace xinglin::calendar
