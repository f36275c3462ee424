#pragma once
#include "modules/rosters/service.hpp"

namespace xinglin::http {
class Router;
}

namespace xinglin::rosters {

/// A finished upload of somebody: where it lies and what it was called.
struct UploadedFile {
    std::string path;
    std::string name;
};
struct UploadHooks {
    std::function<Result<UploadedFile>(auth::Actor const&, UploadId)> find;  ///< rosters.no_upload (not_found)
    std::function<void(std::string const& path)> forget;  ///< the file holds people's shifts: it goes once it was read
};

/// /v1/rosters…, /v1/shift-codes, /v1/own-shifts, /v1/slot-searches
void add_routes(http::Router& router, Service& service, UploadHooks const& uploads);

// The parts of it.
void add_grid_routes(http::Router& router, Service& service, UploadHooks const& uploads);
void add_code_routes(http::Router& router, Service& service);
void add_search_route(http::Router& router, Service& service);

}  // namespace xinglin::rosters
