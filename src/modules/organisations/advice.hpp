#pragma once
#include "modules/organisations/rules.hpp"
#include "platform/auth/auth.hpp"
#include "platform/db/db.hpp"

namespace xinglin::organisations {

/// One organisation with what the thresholds are compared with.
struct Compared {
    OrganisationId id;
    std::string path;
    std::string name;  ///< as people say it
    Structure structure;
};
/// In the order of the tree, from after a path on.
[[nodiscard]] std::vector<Compared> structures_in(db::Reader& reader, auth::PathRange const& range,
                                                  std::string const& after_path, int limit);

}  // namespace xinglin::organisations
