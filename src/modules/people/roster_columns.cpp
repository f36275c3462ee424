#include "modules/people/roster_columns.hpp"

#include "base/check.hpp"

namespace xinglin::people::store {

RosterRow roster_row(db::Row const& row) {
    RosterRow out;
    out.id = row.get<PersonId>(0);
    out.version = row.integer(1);
    out.name = row.get<std::string>(2);
    out.sort = row.get<std::string>(3);
    out.initials = row.get<std::string>(4);
    out.staff_no = row.get<std::string>(5);
    out.sex = row.get<std::string>(6);
    out.birth = row.get<std::string>(7);
    out.education = row.get<std::string>(8);
    out.organisation = row.get<OrganisationId>(9);
    out.path = row.get<std::string>(10);
    auto const state = members::parse_state(row.text(11));
    XL_CHECK(state.has_value());
    out.state = *state;
    out.state_since = row.get<std::string>(12);
    out.probation_until = row.get<std::string>(13);
    out.join_date = row.get<std::string>(14);
    out.full_date = row.get<std::string>(15);
    out.department = row.get<std::string>(16);
    out.position = row.get<std::string>(17);
    out.flags = row.integer(18);
    out.resident_key = row.get<std::string>(19);
    out.mobile_tail = row.get<std::string>(20);
    out.recheck_on = row.get<std::string>(21);
    out.created_batch = row.get<std::optional<std::int64_t>>(22).value_or(0);
    out.created_at = row.get<Instant>(23);
    out.changed_at = row.get<Instant>(24);
    return out;
}

}  // namespace xinglin::people::store
