// Grids: in, looked at, mended, committed, taken back.
#include "modules/rosters/routes.hpp"
#include "modules/rosters/routes_shapes.hpp"

namespace xinglin::rosters {

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

/// The draft or grid that was changed, as whoever writes sees it.
Result<RosterDetail> shown(Service const& service, http::Call const& call, RosterId id) {
    return service.tools().people.db.read([&](db::Reader& reader) -> Result<RosterDetail> {
        TRY_ASSIGN(auto const roster, service.access(reader, call.actor(), id, rights::write));
        return detail_of(reader, service, call.actor(), roster);
    });
}

void mount_reading(http::Router& router, Service& service) {
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
}

/// From the upload to a draft without open cells.
void mount_drafts(http::Router& router, Service& service, UploadHooks const& uploads) {
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
        [&service, uploads](http::Call const& call, StartRoster const& in) -> Result<RosterDetail> {
            TRY_ASSIGN(auto const file, uploads.find(call.actor(), in.upload_id));
            TRY_ASSIGN(auto const id, service.start(call.actor(), {file.path, file.name, in.sheet.value_or(""),
                                                                   in.ward.value_or(""), in.month}));
            uploads.forget(file.path);
            return shown(service, call, id);
        });
    router.put<GiveAnswers, RosterDetail>(
        "/v1/rosters/{id}/answers", rights::write, "Say what cells or texts of a draft mean",
        {.errors = {{Kind::conflict, "rosters.no_draft"},
                    {Kind::precondition, "rosters.changed_meanwhile"},
                    {Kind::malformed, "rosters.no_such_cell"},
                    {Kind::malformed, "rosters.unknown_code"}}},
        [&service](http::Call const& call, GiveAnswers const& in) -> Result<RosterDetail> {
            Answers said{in.id, {}, {}, call.if_match()};
            for (auto const& one : in.cells) said.cells.push_back({one.line, one.day, one.code});
            for (auto const& one : in.texts) said.texts.push_back({one.text, one.code});
            TRY(service.answer(call.actor(), said));
            return shown(service, call, in.id);
        });
}

/// What becomes of a draft, and of what holds.
void mount_states(http::Router& router, Service& service) {
    router.put<OneRoster, RosterDetail>(
        "/v1/rosters/{id}/commit", rights::write, "Let the draft hold for its ward and month",
        {.errors = {{Kind::conflict, "rosters.no_draft"}, {Kind::refused, "rosters.unknown_cells"}}},
        [&service](http::Call const& call, OneRoster const& in) -> Result<RosterDetail> {
            TRY(service.commit(call.actor(), in.id));
            return shown(service, call, in.id);
        });
    router.post<OneRoster, RosterDetail>(
        "/v1/rosters/{id}/reversal", rights::write, "Take a committed grid back; the one before holds again",
        {.errors = {{Kind::conflict, "rosters.not_committed"}}},
        [&service](http::Call const& call, OneRoster const& in) -> Result<RosterDetail> {
            TRY(service.reverse(call.actor(), in.id));
            return shown(service, call, in.id);
        });
    router.del<OneRoster, http::Nothing>(
        "/v1/rosters/{id}", rights::write, "Throw a draft away", {.errors = {{Kind::conflict, "rosters.no_draft"}}},
        [&service](http::Call const& call, OneRoster const& in) -> Result<http::Nothing> {
            TRY(service.discard(call.actor(), in.id));
            return http::Nothing{};
        });
}

}  // namespace

void add_grid_routes(http::Router& router, Service& service, UploadHooks const& uploads) {
    mount_drafts(router, service, uploads);
    mount_reading(router, service);
    mount_states(router, service);
}

void add_routes(http::Router& router, Service& service, UploadHooks const& uploads) {
    add_grid_routes(router, service, uploads);
    add_code_routes(router, service);
    add_search_route(router, service);
}

}  // namespace xinglin::rosters
