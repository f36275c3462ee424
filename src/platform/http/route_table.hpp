#pragma once
// Finds the route of a request by its path, segment by segment.

#include "platform/http/router.hpp"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace xinglin::http {

class RouteTable {
  public:
    /// Throws std::logic_error when two routes answer to the same method and path, or a path parameter is no member of its input.
    explicit RouteTable(std::vector<Route> const& routes);

    struct Match {
        Route const* route{nullptr};  ///< null: no route of this method, or no such path at all
        std::string allow;  ///< methods of the path, "" when there is no such path
        std::vector<Parameter> parameters;
    };
    /// @param raw_path still percent-encoded; a segment is decoded only after the path was cut at its slashes
    void find(std::string_view method, std::string_view raw_path, Match& out) const;

  private:
    struct Node {
        std::map<std::string, std::unique_ptr<Node>, std::less<>> literals;
        std::unique_ptr<Node> parameter;
        std::vector<Route const*> routes;
        std::string allow;
    };
    void add(Route const& route);

    Node root_;
};

}  // namespace xinglin::http
