#pragma once
// The schemas part of the OpenAPI document. Inside platform/http only.

#include "platform/http/contract.hpp"

#include <map>
#include <set>
#include <string>
#include <string_view>

namespace xinglin::http {

enum class Direction { in, out };

class SchemaBook {
  public:
    /// Notes that a type is used, before any is rendered: a type used both ways may need two forms.
    void use(TypeSchema const& type, Direction direction);
    /// JSON of a type where it is used: a reference, or inline for simple types.
    [[nodiscard]] std::string render(TypeSchema const& type, Direction direction);
    /// JSON of a request body: an input's members but those that come from the path.
    [[nodiscard]] std::string render_body(TypeSchema const& type, std::set<std::string_view> const& path_members);
    /// A component by name that is no described type (Problem, Accepted).
    void put(std::string name, std::string json) { components_[std::move(name)] = std::move(json); }
    [[nodiscard]] std::map<std::string, std::string> const& components() const { return components_; }

  private:
    using Key = std::pair<TypeSchema const*, Direction>;
    [[nodiscard]] std::string inline_form(TypeSchema const& type, Direction direction);
    [[nodiscard]] std::string object_form(TypeSchema const& type, Direction direction,
                                          std::set<std::string_view> const& without);
    [[nodiscard]] std::string reference(TypeSchema const& type, Direction direction);
    [[nodiscard]] bool differs(TypeSchema const& type, std::set<TypeSchema const*>& visited) const;

    std::set<Key> used_;
    std::map<Key, std::string> names_;
    std::map<std::string, TypeSchema const*> taken_;
    std::map<std::string, std::string> components_;
};

/// A quoted JSON text.
[[nodiscard]] std::string json_text(std::string_view text);

}  // namespace xinglin::http
