#include "platform/http/route_table.hpp"

#include "platform/http/exchange.hpp"

#include <algorithm>
#include <stdexcept>

namespace xinglin::http {
namespace {

std::string_view next_segment(std::string_view& path) {
    path.remove_prefix(1);
    auto const end = std::min(path.find('/'), path.size());
    auto const segment = path.substr(0, end);
    path.remove_prefix(end);
    return segment;
}

bool is_member(Route const& route, std::string_view name) {
    if (route.input == nullptr || route.input->shape != TypeSchema::Shape::object)
        return route.input == nullptr || !route.input->alternatives.empty();
    return std::any_of(route.input->fields.begin(), route.input->fields.end(),
                       [&](FieldSchema const& field) { return field.name == name; });
}

}  // namespace

RouteTable::RouteTable(std::vector<Route> const& routes) {
    for (auto const& route : routes) add(route);
}

void RouteTable::add(Route const& route) {
    auto const wrong = [&](std::string const& why) {
        return std::logic_error(route.method + " " + route.path + ": " + why);
    };
    std::string_view rest = route.path;
    if (!rest.starts_with('/')) throw wrong("a path begins with /");
    auto* node = &root_;
    while (!rest.empty()) {
        auto const segment = next_segment(rest);
        if (segment.starts_with('{') && segment.ends_with('}')) {
            if (route.run && !is_member(route, segment.substr(1, segment.size() - 2)))
                throw wrong(std::string(segment) + " is no member of its input");
            if (!node->parameter) node->parameter = std::make_unique<Node>();
            node = node->parameter.get();
        } else {
            auto& next = node->literals[std::string(segment)];
            if (!next) next = std::make_unique<Node>();
            node = next.get();
        }
    }
    for (auto const* other : node->routes) {
        if (other->method == route.method) throw wrong("declared twice (" + other->path + ")");
    }
    node->routes.push_back(&route);
    if (!node->allow.empty()) node->allow += ", ";
    node->allow += route.method == "GET" ? "GET, HEAD" : route.method;
}

void RouteTable::find(std::string_view method, std::string_view raw_path, Match& out) const {
    out.route = nullptr;
    out.allow.clear();
    out.parameters.clear();
    // Names of path parameters come from the route, once it is known.
    auto const* node = &root_;
    auto rest = raw_path;
    while (!rest.empty()) {
        auto const segment = next_segment(rest);
        if (auto const literal = node->literals.find(segment); literal != node->literals.end()) {
            node = literal->second.get();
            continue;
        }
        std::string value;
        if (!node->parameter || segment.empty() || !percent_decode(segment, false, value)) return;
        node = node->parameter.get();
        out.parameters.push_back({{}, std::move(value)});
    }
    out.allow = node->allow;
    auto const of = [&](std::string_view wanted) {
        auto const found = std::find_if(node->routes.begin(), node->routes.end(),
                                        [&](Route const* route) { return route->method == wanted; });
        return found == node->routes.end() ? nullptr : *found;
    };
    out.route = of(method);
    if (out.route == nullptr && method == "HEAD") out.route = of("GET");
    if (auto const* route = out.route) {
        auto parameter = out.parameters.begin();
        std::string_view path = route->path;
        while (!path.empty()) {
            auto const segment = next_segment(path);
            if (segment.starts_with('{')) (parameter++)->name = segment.substr(1, segment.size() - 2);
        }
    }
}

}  // namespace xinglin::http
