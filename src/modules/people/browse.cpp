#include "modules/people/browse.hpp"

#include "modules/people/codes.hpp"
#include "modules/people/fields.hpp"
#include "modules/people/person_item.hpp"
#include "modules/people/projection.hpp"
#include "modules/people/refresh.hpp"
#include "modules/people/search.hpp"
#include "modules/people/store.hpp"

#include <algorithm>
#include <functional>
#include <limits>
#include <map>
#include <utility>

namespace xinglin::people {

namespace {

using store::ShownRow;

std::optional<members::Group> parse_group(std::string_view text) {
    if (text == "staff") return members::Group::staff;
    if (text == "development") return members::Group::development;
    if (text == "member") return members::Group::member;
    if (text == "gone") return members::Group::gone;
    return std::nullopt;
}

bool fits(RosterRow const& row, Filter const& filter) {
    return (!filter.state || row.state == *filter.state) &&
           (!filter.group || members::group_of(row.state) == *filter.group) &&
           (filter.sex.empty() || row.sex == filter.sex) &&
           (!filter.flag || (row.flags & members::bit(*filter.flag)) != 0) &&
           (filter.department.empty() || row.department == filter.department) &&
           (filter.education.empty() || row.education.rfind(filter.education, 0) == 0);
}

struct Found {
    std::vector<RosterRow> rows;
    bool complete{true};
};

/// The first `limit` people that answer to the filter's text and fit the rest of it.
Found found_rows(db::Reader& reader, Tools const& tools, auth::Scope const& scope, Filter const& filter, int limit) {
    auto const within = filter.narrowed ? scope.within(filter.organisation_path) : scope;
    std::map<PersonId, RosterRow> rows;
    auto hits = search_people(reader, tools.vault, within, filter.text, limit, [&](PersonId person) {
        auto row = store::find(reader, person);
        if (!row || !fits(*row, filter)) return false;
        if (!filter.chip.empty()) {
            auto const chips = store::chips_of(reader, person);
            if (std::find(chips.begin(), chips.end(), filter.chip) == chips.end()) return false;
        }
        rows.emplace(person, std::move(*row));
        return true;
    });
    Found found;
    found.complete = hits.complete;
    for (auto const& card : hits.cards) found.rows.push_back(std::move(rows.at(card.id)));
    return found;
}

/// All of them, or a refusal: a number or a file that leaves somebody out would pass for the whole.
Result<std::vector<RosterRow>> all_found(db::Reader& reader, Tools const& tools, auth::Scope const& scope,
                                         Filter const& filter, int limit) {
    auto found = found_rows(reader, tools, scope, filter, limit);
    if (!found.complete) return fail(refused("people.query_too_wide"));
    return std::move(found.rows);
}

/// What had not happened yet on that day is not part of its list.
void forget_after(std::string& date, Date day) {
    auto const known = PartialDate::parse(date);
    if (known && known->earliest() > day) date.clear();
}

/// The row of a person as of a day, when it fits.
std::optional<RosterRow> row_on(db::Reader& reader, Tools const& tools, Filter const& filter, PersonId person, Date day,
                                std::string const& path) {
    auto const whole = read_whole(reader, tools.vault, person, day);
    RosterRow row;
    row.id = person;
    fill_row(row, tools.vault, whole.file, whole.standing, day);
    row.path = path;
    if (row.name.empty() || !fits(row, filter)) return std::nullopt;
    if (!filter.text.empty() && !answers_to(row, tools.vault, filter.text)) {
        auto const mobile = whole.file.value("mobile");
        if (mobile.empty() || digits_of_phone(filter.text) != mobile) return std::nullopt;
    }
    if (!filter.chip.empty()) {
        auto const chips = chips_of(facts_of(whole.file, whole.standing, day), whole.standing);
        if (!std::binary_search(chips.begin(), chips.end(), filter.chip)) return std::nullopt;
    }
    forget_after(row.join_date, day);
    forget_after(row.full_date, day);
    return row;
}

/// Everybody who fits on that day, organisations as they lay in the tree on that day and in its order, the people of each by id.
/// @param from behind which to begin: a path and a person
/// @param on_row answers whether to go on
void walk_as_of(db::Reader& reader, Tools const& tools, auth::Scope const& scope, Filter const& filter, Date day,
                std::pair<std::string, std::int64_t> const& from,
                std::function<bool(RosterRow const&, organisations::Organisation const&)> const& on_row) {
    auto const within = filter.narrowed ? scope.within(filter.organisation_path) : scope;
    std::vector<std::pair<std::string, organisations::Organisation>> places;
    for (auto const id : members::store::organisations(reader))
        if (auto found = organisations::find_on(reader, id, day); found && within.covers(found->path))
            places.emplace_back(found->path, std::move(*found));
    std::sort(places.begin(), places.end(), [](auto const& a, auto const& b) { return a.first < b.first; });
    constexpr int chunk = 100;
    for (auto const& [path, place] : places) {
        if (path < from.first) continue;
        PersonId after{path == from.first ? from.second : 0};
        while (true) {
            auto const people = members::store::belonging_on(reader, place.id, day, after, chunk);
            for (auto const person : people) {
                after = person;
                auto const row = row_on(reader, tools, filter, person, day, path);
                if (row && !on_row(*row, place)) return;
            }
            if (static_cast<int>(people.size()) < chunk) break;
        }
    }
}

ListKey key_of(std::optional<Cursor> const& cursor) {
    if (!cursor || cursor->keys.size() != 3) return {};
    return {cursor->keys[0], cursor->keys[1], cursor->number(2).value_or(0)};
}

}  // namespace

std::string const& OrganisationNames::of(OrganisationId id) {
    auto const known = known_.find(id);
    if (known != known_.end()) return known->second;
    auto const found = organisations::find(reader_, id);
    auto name = !found ? std::string() : found->short_name.empty() ? found->name : found->short_name;
    return known_.emplace(id, std::move(name)).first->second;
}

Result<Filter> read_query(db::Reader& reader, auth::Scope const& scope, ListQuery const& query) {
    Filter filter;
    auto bad = malformed("people.values_invalid");
    if (query.organisation) {
        auto const found = query.as_of ? organisations::find_on(reader, *query.organisation, *query.as_of)
                                       : organisations::find(reader, *query.organisation);
        auto const within = found ? scope.within(found->path) : auth::Scope{};
        if (!found || within.subtrees.empty()) return fail(not_found("people.organisation_unknown"));
        filter.organisation_path = found->path;
        filter.narrowed = true;
    }
    if (query.state) {
        filter.state = members::parse_state(*query.state);
        if (!filter.state) bad.field("/state", "people.choice_unknown");
    }
    if (query.kind) {
        filter.group = parse_group(*query.kind);
        if (!filter.group) bad.field("/kind", "people.choice_unknown");
    }
    if (query.flag) {
        filter.flag = members::parse_flag(*query.flag);
        if (!filter.flag) bad.field("/flag", "people.flag_unknown");
    }
    if (query.exception) {
        auto const& known = all_chips();
        if (std::none_of(known.begin(), known.end(),
                         [&](ChipCount const& chip) { return chip.chip == *query.exception; }))
            bad.field("/exception", "people.choice_unknown");
        filter.chip = *query.exception;
    }
    if (!bad.fields.empty()) return fail(std::move(bad));
    filter.sex = query.sex.value_or("");
    filter.department = query.department.value_or("");
    filter.education = query.education.value_or("");
    filter.text = query.q.value_or("");
    return filter;
}

Result<std::optional<Cursor>> each_person(db::Reader& reader, Tools const& tools, auth::Actor const& actor,
                                          ListQuery const& query, std::optional<Cursor> const& cursor, int limit,
                                          OnItem const& on_item) {
    auto const scope = actor.scope(rights::read);
    TRY_ASSIGN(auto const filter, read_query(reader, scope, query));
    if (query.as_of && *query.as_of != tools.clock.today()) {
        auto const page = list_as_of(reader, tools, actor, scope, filter, *query.as_of, cursor, limit);
        for (auto const& item : page.items) on_item(item);
        return page.next;
    }
    Clearance clearance(actor);
    OrganisationNames names(reader);
    PersonItem item;  // one for all rows: its texts keep their room
    if (!filter.text.empty()) {
        // Paged by how many came before: the search gives the same order each time.
        auto const from =
            cursor && cursor->keys.size() == 1 ? std::max<std::int64_t>(0, cursor->number(0).value_or(0)) : 0;
        auto const wanted = std::min<std::int64_t>(from + limit + 1, std::numeric_limits<int>::max());
        auto const rows = found_rows(reader, tools, scope, filter, static_cast<int>(wanted)).rows;
        auto const until = std::min(rows.size(), static_cast<std::size_t>(from + limit));
        for (auto i = static_cast<std::size_t>(from); i < until; ++i) {
            fill(item, store::shown_of(rows[i]), clearance, names);
            on_item(item);
        }
        if (rows.size() <= until) return std::nullopt;
        return Cursor{{std::to_string(until)}};
    }
    int told = 0;
    std::optional<Cursor> next;
    Cursor last;
    store::list_shown(reader, scope, filter, key_of(cursor), limit + 1, [&](ShownRow const& row) {
        if (told == limit) {
            next = last;  // one more than asked for: there is a next page
            return;
        }
        fill(item, row, clearance, names);
        on_item(item);
        if (++told == limit) last = Cursor{{std::string(row.path), std::string(row.sort), row.id.text()}};
    });
    return next;
}

Result<std::optional<Cursor>> write_people(db::Reader& reader, Tools const& tools, auth::Actor const& actor,
                                           ListQuery const& query, std::optional<Cursor> const& cursor, int limit,
                                           ShownLines& lines, LineWriter& out) {
    auto const scope = actor.scope(rights::read);
    if (query.as_of || query.q || query.exception || scope.subtrees.empty())
        return each_person(reader, tools, actor, query, cursor, limit, [&](PersonItem const& item) { out.item(item); });
    TRY_ASSIGN(auto const filter, read_query(reader, scope, query));
    Clearance clearance(actor);
    OrganisationNames names(reader);
    Page<std::pair<ShownLines::Key, OrganisationId>> page;
    Cursor last;
    auto const key_for = [&](store::RowKey const& row) {
        return ShownLines::Key{row.id, row.version, row.changed_at, clearance.personal(row.id, row.path),
                               clearance.internal(row.id, row.path)};
    };
    store::list_keys(reader, scope, filter, key_of(cursor), limit + 1, [&](store::RowKey const& row) {
        auto const told = static_cast<int>(page.items.size());
        if (told == limit) {
            page.next = last;  // one more than asked for: there is a next page
            return;
        }
        page.items.emplace_back(key_for(row), row.organisation);
        if (told + 1 == limit) last = Cursor{{std::string(row.path), std::string(row.sort), row.id.text()}};
    });
    auto const all_kept = [&] {
        ShownLines::View const view(lines);
        for (auto const& [key, organisation] : page.items)
            if (view.find(key) == nullptr) return false;
        for (auto const& [key, organisation] : page.items) out.line(*view.find(key), names.of(organisation));
        return true;
    };
    if (all_kept()) return page.next;
    PersonItem item;  // one for all rows: its texts keep their room
    store::list_shown(reader, scope, filter, key_of(cursor), limit, [&](ShownRow const& row) {
        auto const key = key_for(row);
        fill(item, row, key.personal, key.internal, "");
        auto line = out.split(item);
        out.line(line, names.of(row.organisation));
        lines.keep(key, std::move(line));
    });
    return page.next;
}

Result<Page<PersonItem>> list_people(db::Reader& reader, Tools const& tools, auth::Actor const& actor,
                                     ListQuery const& query, std::optional<Cursor> const& cursor, int limit) {
    Page<PersonItem> page;
    TRY_ASSIGN(page.next, each_person(reader, tools, actor, query, cursor, limit,
                                      [&](PersonItem const& item) { page.items.push_back(item); }));
    return page;
}

Result<std::vector<RosterRow>> all_people(db::Reader& reader, Tools const& tools, auth::Scope const& scope,
                                          ListQuery const& query, int limit) {
    TRY_ASSIGN(auto const filter, read_query(reader, scope, query));
    if (!filter.text.empty()) return all_found(reader, tools, scope, filter, limit);
    return store::list(reader, scope, filter, {}, limit);
}

Result<std::int64_t> count_people(db::Reader& reader, Tools const& tools, auth::Scope const& scope,
                                  ListQuery const& query) {
    TRY_ASSIGN(auto const filter, read_query(reader, scope, query));
    if (query.as_of && *query.as_of != tools.clock.today()) {
        std::int64_t people = 0;
        walk_as_of(reader, tools, scope, filter, *query.as_of, {}, [&](RosterRow const&, auto const&) {
            ++people;
            return true;
        });
        return people;
    }
    if (!filter.text.empty()) {
        TRY_ASSIGN(auto const rows, all_found(reader, tools, scope, filter, std::numeric_limits<int>::max()));
        return static_cast<std::int64_t>(rows.size());
    }
    return store::count(reader, scope, filter);
}

std::vector<ChipCount> chip_counts(db::Reader& reader, auth::Scope const& scope) {
    std::vector<ChipCount> out;
    for (auto chip : all_chips()) {
        chip.people = store::count_chip(reader, scope, chip.chip);
        if (chip.people > 0) out.push_back(std::move(chip));
    }
    return out;
}

Page<PersonItem> list_as_of(db::Reader& reader, Tools const& tools, auth::Actor const& actor, auth::Scope const& scope,
                            Filter const& filter, Date day, std::optional<Cursor> const& cursor, int limit) {
    std::pair<std::string, std::int64_t> from;
    if (cursor && cursor->keys.size() == 2) from = {cursor->keys[0], cursor->number(1).value_or(0)};
    Clearance clearance(actor);
    OrganisationNames names(reader);
    Page<PersonItem> page;
    walk_as_of(reader, tools, scope, filter, day, from,
               [&](RosterRow const& row, organisations::Organisation const& place) {
                   if (static_cast<int>(page.items.size()) == limit) {
                       page.next = Cursor{{row.path, std::to_string(row.id.value - 1)}};
                       return false;
                   }
                   auto& item = page.items.emplace_back();
                   fill(item, store::shown_of(row), clearance, names);
                   item.organisation_name = place.short_name.empty() ? place.name : place.short_name;
                   return true;
               });
    return page;
}

}  // namespace xinglin::people
