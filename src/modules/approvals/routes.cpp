// What waits for me, what I asked, one case with its history; deciding, withdrawing, letting somebody decide for me.
#include "modules/approvals/routes.hpp"

#include "modules/approvals/approvals.hpp"
#include "modules/approvals/store.hpp"
#include "modules/organisations/organisations.hpp"
#include "platform/http/router.hpp"

namespace xinglin::approvals {

BOOST_DESCRIBE_ENUM(CaseState, open, returned, approved, withdrawn)
BOOST_DESCRIBE_ENUM(Outcome, approve, send_back)

namespace {

struct ReasonText : Text<ReasonText> {
    static constexpr TextRule rule{.name = "ApprovalReason", .min = 0, .max = 500, .lines = true};
};

enum class Show { waiting, asked };
BOOST_DESCRIBE_ENUM(Show, waiting, asked)

struct ListCases {
    std::optional<Show> show;  ///< waiting when not given
    Within<1, 100> limit{50};
    std::optional<Cursor> cursor;  ///< of those I asked
};
BOOST_DESCRIBE_STRUCT(ListCases, (), (show, limit, cursor))

struct OneCase {
    CaseId id;
};
BOOST_DESCRIBE_STRUCT(OneCase, (), (id))

struct CaseItem {
    CaseId id;
    std::string kind_;
    std::string kind_title;
    std::string title;
    OrganisationId organisation;
    std::string organisation_name;  ///< which branch asks: their titles are alike
    std::string detail;
    CaseState state{};
    std::string state_title;
    std::string step_title;
    std::string asked_name;
    Instant asked_at;
    std::string link;
    std::int64_t version{1};
};
BOOST_DESCRIBE_STRUCT(CaseItem, (),
                      (id, kind_, kind_title, title, organisation, organisation_name, detail, state, state_title,
                       step_title, asked_name, asked_at, link, version))

struct StepShown {
    std::string code;
    std::string title;
    bool done{false};
    bool current{false};
};
BOOST_DESCRIBE_STRUCT(StepShown, (), (code, title, done, current))

struct ActShown {
    ActId id;
    std::string what;
    std::string step_title;
    std::string name;
    std::optional<std::string> for_name;
    std::optional<std::string> reason;
    Instant at;
};
BOOST_DESCRIBE_STRUCT(ActShown, (), (id, what, step_title, name, for_name, reason, at))

struct CaseView : CaseItem {
    std::optional<std::string> article;
    std::int64_t definition{1};  ///< version of the definition it runs under
    std::vector<StepShown> steps;
    std::vector<ActShown> history;
    bool may_decide{false};
    std::optional<std::string> for_name;  ///< on whose behalf I would decide
    bool may_withdraw{false};
};
BOOST_DESCRIBE_STRUCT(CaseView, (CaseItem), (article, definition, steps, history, may_decide, for_name, may_withdraw))

struct Decision {
    CaseId id;
    Outcome outcome{};
    std::optional<ReasonText> reason;
};
BOOST_DESCRIBE_STRUCT(Decision, (), (id, outcome, reason))

struct Withdrawal {
    CaseId id;
    std::optional<ReasonText> reason;
};
BOOST_DESCRIBE_STRUCT(Withdrawal, (), (id, reason))

struct NewDelegation {
    PersonId person;
    Date from;
    Date to;  ///< last day
    ReasonText reason;
};
BOOST_DESCRIBE_STRUCT(NewDelegation, (), (person, from, to, reason))

struct OneDelegation {
    DelegationId id;
};
BOOST_DESCRIBE_STRUCT(OneDelegation, (), (id))

struct DelegationShown {
    DelegationId id;
    bool mine{false};  ///< I gave it; false: it was given to me
    std::string name;
    std::string delegate_name;
    Date from;
    Date to;
    std::string reason;
    bool by_roster{false};
    bool in_force{false};
    std::optional<Instant> ended_at;
};
BOOST_DESCRIBE_STRUCT(DelegationShown, (),
                      (id, mine, name, delegate_name, from, to, reason, by_roster, in_force, ended_at))

struct DelegationsShown {
    std::vector<DelegationShown> items;
    bool may_delegate{false};
};
BOOST_DESCRIBE_STRUCT(DelegationsShown, (), (items, may_delegate))

std::optional<std::string> maybe(std::string const& text) { return text.empty() ? std::nullopt : std::optional(text); }

std::string step_title(Service const& service, Case const& one, std::string const& step) {
    auto const* definition = service.tools().definitions.find(one.kind);
    if (definition == nullptr) return step;
    if (auto const* under = definition->find(one.definition))
        if (auto const* found = under->find(step)) return found->title;
    // A step of the version it began under.
    for (auto const& version : definition->versions)
        if (auto const* found = version.find(step)) return found->title;
    return step;
}

CaseItem item_of(db::Reader& reader, Service const& service, Case const& one) {
    CaseItem out;
    auto const* definition = service.tools().definitions.find(one.kind);
    out.id = one.id;
    out.kind_ = one.kind;
    out.kind_title = definition == nullptr ? one.kind : definition->title;
    out.title = one.title;
    out.organisation = one.organisation;
    if (auto const place = organisations::find(reader, one.organisation)) out.organisation_name = place->name;
    out.detail = one.detail;
    out.state = one.state;
    out.state_title = std::string(title(one.state));
    out.step_title = step_title(service, one, one.step);
    out.asked_name = one.asked_name;
    out.asked_at = one.asked_at;
    out.link = one.link;
    out.version = one.version;
    return out;
}

CaseView view_of(db::Reader& reader, Service const& service, auth::Actor const& actor, Case const& one) {
    CaseView out;
    static_cast<CaseItem&>(out) = item_of(reader, service, one);
    out.definition = one.definition;
    auto const* definition = service.tools().definitions.find(one.kind);
    if (definition != nullptr) out.article = maybe(definition->article);
    auto const* version = definition == nullptr ? nullptr : definition->find(one.definition);
    bool before = version != nullptr;
    if (version != nullptr)
        for (auto const& step : version->steps) {
            bool const here = step.code == one.step;
            if (here) before = false;
            bool const over = one.state == CaseState::approved;
            out.steps.push_back({step.code, step.title, over || before, here && one.state == CaseState::open});
        }
    for (auto const& act : store::acts(reader, service.tools().vault, one.id))
        out.history.push_back({act.id, act.what, step_title(service, one, act.step), act.name, maybe(act.for_name),
                               maybe(act.reason), act.at});
    auto const may = service.acts(reader, actor, one);
    out.may_decide = may.decide;
    out.for_name = maybe(may.for_name);
    out.may_withdraw = may.withdraw;
    return out;
}

Result<CaseView> show(Service const& service, auth::Actor const& actor, CaseId id) {
    return service.tools().db.read([&](db::Reader& reader) -> Result<CaseView> {
        TRY_ASSIGN(auto const one, service.access(reader, actor, id));
        return view_of(reader, service, actor, one);
    });
}

Page<CaseItem> list(Service const& service, http::Call const& call, ListCases const& in) {
    auto const limit = static_cast<int>(in.limit.value);
    std::vector<CaseItem> rows;
    if (in.show.value_or(Show::waiting) == Show::waiting) {
        for (auto const& one : service.waiting(call.reader(), call.actor(), limit))
            rows.push_back(item_of(call.reader(), service, one));
        return Page<CaseItem>{std::move(rows), std::nullopt};
    }
    CaseId before{INT64_MAX};
    if (in.cursor) before.value = in.cursor->number(0).value_or(0);
    for (auto const& one :
         store::asked_by(call.reader(), service.tools().vault, call.actor().account, before, limit + 1))
        rows.push_back(item_of(call.reader(), service, one));
    return Page<CaseItem>::of(std::move(rows), static_cast<std::size_t>(limit),
                              [](CaseItem const& last) { return std::vector<std::string>{last.id.text()}; });
}

void mount_delegations(http::Router& router, Service& service) {
    router.get<http::Nothing, DelegationsShown>(
        "/v1/approval-delegations", auth::signed_in, "Who decides for me, and for whom I decide",
        {.scope = http::ScopeKind::own},
        [&service](http::Call const& call, http::Nothing const&) -> Result<DelegationsShown> {
            DelegationsShown out;
            auto const today = service.tools().clock.today();
            for (auto const& one :
                 store::delegations_of(call.reader(), service.tools().vault, call.actor().account, call.actor().person))
                out.items.push_back({one.id, one.account == call.actor().account, one.name, one.delegate_name, one.from,
                                     one.to, one.reason, one.by_roster,
                                     !one.ended_at && one.from <= today && today <= one.to, one.ended_at});
            out.may_delegate = service.may_delegate(call.actor());
            return out;
        });
    router.post<NewDelegation, http::Nothing>(
        "/v1/approval-delegations", auth::signed_in, "Let somebody decide for me while I am away",
        {.scope = http::ScopeKind::own,
         .errors = {{Kind::malformed, "approvals.span_wrong"},
                    {Kind::malformed, "approvals.delegate_self"},
                    {Kind::malformed, "approvals.delegate_unknown"},
                    {Kind::malformed, "approvals.reason_missing"},
                    {Kind::refused, "approvals.nothing_to_delegate"},
                    {Kind::refused, "approvals.not_away"}}},
        [&service](http::Call const& call, NewDelegation const& in) -> Result<http::Nothing> {
            TRY(service.delegate(call.actor(), in.person, in.from, in.to, in.reason.value));
            return http::Nothing{};
        });
    router.del<OneDelegation, http::Nothing>(
        "/v1/approval-delegations/{id}", auth::signed_in, "End a delegation of mine",
        {.scope = http::ScopeKind::own, .errors = {{Kind::not_found, "not_found"}}},
        [&service](http::Call const& call, OneDelegation const& in) -> Result<http::Nothing> {
            TRY(service.end_delegation(call.actor(), in.id));
            return http::Nothing{};
        });
}

}  // namespace

void mount(http::Router& router, Service& service) {
    router.get<ListCases, Page<CaseItem>>(
        "/v1/approvals", auth::signed_in, "What waits for my word, or what I asked", {.scope = http::ScopeKind::own},
        [&service](http::Call const& call, ListCases const& in) -> Result<Page<CaseItem>> {
            return list(service, call, in);
        });
    router.get<OneCase, CaseView>("/v1/approvals/{id}", auth::signed_in, "One case with its steps and history",
                                  {.scope = http::ScopeKind::own, .errors = {{Kind::not_found, "not_found"}}},
                                  [&service](http::Call const& call, OneCase const& in) -> Result<CaseView> {
                                      TRY_ASSIGN(auto const one, service.access(call.reader(), call.actor(), in.id));
                                      return view_of(call.reader(), service, call.actor(), one);
                                  });
    router.put<Decision, CaseView>(
        "/v1/approvals/{id}/decision", auth::signed_in, "Agree, or send back with a reason (If-Match)",
        {.scope = http::ScopeKind::own,
         .errors = {{Kind::not_found, "not_found"},
                    {Kind::malformed, "approvals.reason_missing"},
                    {Kind::conflict, "approvals.finished"},
                    {Kind::refused, "approvals.own_case"},
                    {Kind::precondition, "approvals.version_missing"},
                    {Kind::precondition, "approvals.stale"},
                    {Kind::refused, "meetings.own_entry"},
                    {Kind::refused, "meetings.starts_in_past"},
                    {Kind::conflict, "meetings.wrong_state"}}},
        [&service](http::Call const& call, Decision const& in) -> Result<CaseView> {
            TRY(service.decide(call.actor(), in.id, call.if_match(), in.outcome, in.reason ? in.reason->value : ""));
            return show(service, call.actor(), in.id);
        });
    router.put<Withdrawal, CaseView>("/v1/approvals/{id}/withdrawal", auth::signed_in, "Take back what I asked",
                                     {.scope = http::ScopeKind::own,
                                      .errors = {{Kind::not_found, "not_found"},
                                                 {Kind::conflict, "approvals.finished"},
                                                 {Kind::precondition, "approvals.stale"}}},
                                     [&service](http::Call const& call, Withdrawal const& in) -> Result<CaseView> {
                                         TRY(service.withdraw(call.actor(), in.id, in.reason ? in.reason->value : ""));
                                         return show(service, call.actor(), in.id);
                                     });
    mount_delegations(router, service);
}

}  // namespace xinglin::approvals
