// A grid as it is shown: to whoever reads the file in, and to others.
#include "modules/rosters/routes_shapes.hpp"

#include <algorithm>
#include <map>

namespace xinglin::rosters {

namespace {

void fill(RosterView& view, db::Reader& reader, Roster const& roster) {
    view.id = roster.id;
    view.ward = roster.ward;
    view.month = roster.month;
    view.organisation = roster.organisation;
    if (auto const place = organisations::find(reader, roster.organisation))
        view.organisation_name = place->short_name.empty() ? place->name : place->short_name;
    view.state = roster.state;
    view.in_force = roster.state == RosterState::committed && store::in_force(reader, roster) == roster.id;
    view.file_name = roster.file_name;
    view.made_at = roster.made_at;
    view.committed_at = roster.committed_at;
    view.reversed_at = roster.reversed_at;
    view.version = roster.version;
}

/// What others may know of a day: never its code.
std::string state_of(std::vector<std::string> const& codes, CodeTable const& table) {
    if (codes.empty()) return "unknown";
    auto worst = Occupies::off;
    for (auto const& code : codes) {
        auto const* known = table.find(code);
        if (known == nullptr) return "unknown";
        if (known->occupies == Occupies::busy || known->occupies == Occupies::absent) return "busy";
        if (known->occupies == Occupies::rest) worst = Occupies::rest;
    }
    return worst == Occupies::rest ? "protected" : "free";
}

std::string joined(std::vector<std::string> const& codes) {
    std::string out;
    for (auto const& code : codes) out += (out.empty() ? "" : "/") + code;
    return out;
}

std::string why(Understood const& understood, StoredCell const& cell, std::string const& ward) {
    if (understood.reading.how == How::blank) return "空白格按“未知”处理，不当作有空";
    return "“" + cell.text + "”不在" + ward + "的代码表里";
}

/// Cells of people in scope that differ from the grid that holds now, by staff number and day.
std::int64_t changes(std::vector<StoredRow> const& before, std::vector<StoredRow> const& after,
                     std::vector<std::vector<std::string>> const& codes_after) {
    std::int64_t changed = 0;
    std::size_t place = 0;
    for (auto const& row : after) {
        auto const old = std::find_if(before.begin(), before.end(),
                                      [&](StoredRow const& one) { return one.staff_no == row.staff_no; });
        for (std::size_t day = 0; day < row.cells.size(); ++day, ++place) {
            if (row.person.none()) continue;  // nobody learns another's shifts by guessing
            std::string was;
            if (old != before.end() && day < old->cells.size() && old->cells[day].codes)
                was = joined(*old->cells[day].codes);
            changed += was != joined(codes_after[place]);
        }
    }
    return changed;
}

std::vector<DayView> days_of(Roster const& roster, calendar::Calendar const& calendar) {
    std::vector<DayView> out;
    for (int day = 1; day <= roster.month.days(); ++day) {
        Date const date{roster.month.year, roster.month.month, day};
        bool const missing = std::count(roster.missing_days.begin(), roster.missing_days.end(), day) > 0;
        out.push_back({day, date.weekday(), calendar.working(date), missing});
    }
    return out;
}

}  // namespace

RosterDetail detail_of(db::Reader& reader, Service const& service, auth::Actor const& actor, Roster const& roster) {
    auto const& tools = service.tools();
    RosterDetail view;
    fill(view, reader, roster);
    bool const whole = roster.state == RosterState::draft;
    auto const scope = actor.scope(rights::read);
    auto const table = store::codes(reader, roster.ward);
    auto const rows = store::rows(reader, tools.people.vault, roster.id);
    view.days = days_of(roster, calendar::in_force(reader));
    std::map<std::string, std::int64_t> counts;
    std::vector<std::vector<std::string>> all_codes;
    std::vector<OpenCell> blank;
    for (auto const& row : rows) {
        view.known_people += !row.person.none();
        auto const card = whole || row.person.none() ? std::nullopt : people::find_card(reader, row.person);
        if (!whole && !(card && scope.covers(card->path))) {
            ++view.others;
            continue;
        }
        RowView shown{row.line, row.staff_no, row.name, std::nullopt, {}};
        if (!row.person.none()) shown.person = row.person;
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            auto const& cell = row.cells[i];
            auto const understood = understand(cell, roster, table);
            CellView one;
            one.state = state_of(understood.reading.codes, table);
            if (whole) {
                auto const how = std::string(understood.answered ? "answered" : name_of(understood.reading.how));
                one.text = cell.text;
                one.code = joined(understood.reading.codes);
                one.how = how;
                ++counts[how];
                all_codes.push_back(understood.reading.codes);
                if (how == "unknown" || how == "blank") {
                    auto& list = how == "unknown" ? view.open : blank;
                    list.push_back({row.line, static_cast<int>(i + 1), row.staff_no, row.name, cell.text, how,
                                    why(understood, cell, roster.ward)});
                    view.unanswered += how == "unknown";
                }
            }
            shown.cells.push_back(std::move(one));
        }
        view.rows.push_back(std::move(shown));
    }
    view.open.insert(view.open.end(), blank.begin(), blank.end());
    for (auto const& [how, count] : counts) view.counts.push_back({how, count});
    if (whole)
        if (auto const now = store::in_force(reader, roster)) {
            view.replaces = *now;
            view.changed = changes(store::rows(reader, tools.people.vault, *now), rows, all_codes);
        }
    return view;
}

Page<RosterView> list_of(db::Reader& reader, auth::Actor const& actor, ListRosters const& input) {
    constexpr Month first{1, 1}, last{9999, 12};
    auto const scope = actor.scope(rights::read);
    auto const most = static_cast<std::size_t>(input.limit.value);
    store::ListKey before;
    if (input.cursor && input.cursor->keys.size() == 3)
        before = {input.cursor->keys[0], input.cursor->keys[1], input.cursor->number(2).value_or(0)};
    std::map<OrganisationId, bool> covered;
    std::vector<RosterView> views;
    // Grids out of scope are passed over here: they carry an organisation, whose path may move.
    for (bool more = true; more && views.size() <= most;) {
        auto const some = store::list(reader, input.month.value_or(first), input.month.value_or(last),
                                      input.ward.value_or(""), before, static_cast<int>(most) + 1);
        more = some.size() > most;
        for (auto const& roster : some) {
            before = {roster.month.text(), roster.ward, roster.id.value};
            if (roster.state == RosterState::draft && (actor.account.none() || roster.owner != actor.account)) continue;
            auto known = covered.find(roster.organisation);
            if (known == covered.end()) {
                auto const place = organisations::find(reader, roster.organisation);
                known = covered.emplace(roster.organisation, place && scope.covers(place->path)).first;
            }
            if (!known->second && roster.state != RosterState::draft) continue;
            fill(views.emplace_back(), reader, roster);
        }
    }
    return Page<RosterView>::of(std::move(views), most, [](RosterView const& one) {
        return std::vector{one.month.text(), one.ward, one.id.text()};
    });
}

}  // namespace xinglin::rosters
