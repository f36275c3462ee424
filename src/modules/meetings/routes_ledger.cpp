// What a branch held in a year and what is missing; all branches by what needs help.
#include "modules/meetings/ledger.hpp"
#include "modules/meetings/routes.hpp"
#include "modules/meetings/routes_findings.hpp"
#include "modules/meetings/routes_shapes.hpp"
#include "modules/meetings/store_ledger.hpp"
#include "modules/organisations/held_on.hpp"
#include "modules/organisations/organisations.hpp"

namespace xinglin::meetings {

enum class AskedState { done, open, missed };
BOOST_DESCRIBE_ENUM(AskedState, done, open, missed)

namespace {

struct AskLedger {
    std::optional<OrganisationId> branch;        ///< none: the only one in scope
    std::optional<Within<2000, 2200>> year;  ///< none: this one
};
BOOST_DESCRIBE_STRUCT(AskLedger, (), (branch, year))

struct LedgerRowShown {
    MeetingKind kind_{};
    std::string kind_title;
    std::vector<std::int64_t> months;  ///< January first
    std::int64_t total{0};
};
BOOST_DESCRIBE_STRUCT(LedgerRowShown, (), (kind_, kind_title, months, total))

struct AskedShown {
    MeetingKind kind_{};
    std::string kind_title;
    std::optional<OrganisationId> group;
    Date from;
    Date to;  ///< last day to hold it
    std::string period;
    std::int64_t needed{1};
    std::int64_t held{0};
    AskedState state{};
    std::optional<FindingShown> finding;
};
BOOST_DESCRIBE_STRUCT(AskedShown, (), (kind_, kind_title, group, from, to, period, needed, held, state, finding))

struct OpenMeeting {
    MeetingId id;
    std::string ordinal;
    Date held_on;
};
BOOST_DESCRIBE_STRUCT(OpenMeeting, (), (id, ordinal, held_on))

struct LedgerView {
    OrganisationId branch;
    std::string branch_name;
    std::int64_t year{0};
    std::vector<LedgerRowShown> rows;
    std::vector<AskedShown> asked;
    std::vector<OpenMeeting> unfinished;       ///< minutes not closed
    std::vector<OpenMeeting> uncountersigned;  ///< late entries that do not count yet
};
BOOST_DESCRIBE_STRUCT(LedgerView, (), (branch, branch_name, year, rows, asked, unfinished, uncountersigned))

struct ConcernBranch {
    OrganisationId organisation;
    std::string name;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(ConcernBranch, (), (organisation, name, text))

struct ConcernShown {
    std::string code;
    std::string title;
    std::optional<std::string> article;
    std::vector<ConcernBranch> branches;
};
BOOST_DESCRIBE_STRUCT(ConcernShown, (), (code, title, article, branches))

struct Overview {
    Date as_of;
    std::vector<ConcernShown> concerns;
};
BOOST_DESCRIBE_STRUCT(Overview, (), (as_of, concerns))

std::vector<OpenMeeting> shown(std::vector<Meeting> const& meetings) {
    std::vector<OpenMeeting> out;
    for (auto const& m : meetings) out.push_back({m.id, ordinal(m), m.day()});
    return out;
}

AskedShown shown(DueMeeting const& one, organisations::OrganisationKind place) {
    AskedShown out;
    out.kind_ = one.kind;
    out.kind_title = std::string(title_at(one.kind, place));
    if (one.group != 0) out.group = OrganisationId{one.group};
    out.from = one.period.from;
    out.to = one.period.to;
    out.period = span_text(one.period);
    out.needed = one.needed;
    out.held = one.held;
    out.state = static_cast<AskedState>(one.state);
    if (one.finding) out.finding = finding_shown(*one.finding);
    return out;
}

Result<organisations::Organisation> asked_branch(http::Call const& call, std::optional<OrganisationId> const& named) {
    if (named) return organisations::access(call.reader(), call.actor(), *named, rights::read);
    auto const all = organisations::branches_in(call.reader(), call.actor().scope(rights::read), 2);
    if (all.size() != 1) return fail(malformed("meetings.branch_missing").field("/branch", "meetings.branch_missing"));
    return all.front();
}

Result<LedgerView> ledger(Service const& service, http::Call const& call, AskLedger const& in) {
    auto& reader = call.reader();
    TRY_ASSIGN(auto const branch, asked_branch(call, in.branch));
    auto const today = service.tools().clock.today();
    auto const year = in.year ? static_cast<int>(in.year->value) : today.year;
    auto const meetings = store::between(reader, call.actor().scope(rights::read).within(branch.path),
                                         start_of_day({year, 1, 1}), start_of_day({year + 1, 1, 1}));
    auto const made = ledger_of(reader, branch, year, meetings, service.rules(reader), today);
    LedgerView out;
    out.branch = branch.id;
    out.branch_name = branch.name;
    out.year = year;
    for (auto const& row : made.rows)
        out.rows.push_back({row.kind,
                            std::string(title_at(row.kind, branch.kind)),
                            {row.months.begin(), row.months.end()},
                            row.total});
    for (auto const& one : made.asked) out.asked.push_back(shown(one, branch.kind));
    out.unfinished = shown(made.unfinished);
    out.uncountersigned = shown(made.uncountersigned);
    return out;
}

}  // namespace

void mount_ledger(http::Router& router, Service& service) {
    router.get<AskLedger, LedgerView>(
        "/v1/meetings-ledger", rights::read, "What a branch held in a year, what is missing and why",
        {.errors = {{Kind::not_found, "not_found"}, {Kind::malformed, "meetings.branch_missing"}}},
        [&service](http::Call const& call, AskLedger const& in) { return ledger(service, call, in); });
    router.get<http::Nothing, Overview>(
        "/v1/meetings-overview", rights::read, "Branches in scope by what needs help; reasons, never ranks", {},
        [&service](http::Call const& call, http::Nothing const&) -> Result<Overview> {
            auto const today = service.tools().clock.today();
            Overview out{today, {}};
            for (auto& one :
                 overview(call.reader(), call.actor().scope(rights::read), service.rules(call.reader()), today)) {
                ConcernShown concern{one.code, one.title, {}, {}};
                if (!one.article.empty()) concern.article = one.article;
                for (auto& branch : one.branches)
                    concern.branches.push_back({branch.organisation, branch.name, branch.text});
                out.concerns.push_back(std::move(concern));
            }
            return out;
        });
}

}  // namespace xinglin::meetings
