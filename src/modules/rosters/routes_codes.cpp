// Codes of wards, and one's own shifts.
#include "modules/rosters/routes.hpp"
#include "platform/http/router.hpp"

namespace xinglin::rosters {

BOOST_DESCRIBE_ENUM(Occupies, busy, rest, off, absent)

namespace {

struct WindowView {
    std::string from;
    std::string to;
    bool soft{false};
};
BOOST_DESCRIBE_STRUCT(WindowView, (), (from, to, soft))

struct CodeView {
    std::string code;
    std::string title;
    std::vector<std::string> aliases;
    std::optional<std::string> starts;
    std::optional<std::string> ends;
    bool crosses_midnight{false};
    Occupies occupies{Occupies::busy};
    std::vector<WindowView> windows;  ///< when somebody with this shift can come all the same
    bool rest_after{false};
    bool rest_hard{false};
    bool releasable{false};
};
BOOST_DESCRIBE_STRUCT(CodeView, (),
                      (code, title, aliases, starts, ends, crosses_midnight, occupies, windows, rest_after, rest_hard,
                       releasable))

struct OneWard {
    std::string ward;  ///< "" the common table
};
BOOST_DESCRIBE_STRUCT(OneWard, (), (ward))
struct CodesView {
    std::string ward;
    bool own{false};  ///< false: the common table holds for this ward
    bool may_change{false};
    std::vector<CodeView> codes;
    std::int64_t version{0};
};
BOOST_DESCRIBE_STRUCT(CodesView, (), (ward, own, may_change, codes, version))
struct PutCodes {
    std::string ward;
    std::vector<CodeView> codes;
};
BOOST_DESCRIBE_STRUCT(PutCodes, (), (ward, codes))

struct OwnPeriod {
    Date from;
    Date to;
};
BOOST_DESCRIBE_STRUCT(OwnPeriod, (), (from, to))
struct OwnShift {
    Date day;
    std::string code;
    std::string title;
    std::optional<std::string> starts;
    std::optional<std::string> ends;
    bool crosses_midnight{false};
    Occupies occupies{Occupies::busy};
};
BOOST_DESCRIBE_STRUCT(OwnShift, (), (day, code, title, starts, ends, crosses_midnight, occupies))
struct OwnShifts {
    std::vector<OwnShift> items;
    std::vector<std::string> wards;
    bool rest_given{false};  ///< comes to meetings in the rest after a night, by own choice
};
BOOST_DESCRIBE_STRUCT(OwnShifts, (), (items, wards, rest_given))
struct GiveRest {
    bool given{false};
};
BOOST_DESCRIBE_STRUCT(GiveRest, (), (given))

CodesView view_of(CodeTable const& table, bool may_change) {
    CodesView out{table.ward, table.version > 0, may_change, {}, table.version};
    for (auto const& one : table.codes) {
        CodeView code{one.code,     one.title, one.aliases,    std::nullopt,  std::nullopt,  one.crosses_midnight,
                      one.occupies, {},        one.rest_after, one.rest_hard, one.releasable};
        if (one.starts) code.starts = clock_text(*one.starts);
        if (one.ends) code.ends = clock_text(*one.ends);
        for (auto const& window : one.windows)
            code.windows.push_back({clock_text(window.from), clock_text(window.to), window.soft});
        out.codes.push_back(std::move(code));
    }
    return out;
}

Result<CodeTable> table_of(PutCodes const& in, std::int64_t version) {
    CodeTable table{in.ward, version, {}};
    auto problem = malformed("rosters.codes_faulty");
    for (std::size_t i = 0; i < in.codes.size(); ++i) {
        auto const& one = in.codes[i];
        auto const time = [&](std::string const& text, std::string const& where) {
            auto const minute = minute_of(text);
            if (!minute) problem.field("/codes/" + std::to_string(i) + where, "rosters.time_form");
            return minute;
        };
        ShiftCode code{one.code,       one.title,     one.aliases,   {}, {}, one.crosses_midnight, one.occupies, {},
                       one.rest_after, one.rest_hard, one.releasable};
        if (one.starts && !one.starts->empty()) code.starts = time(*one.starts, "/starts");
        if (one.ends && !one.ends->empty()) code.ends = time(*one.ends, "/ends");
        for (std::size_t w = 0; w < one.windows.size(); ++w) {
            auto const place = "/windows/" + std::to_string(w);
            auto const from = time(one.windows[w].from, place + "/from"), to = time(one.windows[w].to, place + "/to");
            if (from && to) code.windows.push_back({*from, *to, one.windows[w].soft});
        }
        table.codes.push_back(std::move(code));
    }
    if (!problem.fields.empty()) return fail(std::move(problem));
    return table;
}

bool may_change(Service const& service, db::Reader& reader, auth::Actor const& actor, std::string_view ward) {
    return ward.empty() ? actor.has(rights::write_common)
                        : actor.has(rights::write) && service.ward_within(reader, actor, ward, rights::write);
}

Result<OwnShifts> own_shifts(db::Reader& reader, Service const& service, auth::Actor const& actor,
                             OwnPeriod const& in) {
    if (in.to < in.from || in.to.days() - in.from.days() > 100)
        return fail(malformed("rosters.period_turned").field("/to", "rosters.period_turned"));
    OwnShifts out;
    if (actor.person.none()) return out;
    auto const staff = shifts_of(reader, service.tools().people.vault, {actor.person}, in.from, in.to);
    auto const& mine = staff.people[0];
    out.wards = mine.wards;
    out.rest_given = mine.rest == NightRest::given;
    for (auto const& [day, shift] : mine.shifts)
        for (auto const* code : shift.codes) {
            if (day < in.from) continue;
            OwnShift one{day,           code->code, code->title, std::nullopt, std::nullopt, code->crosses_midnight,
                         code->occupies};
            if (code->starts) one.starts = clock_text(*code->starts);
            if (code->ends) one.ends = clock_text(*code->ends);
            out.items.push_back(std::move(one));
        }
    return out;
}

}  // namespace

void add_code_routes(http::Router& router, Service& service) {
    router.get<OneWard, CodesView>(
        "/v1/shift-codes", rights::read, "Codes of a ward's shifts, or the common table", {},
        [&service](http::Call const& call, OneWard const& in) -> Result<CodesView> {
            if (!in.ward.empty() && !service.ward_within(call.reader(), call.actor(), in.ward, rights::read))
                return fail(not_found());
            return view_of(store::codes(call.reader(), in.ward),
                           may_change(service, call.reader(), call.actor(), in.ward));
        });
    router.put<PutCodes, CodesView>(
        "/v1/shift-codes", rights::write, "Change the codes of a ward; If-Match carries the version that was seen",
        {.errors = {{Kind::malformed, "rosters.codes_faulty"}, {Kind::precondition, "rosters.changed_meanwhile"}}},
        [&service](http::Call const& call, PutCodes const& in) -> Result<CodesView> {
            TRY_ASSIGN(auto const table, table_of(in, call.if_match().value_or(0)));
            TRY_ASSIGN(auto const made, service.put_codes(call.actor(), table));
            return view_of(made, true);
        });
    router.get<OwnPeriod, OwnShifts>(
        "/v1/own-shifts", auth::signed_in, "My own shifts",
        {.scope = http::ScopeKind::own, .errors = {{Kind::malformed, "rosters.period_turned"}}},
        [&service](http::Call const& call, OwnPeriod const& in) {
            return own_shifts(call.reader(), service, call.actor(), in);
        });
    router.small_write<GiveRest, http::Nothing>(
        "PUT", "/v1/own-shifts/rest", auth::signed_in, "Whether I come to meetings in the rest after a night",
        {.scope = http::ScopeKind::own},
        [&service](http::Call const& call, GiveRest const& in) -> Result<http::Nothing> {
            TRY(service.give_rest(call.actor(), in.given));
            return http::Nothing{};
        });
}

}  // namespace xinglin::rosters
