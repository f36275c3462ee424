#include "modules/people/lists.hpp"

#include "base/check.hpp"
#include "gen/people/sql.hpp"
#include "modules/people/roster_columns.hpp"

#include <algorithm>
#include <array>

namespace xinglin::people::store {

namespace {

/// The statement of a filter and its parameters after the four of the range and the limit.
struct Chosen {
    std::vector<std::string_view> blocks;
    std::int64_t group{0};
    std::string_view state{};
    std::string_view sex{};
    std::int64_t flag{1};
    std::string_view department{};
    std::string education_from{}, education_to{};
};

Chosen choose(Filter const& filter) {
    Chosen out;
    if (filter.group) out.blocks.push_back("group"), out.group = static_cast<std::int64_t>(*filter.group);
    if (filter.state) out.blocks.push_back("state"), out.state = members::code(*filter.state);
    if (!filter.sex.empty()) out.blocks.push_back("sex"), out.sex = filter.sex;
    if (filter.flag) out.blocks.push_back("flag"), out.flag = members::bit(*filter.flag);
    if (!filter.department.empty()) out.blocks.push_back("department"), out.department = filter.department;
    if (!filter.education.empty()) {
        out.blocks.push_back("education");
        out.education_from = filter.education;
        out.education_to = filter.education + "~";
    }
    return out;
}

auth::Scope narrowed(auth::Scope const& scope, Filter const& filter) {
    return filter.narrowed ? scope.within(filter.organisation_path) : scope;
}

/// Range start (a key), range end, limit, then what the filter needs; the numbers are those of people_list.sql.
std::array<db::Value, 12> list_values(Chosen const& chosen, ListKey const& from, std::string const& to, int limit) {
    return {db::to_value(from.path),
            db::to_value(from.sort),
            db::to_value(from.id),
            db::to_value(to),
            db::to_value(limit),
            db::to_value(chosen.group),
            db::to_value(chosen.state),
            db::to_value(chosen.sex),
            db::to_value(chosen.flag),
            db::to_value(chosen.department),
            db::to_value(chosen.education_from),
            db::to_value(chosen.education_to)};
}

ListKey start_of(auth::PathRange const& range, ListKey const& after) {
    if (after.path >= range.from) return after;
    return {range.from, "", 0};
}

db::Statement::Chosen shown_statement(Chosen const& chosen, ListKey const& from, bool shown) {
    auto blocks = chosen.blocks;
    if (shown) blocks.emplace_back("shown");
    blocks.emplace_back(from.sort.empty() && from.id == 0 ? "from" : "after");
    return sql::list_shown.with(blocks);
}

bool only_chip(Filter const& filter) {
    return filter.sex.empty() && !filter.flag && filter.department.empty() && filter.education.empty();
}

bool fits(RosterRow const& row, Filter const& filter) {
    return (filter.sex.empty() || row.sex == filter.sex) &&
           (!filter.flag || (row.flags & members::bit(*filter.flag)) != 0) &&
           (filter.department.empty() || row.department == filter.department) &&
           (filter.education.empty() || row.education.rfind(filter.education, 0) == 0);
}

void list_chip(db::Reader& reader, auth::PathRange const& range, Filter const& filter, ListKey from, int limit,
               std::vector<RosterRow>& out) {
    std::vector<std::string_view> blocks;
    auto const state = filter.state ? members::code(*filter.state) : std::string_view{};
    std::int64_t const group = filter.group ? static_cast<std::int64_t>(*filter.group) : 0;
    if (filter.state) blocks.push_back("state");
    if (filter.group) blocks.push_back("group");
    while (static_cast<int>(out.size()) < limit) {
        std::array<db::Value, 8> const values{
            db::to_value(from.path), db::to_value(from.sort),   db::to_value(from.id), db::to_value(range.to),
            db::to_value(limit),     db::to_value(filter.chip), db::to_value(state),   db::to_value(group)};
        int read = 0;
        ListKey last = from;
        reader.query(sql::list_chip.with(blocks), values, [&](db::Row const& row) {
            auto made = roster_row(row);
            ++read;
            last = {made.path, made.sort, made.id.value};
            if (fits(made, filter)) out.push_back(std::move(made));
            return static_cast<int>(out.size()) < limit;
        });
        if (read < limit) return;
        from = last;
    }
}

std::vector<RosterRow> only_self(db::Reader& reader, auth::Scope const& scope, Filter const& filter,
                                 ListKey const& after) {
    if (!scope.self || after.id != 0 || filter.narrowed) return {};
    auto row = reader.one(sql::roster_of, roster_row, *scope.self);
    bool const shown =
        row && fits(*row, filter) && (!filter.state || row->state == *filter.state) &&
        (!filter.group || members::group_of(row->state) == *filter.group) &&
        (filter.chip.empty() || reader.value<std::int64_t>(sql::count_chip_of, filter.chip, row->id).value_or(0) != 0);
    return shown ? std::vector<RosterRow>{std::move(*row)} : std::vector<RosterRow>{};
}

}  // namespace

std::vector<RosterRow> list(db::Reader& reader, auth::Scope const& scope, Filter const& filter, ListKey const& after,
                            int limit) {
    if (scope.subtrees.empty()) return only_self(reader, scope, filter, after);
    auto const within = narrowed(scope, filter);
    auto const chosen = choose(filter);
    std::vector<RosterRow> out;
    for (auto const& range : within.subtrees) {
        if (after.path >= range.to) continue;
        auto const from = start_of(range, after);
        if (!filter.chip.empty()) {
            list_chip(reader, range, filter, from, limit, out);
        } else {
            auto const values = list_values(chosen, from, range.to, limit - static_cast<int>(out.size()));
            reader.query(sql::list.with(chosen.blocks), values, [&](db::Row const& row) {
                out.push_back(roster_row(row));
                return true;
            });
        }
        if (static_cast<int>(out.size()) >= limit) break;
    }
    return out;
}

ShownRow shown_of(RosterRow const& row) {
    return {{row.id, row.version, row.changed_at, row.organisation, row.path, row.sort},
            row.name,
            row.staff_no,
            row.sex,
            row.state,
            row.birth,
            row.join_date,
            row.full_date,
            row.department,
            row.position,
            row.mobile_tail,
            row.probation_until,
            row.flags};
}

namespace {

/// The rows of the hot statement, page by page through the ranges of the scope.
template <class OnRow>
void walk_shown(db::Reader& reader, auth::Scope const& scope, Filter const& filter, ListKey const& after, int limit,
                bool shown, OnRow const& on_row) {
    auto const within = narrowed(scope, filter);
    auto const chosen = choose(filter);
    for (auto const& range : within.subtrees) {
        if (limit <= 0) return;
        if (after.path >= range.to) continue;
        auto const from = start_of(range, after);
        auto const values = list_values(chosen, from, range.to, limit);
        reader.query(shown_statement(chosen, from, shown), values, [&](db::Row const& row) {
            on_row(row);
            --limit;
            return true;
        });
    }
}

RowKey key_of(db::Row const& row) {
    return {PersonId{row.integer(0)},       row.integer(1), row.get<Instant>(2),
            OrganisationId{row.integer(3)}, row.text(4),    row.text(5)};
}

}  // namespace

void list_keys(db::Reader& reader, auth::Scope const& scope, Filter const& filter, ListKey const& after, int limit,
               std::function<void(RowKey const&)> const& on_row) {
    XL_CHECK(!scope.subtrees.empty() && filter.chip.empty());
    walk_shown(reader, scope, filter, after, limit, false, [&](db::Row const& row) { on_row(key_of(row)); });
}

void list_shown(db::Reader& reader, auth::Scope const& scope, Filter const& filter, ListKey const& after, int limit,
                std::function<void(ShownRow const&)> const& on_row) {
    if (scope.subtrees.empty() || !filter.chip.empty()) {
        for (auto const& row : list(reader, scope, filter, after, limit)) on_row(shown_of(row));
        return;
    }
    walk_shown(reader, scope, filter, after, limit, true, [&](db::Row const& row) {
        auto const state = members::parse_state(row.text(9));
        XL_CHECK(state.has_value());
        on_row({key_of(row), row.text(6), row.text(7), row.text(8), *state, row.text(10), row.text(11), row.text(12),
                row.text(13), row.text(14), row.text(15), row.text(16), row.integer(17)});
    });
}

std::int64_t count(db::Reader& reader, auth::Scope const& scope, Filter const& filter) {
    if (scope.subtrees.empty()) return static_cast<std::int64_t>(only_self(reader, scope, filter, {}).size());
    auto const within = narrowed(scope, filter);
    if (!filter.chip.empty() && (filter.state || filter.group || !only_chip(filter))) {
        // A chip's list is short: count what it shows.
        std::int64_t people = 0;
        for (auto const& range : within.subtrees) {
            std::vector<RosterRow> rows;
            list_chip(reader, range, filter, {range.from, "", 0}, 1'000'000, rows);
            people += static_cast<std::int64_t>(rows.size());
        }
        return people;
    }
    if (!filter.chip.empty()) return count_chip(reader, within, filter.chip);
    auto const chosen = choose(filter);
    std::int64_t people = 0;
    for (auto const& range : within.subtrees) {
        std::array<db::Value, 9> const values{db::to_value(range.from),         db::to_value(range.to),
                                              db::to_value(chosen.group),       db::to_value(chosen.state),
                                              db::to_value(chosen.sex),         db::to_value(chosen.flag),
                                              db::to_value(chosen.department),  db::to_value(chosen.education_from),
                                              db::to_value(chosen.education_to)};
        reader.query(sql::count.with(chosen.blocks), values, [&](db::Row const& row) {
            people += row.integer(0);
            return false;
        });
    }
    return people;
}

std::int64_t count_chip(db::Reader& reader, auth::Scope const& scope, std::string_view chip) {
    std::int64_t people = 0;
    for (auto const& range : scope.subtrees)
        people += reader.value<std::int64_t>(sql::count_chip, chip, range.from, range.to).value_or(0);
    return people;
}

std::vector<StateCount> count_states(db::Reader& reader, auth::Scope const& scope) {
    std::vector<StateCount> out;
    for (auto const& range : scope.subtrees)
        reader.each(
            sql::count_by_organisation,
            [&](db::Row const& row) {
                auto const state = members::parse_state(row.text(1));
                XL_CHECK(state.has_value());
                out.push_back({row.get<OrganisationId>(0), *state, row.integer(2)});
            },
            range.from, range.to);
    return out;
}

std::string list_plan(db::Reader& reader, auth::Scope const& scope, Filter const& filter) {
    auto const chosen = choose(filter);
    auto const within = narrowed(scope, filter);
    XL_CHECK(!within.subtrees.empty());
    auto const& range = within.subtrees.front();
    ListKey const from{range.from, "", 0};
    if (!filter.chip.empty()) {
        std::array<db::Value, 8> const values{
            db::to_value(from.path),          db::to_value(from.sort), db::to_value(from.id),
            db::to_value(range.to),           db::to_value(50),        db::to_value(filter.chip),
            db::to_value(std::string_view{}), db::to_value(0)};
        return reader.plan(sql::list_chip.with({}), values);
    }
    ListKey const later{range.from, "x", 1};
    return reader.plan(shown_statement(chosen, from, true), list_values(chosen, from, range.to, 50)) +
           reader.plan(shown_statement(chosen, later, false), list_values(chosen, later, range.to, 50)) +
           reader.plan(sql::list.with(chosen.blocks), list_values(chosen, from, range.to, 50));
}

}  // namespace xinglin::people::store
