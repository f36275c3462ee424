// The plan of a branch for a year, beside what was held.
#include "modules/meetings/routes.hpp"
#include "modules/meetings/routes_shapes.hpp"
#include "modules/meetings/year_plans.hpp"
#include "modules/organisations/held_on.hpp"
#include "modules/organisations/organisations.hpp"
#include "modules/organisations/rules.hpp"

namespace xinglin::meetings {

enum class PlanState { open, arranged, done, missed, dropped };
BOOST_DESCRIBE_ENUM(PlanState, open, arranged, done, missed, dropped)

namespace {

using Year = Within<2000, 2200>;
using MonthNumber = Within<1, 12>;

struct PlanKey : Text<PlanKey> {
    static constexpr TextRule rule{
        .name = "PlanKey", .min = 3, .max = 80, .pattern = "[a-z_]+(-[0-9]+)+", .example = "members_meeting-0-1-1"};
};

struct AskPlan {
    std::optional<OrganisationId> branch;  ///< none: the only one in scope
    std::optional<Year> year;              ///< none: this one
};
BOOST_DESCRIBE_STRUCT(AskPlan, (), (branch, year))

struct PlanMeeting {
    MeetingId id;
    std::string ordinal;
    std::string state_title;
    Date on;
};
BOOST_DESCRIBE_STRUCT(PlanMeeting, (), (id, ordinal, state_title, on))

struct PlanLineShown {
    std::string key;
    std::string what;  ///< code of a kind of meeting, talks, secretary_report, re_election, other
    std::string title;
    std::optional<OrganisationId> group;
    std::int64_t month{1};
    std::int64_t proposed_month{1};
    std::int64_t first_month{1};  ///< the rule's period, within which it may be moved
    std::int64_t last_month{12};
    std::string period;
    std::optional<std::string> article;
    bool own{false};
    bool a_meeting{false};
    bool may_move{false};
    bool may_drop{false};
    PlanState state{};
    std::optional<std::string> note;
    std::optional<std::string> dropped;
    std::optional<Date> done_on;
    std::optional<PlanMeeting> meeting;
    std::optional<std::string> changed_name;
    std::optional<Instant> changed_at;
    std::int64_t version{0};  ///< 0: as the rules propose it
};
BOOST_DESCRIBE_STRUCT(PlanLineShown, (),
                      (key, what, title, group, month, proposed_month, first_month, last_month, period, article, own,
                       a_meeting, may_move, may_drop, state, note, dropped, done_on, meeting, changed_name, changed_at,
                       version))

struct PlanShown {
    OrganisationId branch;
    std::string branch_name;
    std::int64_t year{0};
    bool may_change{false};
    std::vector<PlanLineShown> lines;  ///< by month
};
BOOST_DESCRIBE_STRUCT(PlanShown, (), (branch, branch_name, year, may_change, lines))

struct NewPlanLine {
    OrganisationId branch;
    Year year{2026};
    MonthNumber month{1};
    std::optional<MeetingKind> kind_;  ///< none: something else
    std::optional<ShortText> title;    ///< needed where there is no kind
    std::optional<LongText> note;
};
BOOST_DESCRIBE_STRUCT(NewPlanLine, (), (branch, year, month, kind_, title, note))

struct ChangedPlanLine {
    OrganisationId branch;
    Year year{2026};
    PlanKey key;
    MonthNumber month{1};
    std::optional<ShortText> title;    ///< of an added line
    std::optional<LongText> note;
    std::optional<LongText> dropped;   ///< why it is left out; none: it is not
    std::optional<Date> done_on;       ///< of what is no meeting
};
BOOST_DESCRIBE_STRUCT(ChangedPlanLine, (), (branch, year, key, month, title, note, dropped, done_on))

struct OnePlanLine {
    OrganisationId branch;
    Year year{2026};
    PlanKey key;
};
BOOST_DESCRIBE_STRUCT(OnePlanLine, (), (branch, year, key))

std::optional<std::string> maybe(std::string const& text) { return text.empty() ? std::nullopt : std::optional(text); }
std::string value_of(std::optional<LongText> const& text) { return text ? text->value : std::string(); }
std::string value_of(std::optional<ShortText> const& text) { return text ? text->value : std::string(); }

PlanLineShown shown(PlanLine const& line) {
    PlanLineShown out;
    out.key = line.key;
    out.what = line.item.what;
    out.title = line.own ? line.edit.title : line.item.title;
    if (line.item.group != 0) out.group = OrganisationId{line.item.group};
    out.month = line.item.month.month;
    out.proposed_month = line.proposed.month;
    out.first_month = line.item.period.from.month;
    out.last_month = line.item.period.to.month;
    out.period = span_text(line.item.period);
    out.article = maybe(line.item.article);
    out.own = line.own;
    out.a_meeting = line.a_meeting();
    out.may_move = line.movable();
    out.may_drop = line.droppable();
    out.state = static_cast<PlanState>(line.state);
    out.note = maybe(line.edit.note);
    out.dropped = maybe(line.edit.dropped);
    out.done_on = line.done_on;
    if (line.meeting)
        out.meeting = PlanMeeting{line.meeting->id, ordinal(*line.meeting), std::string(title(line.meeting->state)),
                                  line.meeting->day()};
    out.version = line.edit.version;
    if (line.edit.version != 0) {
        out.changed_name = maybe(line.edit.changed_name);
        out.changed_at = line.edit.changed_at;
    }
    return out;
}

PlanShown shown(Service& service, db::Reader& reader, auth::Actor const& actor,
                organisations::Organisation const& branch, int year) {
    PlanShown out;
    out.branch = branch.id;
    out.branch_name = branch.name;
    out.year = year;
    out.may_change = actor.has(rights::write) && actor.scope(rights::write).covers(branch.path);
    for (auto const& line : YearPlans(service).read(reader, branch, year)) out.lines.push_back(shown(line));
    return out;
}

Result<PlanShown> read(Service& service, http::Call const& call, AskPlan const& in) {
    auto& reader = call.reader();
    auto const year = in.year ? static_cast<int>(in.year->value) : service.tools().clock.today().year;
    if (in.branch) {
        TRY_ASSIGN(auto const branch, organisations::access(reader, call.actor(), *in.branch, rights::read));
        if (!organisations::is_branch(branch.kind)) return fail(refused("meetings.plan_of_branch"));
        return shown(service, reader, call.actor(), branch, year);
    }
    auto const all = organisations::branches_in(reader, call.actor().scope(rights::read), 2);
    if (all.size() != 1) return fail(malformed("meetings.branch_missing").field("/branch", "meetings.branch_missing"));
    return shown(service, reader, call.actor(), all.front(), year);
}

Result<PlanShown> again(Service& service, http::Call const& call, OrganisationId branch, int year) {
    return service.tools().db.read([&](db::Reader& reader) -> Result<PlanShown> {
        TRY_ASSIGN(auto const found, organisations::access(reader, call.actor(), branch, rights::read));
        return shown(service, reader, call.actor(), found, year);
    });
}

PlanWish wish_of(ChangedPlanLine const& in) {
    PlanWish wish;
    wish.month = static_cast<int>(in.month.value);
    wish.note = value_of(in.note);
    wish.dropped = value_of(in.dropped);
    wish.done_on = in.done_on;
    wish.title = value_of(in.title);
    return wish;
}

PlanWish wish_of(NewPlanLine const& in) {
    PlanWish wish;
    wish.month = static_cast<int>(in.month.value);
    wish.note = value_of(in.note);
    wish.title = value_of(in.title);
    if (in.kind_) wish.kind = std::string(code(*in.kind_));
    return wish;
}

}  // namespace

void mount_plans(http::Router& router, Service& service) {
    router.get<AskPlan, PlanShown>(
        "/v1/year-plans", rights::read,
        "What the rules ask of a branch in a year, month by month, beside what was held",
        {.errors = {{Kind::not_found, "not_found"},
                    {Kind::malformed, "meetings.branch_missing"},
                    {Kind::refused, "meetings.plan_of_branch"}}},
        [&service](http::Call const& call, AskPlan const& in) { return read(service, call, in); });
    router.post<NewPlanLine, PlanShown>("/v1/year-plans/{branch}/{year}/lines", rights::write,
                                        "Add something to the plan the rules do not ask for",
                                        {.errors = {{Kind::not_found, "not_found"},
                                                    {Kind::malformed, "meetings.plan_title_missing"},
                                                    {Kind::refused, "meetings.plan_of_branch"}}},
                                        [&service](http::Call const& call, NewPlanLine const& in) -> Result<PlanShown> {
                                            auto const year = static_cast<int>(in.year.value);
                                            TRY(YearPlans(service).add(call.actor(), in.branch, year, wish_of(in)));
                                            return again(service, call, in.branch, year);
                                        });
    router.put<ChangedPlanLine, PlanShown>(
        "/v1/year-plans/{branch}/{year}/lines/{key}", rights::write,
        "Move a line inside its period, note it, leave it out with a reason, say when it was done (If-Match)",
        {.errors = {{Kind::not_found, "not_found"},
                    {Kind::refused, "plan.outside_period"},
                    {Kind::refused, "plan.required"},
                    {Kind::refused, "meetings.plan_of_branch"},
                    {Kind::conflict, "meetings.plan_held"},
                    {Kind::conflict, "meetings.plan_by_meeting"},
                    {Kind::malformed, "meetings.in_future"},
                    {Kind::precondition, "meetings.version_missing"},
                    {Kind::precondition, "meetings.plan_stale"}}},
        [&service](http::Call const& call, ChangedPlanLine const& in) -> Result<PlanShown> {
            auto const year = static_cast<int>(in.year.value);
            TRY(YearPlans(service).change(call.actor(), in.branch, year, in.key.value, call.if_match(), wish_of(in)));
            return again(service, call, in.branch, year);
        });
    router.del<OnePlanLine, PlanShown>(
        "/v1/year-plans/{branch}/{year}/lines/{key}", rights::write,
        "Remove an added line, or let a changed one stand as the rules propose it (If-Match)",
        {.errors = {{Kind::not_found, "not_found"},
                    {Kind::refused, "meetings.plan_of_branch"},
                    {Kind::precondition, "meetings.version_missing"},
                    {Kind::precondition, "meetings.plan_stale"}}},
        [&service](http::Call const& call, OnePlanLine const& in) -> Result<PlanShown> {
            auto const year = static_cast<int>(in.year.value);
            TRY(YearPlans(service).take_back(call.actor(), in.branch, year, in.key.value, call.if_match()));
            return again(service, call, in.branch, year);
        });
}

}  // namespace xinglin::meetings
