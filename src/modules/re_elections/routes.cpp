// The chain for those who run it, and for the organisation above.
#include "modules/re_elections/routes.hpp"

#include "modules/meetings/meetings.hpp"
#include "modules/organisations/organisations.hpp"
#include "modules/re_elections/routes_shapes.hpp"

namespace xinglin::re_elections {

namespace {

std::optional<std::string> maybe(std::string const& text) { return text.empty() ? std::nullopt : std::optional(text); }
std::optional<std::string> title_of(std::optional<PostKind> const& post) {
    return post ? std::optional(std::string(organisations::title_of(*post))) : std::nullopt;
}

ReElectionStep shown(StepView const& one) {
    ReElectionStep out;
    out.step = one.step;
    out.title = std::string(title(one.step));
    out.superior = by_superior(one.step);
    out.by = one.by;
    out.current = one.current;
    if (!one.done) return out;
    out.done = true;
    out.on = one.done->on;
    out.who = maybe(one.done->name);
    out.reference = maybe(one.done->reference);
    return out;
}

ReElectionMeeting shown(meetings::Meeting const& m, bool standing) {
    return {m.id,
            ordinal(m),
            meetings::when_text(m.started_at.value_or(m.starts_at), m.ended_at.value_or(m.ends_at)),
            m.place,
            std::string(title(m.state)),
            m.state == meetings::MeetingState::under_way,
            standing};
}

ReElectionView shown(View const& view) {
    ReElectionView out;
    out.id = view.chain.id;
    out.organisation = view.chain.organisation;
    out.organisation_name = view.organisation;
    out.superior = maybe(view.superior);
    out.state = view.chain.state;
    out.state_title = std::string(title(view.chain.state));
    out.deadline = view.term.deadline();
    out.days_left = view.days_left;
    out.extended_to = view.term.extended_to;
    out.planned_on = view.chain.planned_on;
    out.seats = view.chain.seats;
    out.candidates_needed = view.candidates_needed;
    out.committee = view.chain.committee;
    for (auto const& one : view.steps) out.steps.push_back(shown(one));
    out.next = view.next();
    for (auto const& one : view.people)
        out.people.push_back({one.person.none() ? std::nullopt : std::optional(one.person), one.name, one.nominated,
                              one.wanted, title_of(one.wanted), one.elected, one.post, title_of(one.post)});
    if (view.meeting) out.meeting = shown(*view.meeting, view.standing);
    out.waits_for = maybe(view.waits_for);
    out.returned = maybe(view.chain.returned);
    out.given_up = maybe(view.chain.given_up);
    out.latest_extension = view.latest_extension;
    out.extension_asked = view.extension_asked;
    for (auto const& one : view.findings) out.findings.push_back(meetings::finding_shown(one));
    out.may_run = view.runs;
    out.may_record = view.records;
    out.version = view.chain.version;
    return out;
}

Result<ReElectionView> view(Service const& service, http::Call const& call, ReElectionId id) {
    TRY_ASSIGN(auto const found, service.view(call.actor(), id));
    return shown(found);
}

ReElectionLine shown(Line const& one) {
    return {one.organisation,
            one.name,
            one.chain,
            one.deadline,
            one.days_left,
            one.next,
            one.next ? std::optional(std::string(title(*one.next))) : std::nullopt,
            one.by,
            one.done,
            one.steps,
            one.late,
            one.asked,
            !one.returned.empty()};
}

Written written(StepWritten const& in) {
    Written out;
    out.on = in.on;
    if (in.reference) out.reference = in.reference->value;
    out.planned_on = in.planned_on;
    if (in.seats) out.seats = in.seats->value;
    out.committee = in.committee;
    if (in.people)
        for (auto const& one : *in.people)
            out.people.push_back({one.person, one.name ? one.name->value : "", one.post});
    return out;
}

NewTermShown shown(NewTermOutcome const& one, bool dry_run) {
    NewTermShown out;
    out.dry_run = dry_run;
    out.elected_on = one.term.elected_on;
    out.due_on = one.term.due_on;
    out.years = one.term.years;
    out.basis = one.term.basis;
    for (auto const& post : one.ended)
        out.ended.push_back({std::string(organisations::title_of(post.kind)), post.holder});
    for (auto const& post : one.given)
        out.given.push_back({std::string(organisations::title_of(post.kind)), post.holder});
    for (auto const& finding : one.findings) out.findings.push_back(meetings::finding_shown(finding));
    return out;
}

http::Options errors(std::vector<http::ErrorCode> more) {
    http::Options out;
    out.errors = {{Kind::not_found, "not_found"},
                  {Kind::conflict, "re_elections.over"},
                  {Kind::precondition, "re_elections.stale"}};
    out.errors.insert(out.errors.end(), more.begin(), more.end());
    return out;
}

void mount_steps(http::Router& router, Service& service) {
    router.put<StepWritten, ReElectionView>(
        "/v1/re-elections/{id}/steps/{step}", meetings::rights::write,
        "Take a step of a re-election; a submission goes to the organisation above (If-Match)",
        errors({{Kind::refused, "re_election.before"},
                {Kind::refused, "election.too_few_candidates"},
                {Kind::refused, "re_elections.superior_decides"},
                {Kind::refused, "re_elections.by_its_own_act"},
                {Kind::refused, "re_elections.one_secretary"},
                {Kind::refused, "re_elections.not_elected"},
                {Kind::refused, "re_elections.post_missing"},
                {Kind::conflict, "re_elections.taken"},
                {Kind::conflict, "re_elections.has_meeting"},
                {Kind::conflict, "approvals.already_asked"},
                {Kind::malformed, "re_elections.field_missing"},
                {Kind::malformed, "re_elections.in_past"},
                {Kind::malformed, "re_elections.in_future"},
                {Kind::malformed, "re_elections.person_unknown"},
                {Kind::malformed, "re_elections.person_twice"}}),
        [&service](http::Call const& call, StepWritten const& in) -> Result<ReElectionView> {
            TRY(service.take(call.actor(), in.id, call.if_match(), in.step, written(in)));
            return view(service, call, in.id);
        });
    router.post<GatheringWritten, ReElectionView>(
        "/v1/re-elections/{id}/meetings", meetings::rights::write,
        "Plan the members' meeting of a re-election, its agenda made (If-Match)",
        errors({{Kind::conflict, "re_elections.has_meeting"},
                {Kind::refused, "re_election.before"},
                {Kind::refused, "meetings.wrong_organisation"},
                {Kind::malformed, "meetings.end_before_start"}}),
        [&service](http::Call const& call, GatheringWritten const& in) -> Result<ReElectionView> {
            TRY(service.gather(call.actor(), in.id, call.if_match(), {in.starts_at, in.ends_at, in.place.value}));
            return view(service, call, in.id);
        });
    router.put<OneReElection, ReElectionView>(
        "/v1/re-elections/{id}/standing", meetings::rights::write,
        "The approved candidates stand at the meeting that is under way",
        errors({{Kind::conflict, "re_elections.no_meeting"},
                {Kind::conflict, "meetings.wrong_state"},
                {Kind::conflict, "meetings.vote_counted"},
                {Kind::conflict, "meetings.ballot_running"},
                {Kind::refused, "re_election.before"},
                {Kind::refused, "election.too_few_present"},
                {Kind::refused, "election.too_few_candidates"}}),
        [&service](http::Call const& call, OneReElection const& in) -> Result<ReElectionView> {
            TRY(service.stand(call.actor(), in.id));
            return view(service, call, in.id);
        });
}

}  // namespace

void mount(http::Router& router, Service& service) {
    router.get<http::Nothing, ReElectionLines>(
        "/v1/re-elections", meetings::rights::read,
        "Organisations in scope whose term runs out, by what needs help first", {},
        [&service](http::Call const& call, http::Nothing const&) -> Result<ReElectionLines> {
            auto const scope = call.actor().scope(meetings::rights::read);
            return service.tools().db.read([&](db::Reader& reader) -> Result<ReElectionLines> {
                ReElectionLines out;
                for (auto const& one : service.lines(reader, scope, service.tools().clock.today(), 500))
                    out.items.push_back(shown(one));
                return out;
            });
        });
    router.post<NewReElection, ReElectionView>(
        "/v1/re-elections", meetings::rights::write, "Begin the re-election of an organisation",
        errors({{Kind::refused, "re_elections.no_term"}, {Kind::conflict, "re_elections.already_running"}}),
        [&service](http::Call const& call, NewReElection const& in) -> Result<ReElectionView> {
            TRY_ASSIGN(auto const id, service.begin(call.actor(), in.organisation));
            return view(service, call, id);
        });
    router.get<OneReElection, ReElectionView>(
        "/v1/re-elections/{id}", meetings::rights::read, "A re-election: the whole chain, what is next, what is wrong",
        {.errors = {{Kind::not_found, "not_found"}}},
        [&service](http::Call const& call, OneReElection const& in) { return view(service, call, in.id); });
    mount_steps(router, service);
    router.put<NewTermWritten, NewTermShown>(
        "/v1/re-elections/{id}/new-term", organisations::rights::posts,
        "Begin the new term and give its posts at once, or show what that would do (If-Match)",
        errors({{Kind::refused, "re_election.before"},
                {Kind::refused, "re_elections.no_posts"},
                {Kind::conflict, "re_elections.taken"},
                {Kind::conflict, "organisations.term_not_later"},
                {Kind::conflict, "organisations.post_taken"},
                {Kind::refused, "term.early_without_approval"},
                {Kind::refused, "post.full_member_only"}}),
        [&service](http::Call const& call, NewTermWritten const& in) -> Result<NewTermShown> {
            TRY_ASSIGN(auto const made, service.begin_term(call.actor(), in.id, call.if_match(), in.dry_run));
            return shown(made, in.dry_run);
        });
    router.put<ExtensionWritten, ReElectionView>(
        "/v1/re-elections/{id}/extension", meetings::rights::write,
        "Ask the organisation above for a longer term, a year at most (If-Match)",
        errors({{Kind::malformed, "re_elections.reason_missing"},
                {Kind::malformed, "re_elections.extension_not_later"},
                {Kind::refused, "re_election.extension_too_long"},
                {Kind::refused, "re_elections.superior_outside"},
                {Kind::conflict, "approvals.already_asked"}}),
        [&service](http::Call const& call, ExtensionWritten const& in) -> Result<ReElectionView> {
            TRY(service.ask_extension(call.actor(), in.id, call.if_match(), in.until, in.reason.value));
            return view(service, call, in.id);
        });
    router.put<GivingUp, ReElectionView>(
        "/v1/re-elections/{id}/withdrawal", meetings::rights::write,
        "Give a re-election up before the new term, with a reason (If-Match)",
        errors({{Kind::malformed, "re_elections.reason_missing"}, {Kind::conflict, "re_elections.taken"}}),
        [&service](http::Call const& call, GivingUp const& in) -> Result<ReElectionView> {
            TRY(service.give_up(call.actor(), in.id, call.if_match(), in.reason.value));
            return view(service, call, in.id);
        });
}

}  // namespace xinglin::re_elections
