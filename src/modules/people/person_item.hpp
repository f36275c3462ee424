#pragma once
// One person as a list shows it to somebody.

#include "modules/people/browse.hpp"

#include <string>
#include <string_view>

namespace xinglin::people {

/// What somebody may see of people: asked once per organisation in a row.
class Clearance {
  public:
    explicit Clearance(auth::Actor const& actor) : actor_(actor) {}
    /// Birth, join and full date whole.
    bool personal(PersonId person, std::string_view path);
    /// Numbers, department, position, tail of the phone.
    bool internal(PersonId person, std::string_view path);

  private:
    auth::Actor const& actor_;
    std::string path_{"\x7f"};
    bool personal_{false};
    bool internal_{false};
};

/// Sets every member: the item may hold the person before.
void fill(PersonItem& item, store::ShownRow const& row, bool personal, bool internal,
          std::string_view organisation_name);
void fill(PersonItem& item, store::ShownRow const& row, Clearance& clearance, OrganisationNames& names);

}  // namespace xinglin::people
