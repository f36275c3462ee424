#include "modules/people/person_item.hpp"

#include "modules/people/codes.hpp"

namespace xinglin::people {

namespace {

void put(std::optional<std::string>& into, std::string_view text) {
    if (text.empty()) {
        into.reset();
    } else if (into) {
        into->assign(text);
    } else {
        into.emplace(text);
    }
}

void put_date(std::optional<std::string>& into, std::string_view date, bool clear) {
    put(into, clear ? date : date.substr(0, 4));
    if (into && !clear) *into += "-**";
}

}  // namespace

bool Clearance::personal(PersonId person, std::string_view path) {
    if (path != path_) {
        path_ = path;
        personal_ = actor_.sees(auth::FieldClass::personal, path_);
        internal_ = actor_.sees(auth::FieldClass::internal, path_);
    }
    return personal_ || (!actor_.person.none() && actor_.person == person);
}

bool Clearance::internal(PersonId person, std::string_view path) { return personal(person, path) || internal_; }

void fill(PersonItem& item, store::ShownRow const& row, bool personal, bool internal,
          std::string_view organisation_name) {
    auto const known = [internal](std::string_view text) { return internal ? text : std::string_view(); };
    item.id = row.id;
    item.version = row.version;
    item.name = row.name;
    item.state = members::code(row.state);
    item.state_title = members::title(row.state);
    item.organisation = row.organisation;
    item.organisation_name = organisation_name;
    put(item.staff_no, known(row.staff_no));
    put(item.sex, row.sex.empty() ? std::string_view() : known(choice_title("sex", row.sex)));
    put(item.department, known(row.department));
    put(item.position, known(row.position));
    put(item.phone, known(row.mobile_tail));
    if (item.phone) item.phone->insert(0, "*******");
    put_date(item.birth, row.birth, personal);
    put_date(item.join_date, row.join_date, personal);
    put_date(item.full_date, row.full_date, personal);
    item.probation_expires.reset();
    if (row.state == members::State::probationary)
        if (auto const ends =
                members::probation_expires(PartialDate::parse(row.join_date), Date::parse(row.probation_until), {}))
            put_date(item.probation_expires, ends->text(), personal);
    item.flags.clear();
    for (int i = 0; row.flags != 0 && i < members::flag_count; ++i)
        if ((row.flags & members::bit(static_cast<members::Flag>(i))) != 0)
            item.flags.emplace_back(members::code(static_cast<members::Flag>(i)));
}

void fill(PersonItem& item, store::ShownRow const& row, Clearance& clearance, OrganisationNames& names) {
    bool const personal = clearance.personal(row.id, row.path), internal = clearance.internal(row.id, row.path);
    fill(item, row, personal, internal, names.of(row.organisation));
}

}  // namespace xinglin::people
