#include "modules/people/refresh.hpp"

#include "base/check.hpp"
#include "modules/people/store.hpp"

#include <algorithm>

namespace xinglin::people {

namespace {

std::vector<std::string> minus(std::vector<std::string> const& a, std::vector<std::string> const& b) {
    std::vector<std::string> out;
    std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(out));
    return out;
}

void take_off(db::Tx& tx, RosterRow const& old, Surroundings const& around) {
    store::delete_tokens(tx, old.id, tokens_of(old.name));
    store::remove(tx, old.id);
    organisations::unlink_posts_of(tx, old.id);  // posts keep the name
    around.adjust(old.organisation, -counts_of_state(old.state));
}

}  // namespace

organisations::Counts counts_of_state(members::State state) {
    organisations::Counts counts;
    switch (state) {
        case members::State::full:
            counts.full = 1;
            break;
        case members::State::probationary:
            counts.probationary = 1;
            break;
        case members::State::prospect:
            counts.prospects = 1;
            break;
        case members::State::activist:
            counts.activists = 1;
            break;
        case members::State::applicant:
            counts.applicants = 1;
            break;
        case members::State::staff:
            counts.staff = 1;
            break;
        default:
            break;
    }
    return counts;
}

Surroundings direct(db::Tx& tx) {
    return {
        [&tx](OrganisationId id) -> std::optional<std::string> {
            auto const found = organisations::find(tx, id);
            return found ? std::optional<std::string>(found->path) : std::nullopt;
        },
        [&tx](OrganisationId id, organisations::Counts const& delta) { organisations::adjust_counts(tx, id, delta); }};
}

std::optional<RosterRow> write_projection(db::Tx& tx, Tools const& tools, Whole const& whole,
                                          std::optional<RosterRow> const& old, RosterRow fresh,
                                          Surroundings const& around) {
    if (whole.file.value("name").empty()) {
        if (old) take_off(tx, *old, around);
        return std::nullopt;
    }
    auto const today = tools.clock.today();
    RosterRow row = old ? *old : std::move(fresh);
    fill_row(row, tools.vault, whole.file, whole.standing, today);
    auto const path = around.path_of(row.organisation);
    XL_CHECK(path.has_value());
    row.path = *path;
    row.changed_at = tools.clock.now();
    auto const next = next_change(whole, today);
    row.recheck_on = next ? next->text() : std::string();
    if (old) {
        ++row.version;
        store::replace(tx, row);
        if (old->name != row.name) {
            auto const before = tokens_of(old->name), after = tokens_of(row.name);
            store::delete_tokens(tx, row.id, minus(before, after));
            store::insert_tokens(tx, row.id, minus(after, before));
        }
    } else {
        store::insert(tx, row);
        store::insert_tokens(tx, row.id, tokens_of(row.name));
    }
    auto const chips = chips_of(facts_of(whole.file, whole.standing, today), whole.standing);
    store::set_chips(tx, row, chips, old ? store::Before::some : store::Before::none);
    if (!old) {
        around.adjust(row.organisation, counts_of_state(row.state));
    } else if (old->organisation != row.organisation || old->state != row.state) {
        around.adjust(old->organisation, -counts_of_state(old->state));
        around.adjust(row.organisation, counts_of_state(row.state));
    }
    return row;
}

bool refresh(db::Tx& tx, Tools const& tools, PersonId person) {
    auto const old = store::find(tx, person);
    auto const whole = read_whole(tx, tools.vault, person, tools.clock.today());
    RosterRow fresh;
    fresh.id = person;
    fresh.created_at = tools.clock.now();
    return write_projection(tx, tools, whole, old, fresh, direct(tx)).has_value();
}

Result<Done> check_unique(db::Reader& reader, crypto::Vault const& vault, PersonId person, Values const& values) {
    if (auto const found = values.find("staff_no"); found != values.end() && found->second) {
        auto const other = store::find_by_staff_no(reader, *found->second);
        if (other && other->id != person)
            return fail(conflict("people.duplicate_staff_no")
                            .fact("staff_no", *found->second)
                            .field("/staff_no", "people.duplicate_staff_no"));
    }
    if (auto const found = values.find("resident_id"); found != values.end() && found->second) {
        auto const other = store::find_by_resident_key(reader, resident_key(vault, *found->second));
        if (other && other->id != person)
            return fail(conflict("people.duplicate_resident_id").field("/resident_id", "people.duplicate_resident_id"));
    }
    return Done{};
}

}  // namespace xinglin::people
