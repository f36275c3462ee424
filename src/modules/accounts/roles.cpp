#include "modules/accounts/roles.hpp"

#include "platform/assets/assets.hpp"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <array>
#include <set>

namespace xinglin::accounts {

namespace {

constexpr std::array kinds{"administrator", "business", "base"};
constexpr std::array reaches{"own", "organisation", "installation"};
constexpr std::array classes{"open", "internal", "personal", "sensitive"};

/// Index of a word in a fixed list. Throws with a plain sentence.
template <std::size_t n>
std::size_t index_of(std::array<char const*, n> const& words, YAML::Node const& node, std::string const& where) {
    auto const word = node.as<std::string>();
    for (std::size_t i = 0; i < n; ++i)
        if (word == words[i]) return i;
    throw std::runtime_error(where + ": '" + word + "' is not known");
}

Role role_of(std::string const& id, YAML::Node const& node) {
    static std::set<std::string> const known{"title", "description",   "kind",  "reach",
                                             "home",  "second_factor", "clear", "rights"};
    for (auto const& key : node)
        if (!known.contains(key.first.as<std::string>()))
            throw std::runtime_error(id + ": unknown key " + key.first.as<std::string>());
    Role role;
    role.id = id;
    role.title = node["title"].as<std::string>();
    role.description = node["description"].as<std::string>();
    role.kind = static_cast<RoleKind>(index_of(kinds, node["kind"], id));
    role.reach = static_cast<Reach>(index_of(reaches, node["reach"], id));
    role.home = node["home"].as<std::string>();
    role.second_factor = node["second_factor"].as<bool>();
    for (auto const& name : node["clear"])
        role.clear.push_back(static_cast<auth::FieldClass>(index_of(classes, name, id)));
    for (auto const& right : node["rights"]) role.rights.push_back(right.as<std::string>());
    return role;
}

}  // namespace

Result<Roles> Roles::parse(std::string_view yaml) {
    try {
        Roles made;
        auto const table = YAML::Load(std::string(yaml));
        for (auto const& entry : table["titles"])
            made.rights_.emplace_back(entry.first.as<std::string>(), entry.second.as<std::string>());
        for (auto const& entry : table["roles"])
            made.roles_.push_back(role_of(entry.first.as<std::string>(), entry.second));
        if (made.roles_.empty()) throw std::runtime_error("no roles");
        for (auto const& role : made.roles_)
            for (auto const& right : role.rights)
                if (made.title_of(right) == right) throw std::runtime_error(right + " has no title");
        return made;
    } catch (std::exception const& fault) {
        return fail(problem(Kind::fault, "accounts.roles_faulty").fact("fault", fault.what()));
    }
}

Result<Roles> Roles::load() {
    auto const* const asset = assets::find("src/modules/accounts/roles.yaml");
    if (asset == nullptr) return fail(problem(Kind::fault, "accounts.roles_faulty").fact("fault", "not embedded"));
    return parse(asset->bytes);
}

Role const* Roles::find(std::string_view id) const {
    auto const found = std::find_if(roles_.begin(), roles_.end(), [&](Role const& role) { return role.id == id; });
    return found == roles_.end() ? nullptr : &*found;
}

std::string Roles::title_of(std::string_view right) const {
    auto const found =
        std::find_if(rights_.begin(), rights_.end(), [&](auto const& known) { return known.first == right; });
    return found == rights_.end() ? std::string(right) : found->second;
}

bool Roles::held_by_some_role(std::string_view right) const {
    if (right == auth::anybody.name || right == auth::signed_in.name) return true;
    return std::any_of(roles_.begin(), roles_.end(), [&](Role const& role) {
        return std::find(role.rights.begin(), role.rights.end(), right) != role.rights.end();
    });
}

auth::Grant grant_of(Role const& role, std::string path) {
    auth::Grant grant;
    grant.role = role.id;
    grant.path = std::move(path);
    grant.rights.assign(role.rights.begin(), role.rights.end());
    grant.clear = role.clear;
    return grant;
}

}  // namespace xinglin::accounts
