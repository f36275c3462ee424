#include "platform/auth/auth.hpp"

#include <algorithm>

namespace xinglin::auth {

PathRange subtree(std::string_view path) {
    // Segments are [0-9a-z]; '~' sorts after all of them, so [path, path + "~") is the subtree.
    return {std::string(path), std::string(path) + "~"};
}

bool Scope::covers(std::string_view path) const {
    return std::any_of(subtrees.begin(), subtrees.end(),
                       [&](PathRange const& range) { return range.from <= path && path < range.to; });
}

Scope Scope::everything() { return Scope{{subtree("")}, std::nullopt}; }

Scope Scope::within(std::string_view path) const {
    Scope narrowed;
    narrowed.self = self;
    auto const wanted = subtree(path);
    for (auto const& range : subtrees) {
        PathRange const common{std::max(range.from, wanted.from), std::min(range.to, wanted.to)};
        if (common.from < common.to) narrowed.subtrees.push_back(common);
    }
    return narrowed;
}

bool Actor::has(Right right) const {
    if (right.name == anybody.name || system) return true;
    if (!known()) return false;
    if (right.name == signed_in.name) return true;
    return std::any_of(grants.begin(), grants.end(), [&](Grant const& grant) {
        return std::find(grant.rights.begin(), grant.rights.end(), right.name) != grant.rights.end();
    });
}

bool Actor::has_role(std::string_view role) const {
    return std::any_of(grants.begin(), grants.end(), [&](Grant const& grant) { return grant.role == role; });
}

Scope Actor::scope(Right right) const {
    if (system) return Scope::everything();
    Scope made;
    if (!person.none()) made.self = person;
    for (auto const& grant : grants)
        if (grant.path != nowhere &&
            std::find(grant.rights.begin(), grant.rights.end(), right.name) != grant.rights.end())
            made.subtrees.push_back(subtree(grant.path));
    std::sort(made.subtrees.begin(), made.subtrees.end(), [](PathRange const& a, PathRange const& b) {
        return a.from < b.from || (a.from == b.from && a.to > b.to);
    });
    // A subtree inside another one adds nothing (ranges nest or are disjoint).
    std::vector<PathRange> merged;
    for (auto& range : made.subtrees)
        if (merged.empty() || range.from >= merged.back().to) merged.push_back(std::move(range));
    made.subtrees = std::move(merged);
    return made;
}

bool Actor::sees(FieldClass field_class, std::string_view path) const {
    if (system) return true;
    return std::any_of(grants.begin(), grants.end(), [&](Grant const& grant) {
        auto const range = subtree(grant.path);
        return range.from <= path && path < range.to &&
               std::find(grant.clear.begin(), grant.clear.end(), field_class) != grant.clear.end();
    });
}

Actor Actor::the_system(std::string name) {
    Actor actor;
    actor.system = true;
    actor.name = std::move(name);
    return actor;
}

}  // namespace xinglin::auth
