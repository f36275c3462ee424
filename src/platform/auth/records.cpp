#include "platform/auth/records.hpp"

#include <algorithm>

namespace xinglin::auth {

Scope records(Actor const& actor, Right right) {
    if (actor.system) return Scope::everything();
    Actor outside_administration = actor;
    std::erase_if(outside_administration.grants, [](Grant const& grant) { return grant.path.empty(); });
    if (right.name == signed_in.name) {
        // One right of all grants: what scope() unites.
        for (auto& grant : outside_administration.grants) grant.rights.push_back(signed_in.name);
    }
    return outside_administration.scope(right);
}

}  // namespace xinglin::auth
