#pragma once
// Lists an account keeps under a name: the address of the list, nothing else.

#include "base/id.hpp"
#include "base/result.hpp"
#include "modules/people/people.hpp"

#include <string>
#include <vector>

namespace xinglin::people {

using SavedViewId = Id<struct SavedViewTag>;

struct SavedView {
    SavedViewId id;
    std::string name;
    std::string query;  ///< "state=probationary&organisation=…", as in the address
};

[[nodiscard]] std::vector<SavedView> saved_views(db::Reader& reader, AccountId account);
/// Saves under the name, over an older one of the same name. @errors people.view_name, people.view_too_many,
/// people.query_number
[[nodiscard]] Result<SavedView> save_view(Tools const& tools, auth::Actor const& actor, std::string name,
                                          std::string query);
/// @errors not_found
[[nodiscard]] Result<Done> delete_view(Tools const& tools, auth::Actor const& actor, SavedViewId id);

}  // namespace xinglin::people
