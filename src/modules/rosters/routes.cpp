// Grids: in, looked at, mended, committed, taken back.
#include "modules/rosters/routes.hpp"
#include "platform/http/router.hpp"

#include <algorithm>

namespace xinglin::rosters {

BOOST_DESCRIBE_ENUM(RosterState, draft, committed, reversed)

namespace {

struct StartRoster {
    UploadId upload_id;
    std::optional<std::string> sheet;
    std::optional<std::string> ward;
    std::optional<Month> month;
};
BOOST_DESCRIBE_STRUCT(StartRoster, (), (upload_id, sheet, ward, month))

struct OneRoster {
    RosterId id;
};
BOOST_DESCRIBE_STRUCT(OneRoster, (), (id))

struct ListRosters {
    std::optional<std::string> ward;
    std::optional<Month> month;
    std::optional<Cursor> cursor;
    Within<1, 100> limit{50};
};
BOOST_DESCRIBE_STRUCT(ListRosters, (), (ward, month, cursor, limit))

struct RosterView {
    RosterId id;
    std::string ward;
    Month month;
    OrganisationId organisation;
    std::string organisation_name;
    RosterState state{RosterState::draft};
    bool in_force{false};  ///< the one of its ward and month that holds
    std::string file_name;
    Instant made_at;
    std::optional<Instant> committed_at;
    std::optional<Instant> reversed_at;
    std::int64_t version{1};
};
BOOST_DESCRIBE_STRUCT(RosterView, (),
                      (id, ward, month, organisation, organisation_name, state, in_force, file_name, made_at,
                       committed_at, reversed_at, version))

struct DayView {
    int day{0};
    int weekday{1};  ///< 1 Monday … 7 Sunday
    bool working{true};
    bool missing{false};  ///< the file has no column for it
};
BOOST_DESCRIBE_STRUCT(DayView, (), (day, weekday, working, missing))

struct CellView {
    std::string state;  ///< free, busy, protected, unknown
    std::optional<std::string> text;  ///< of a draft: as the file has it
    std::optional<std::string> code;  ///< of a draft: as understood, "" unknown
    std::optional<std::string> how;  ///< of a draft: exact, alias, trimmed, mixed, blank, unknown, answered
};
BOOST_DESCRIBE_STRUCT(CellView, (), (state, text, code, how))

struct RowView {
    std::int64_t line{0};
    std::string staff_no;
    std::string name;
    std::optional<PersonId> person;  ///< absent: not in the register
    std::vector<CellView> cells;
};
BOOST_DESCRIBE_STRUCT(RowView, (), (line, staff_no, name, person, cells))

/// A cell that somebody has to look at, or may want to.
struct OpenCell {
    std::int64_t line{0};
    int day{0};
    std::string staff_no;
    std::string name;
    std::string text;
    std::string how;  ///< unknown, blank
    std::string why;  ///< a sentence
};
BOOST_DESCRIBE_STRUCT(OpenCell, (), (line, day, staff_no, name, text, how, why))

struct HowCount {
    std::string how;
    std::int64_t count{0};
};
BOOST_DESCRIBE_STRUCT(HowCount, (), (how, count))

struct RosterDetail : RosterView {
    std::vector<DayView> days;
    std::vector<RowView> rows;  ///< of a committed one: of people in scope only
    std::int64_t others{0};  ///< rows that are not shown
    std::int64_t known_people{0};  ///< rows of people in the register
    std::vector<HowCount> counts;
    std::vector<OpenCell> open;  ///< texts in no table first, then blank cells
    std::int64_t unanswered{0};  ///< texts in no table that need an answer before the commit
    std::optional<RosterId> replaces;  ///< the one that holds for this ward and month until the commit
    std::int64_t changed{0};  ///< cells that differ from it
};
BOOST_DESCRIBE_STRUCT(RosterDetail, (RosterView),
                      (days, rows, others, known_people, counts, open, unanswered, replaces, changed))

struct CellSaid {
    std::int64_t line{0};
    int day{0};
    std::string code;  ///< "白", "白/值"; "" unknown, on purpose
};
BOOST_DESCRIBE_STRUCT(CellSaid, (), (line, day, code))
struct TextSaid {
    std::string text;
    std::string code;
};
BOOST_DESCRIBE_STRUCT(TextSaid, (), (text, code))
struct GiveAnswers {
    RosterId id;
    std::vector<CellSaid> cells;
    std::vector<TextSaid> texts;
};
BOOST_DESCRIBE_STRUCT(GiveAnswers, (), (id, cells, texts))

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

RosterDetail detail_of(db::Reader& reader, Service const& service, auth::Actor const& actor, Roster const& roster) {
    auto const& tools = service.tools();
    RosterDetail view;
    fill(view, reader, roster);
    bool const whole = roster.state == RosterState::draft;
    auto const scope = actor.scope(rights::read);
    auto const table = store::codes(reader, roster.ward);
    auto const rows = store::rows(reader, tools.people.vault, roster.id);
    auto const calendar = calendar::in_force(reader);
    for (int day = 1; day <= roster.month.days(); ++day) {
        Date const date{roster.month.year, roster.month.month, day};
        bool const missing = std::count(roster.missing_days.begin(), roster.missing_days.end(), day) > 0;
        view.days.push_back({day, date.weekday(), calendar.working(date), missing});
    }
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

}  // namespace

void add_grid_routes(http::Router& router, Service& service, UploadHooks const& uploads) {
    auto const show = [&service](http::Call const& call, RosterId id) {
        return service.tools().people.db.read([&](db::Reader& reader) -> Result<RosterDetail> {
            TRY_ASSIGN(auto const roster, service.access(reader, call.actor(), id, rights::write));
            return detail_of(reader, service, call.actor(), roster);
        });
    };
    router.work<StartRoster, RosterDetail>(
        "POST", "/v1/rosters", rights::write, "Read a ward's grid from an upload into a draft",
        {.errors = {{Kind::not_found, "rosters.no_upload"},
                    {Kind::malformed, "rosters.no_grid"},
                    {Kind::malformed, "rosters.grid_faulty"},
                    {Kind::malformed, "rosters.month_missing"},
                    {Kind::malformed, "rosters.ward_missing"},
                    {Kind::malformed, "rosters.several_grids"},
                    {Kind::malformed, "rosters.too_many_rows"},
                    {Kind::refused, "rosters.nobody_yours"},
                    {Kind::not_found, "sheets.no_such_sheet"},
                    {Kind::media_type, "sheets.not_a_table"}}},
        [&service, uploads, show](http::Call const& call, StartRoster const& in) -> Result<RosterDetail> {
            TRY_ASSIGN(auto const file, uploads.find(call.actor(), in.upload_id));
            TRY_ASSIGN(auto const id, service.start(call.actor(), {file.path, file.name, in.sheet.value_or(""),
                                                                   in.ward.value_or(""), in.month}));
            uploads.forget(file.path);
            return show(call, id);
        });
    router.get<ListRosters, Page<RosterView>>(
        "/v1/rosters", rights::read, "Grids of wards, the latest month first", {},
        [](http::Call const& call, ListRosters const& in) -> Result<Page<RosterView>> {
            return list_of(call.reader(), call.actor(), in);
        });
    router.get<OneRoster, RosterDetail>(
        "/v1/rosters/{id}", rights::read, "One grid: a draft with its cells, a committed one as free, busy, protected",
        {}, [&service](http::Call const& call, OneRoster const& in) -> Result<RosterDetail> {
            TRY_ASSIGN(auto const roster, service.access(call.reader(), call.actor(), in.id, rights::read));
            return detail_of(call.reader(), service, call.actor(), roster);
        });
    router.put<GiveAnswers, RosterDetail>(
        "/v1/rosters/{id}/answers", rights::write, "Say what cells or texts of a draft mean",
        {.errors = {{Kind::conflict, "rosters.no_draft"},
                    {Kind::precondition, "rosters.changed_meanwhile"},
                    {Kind::malformed, "rosters.no_such_cell"},
                    {Kind::malformed, "rosters.unknown_code"}}},
        [&service, show](http::Call const& call, GiveAnswers const& in) -> Result<RosterDetail> {
            Answers said{in.id, {}, {}, call.if_match()};
            for (auto const& one : in.cells) said.cells.push_back({one.line, one.day, one.code});
            for (auto const& one : in.texts) said.texts.push_back({one.text, one.code});
            TRY(service.answer(call.actor(), said));
            return show(call, in.id);
        });
    router.put<OneRoster, RosterDetail>(
        "/v1/rosters/{id}/commit", rights::write, "Let the draft hold for its ward and month",
        {.errors = {{Kind::conflict, "rosters.no_draft"}, {Kind::refused, "rosters.unknown_cells"}}},
        [&service, show](http::Call const& call, OneRoster const& in) -> Result<RosterDetail> {
            TRY(service.commit(call.actor(), in.id));
            return show(call, in.id);
        });
    router.post<OneRoster, RosterDetail>(
        "/v1/rosters/{id}/reversal", rights::write, "Take a committed grid back; the one before holds again",
        {.errors = {{Kind::conflict, "rosters.not_committed"}}},
        [&service, show](http::Call const& call, OneRoster const& in) -> Result<RosterDetail> {
            TRY(service.reverse(call.actor(), in.id));
            return show(call, in.id);
        });
    router.del<OneRoster, http::Nothing>(
        "/v1/rosters/{id}", rights::write, "Throw a draft away", {.errors = {{Kind::conflict, "rosters.no_draft"}}},
        [&service](http::Call const& call, OneRoster const& in) -> Result<http::Nothing> {
            TRY(service.discard(call.actor(), in.id));
            return http::Nothing{};
        });
}

void add_routes(http::Router& router, Service& service, UploadHooks const& uploads) {
    add_grid_routes(router, service, uploads);
    add_code_routes(router, service);
    add_search_route(router, service);
}

}  // namespace xinglin::rosters
