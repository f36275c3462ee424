// A chain from its beginning to the result: the branch's steps and what the organisation above says to them.
#include "base/text.hpp"
#include "modules/meetings/attendance.hpp"
#include "modules/meetings/meetings.hpp"
#include "modules/meetings/rules.hpp"
#include "modules/organisations/held_on.hpp"
#include "modules/organisations/rules.hpp"
#include "modules/people/people.hpp"
#include "modules/re_elections/re_elections.hpp"
#include "modules/re_elections/rules.hpp"
#include "modules/re_elections/store.hpp"
#include "platform/push/push.hpp"

#include <algorithm>
#include <set>

namespace xinglin::re_elections {

namespace {

constexpr char const* subject = "re_election";
constexpr std::array<char const*, 4> kinds{"re_election_request", "re_election_candidates", "re_election_result",
                                           "re_election_extension"};

/// What is sent up, and what comes back.
char const* kind_of(Step submission) {
    if (submission == Step::request) return kinds[0];
    return submission == Step::candidate_list ? kinds[1] : kinds[2];
}
bool is_submission(Step step) {
    return step == Step::request || step == Step::candidate_list || step == Step::result_report;
}

Problem missing(std::string pointer) {
    return malformed("re_elections.field_missing").field(std::move(pointer), "re_elections.field_missing");
}

Result<Done> enforce(Verdict verdict) {
    regulations::phrase(verdict);
    return verdict.enforce();
}

std::string names(std::vector<Nominee> const& people) {
    std::vector<std::string> out;
    for (auto const& one : people) {
        auto const post = one.post ? one.post : one.wanted;
        out.push_back(one.name + (post ? "（" + std::string(organisations::title_of(*post)) + "）" : ""));
    }
    return text::join(out, "、");
}

std::vector<Nominee> elected_of(std::vector<Nominee> const& people) {
    std::vector<Nominee> out;
    std::copy_if(people.begin(), people.end(), std::back_inserter(out), [](Nominee const& one) { return one.elected; });
    return out;
}

bool same(Nominee const& a, Nominee const& b) {
    return a.person.none() || b.person.none() ? a.name == b.name : a.person == b.person;
}

/// The first meeting shares out posts among those who were elected: each of them, nobody else.
Result<Done> same_people(std::vector<Nominee> const& elected, std::vector<Nominee> const& given) {
    auto const in = [](std::vector<Nominee> const& all, Nominee const& one) {
        return std::any_of(all.begin(), all.end(), [&](Nominee const& other) { return same(one, other); });
    };
    for (auto const& one : given)
        if (!in(elected, one)) return fail(refused("re_elections.not_elected").fact("name", one.name));
    for (auto const& one : elected)
        if (!in(given, one)) return fail(refused("re_elections.post_missing").fact("name", one.name));
    return Done{};
}

}  // namespace

Service::Service(meetings::Service& meetings, organisations::Service& organisations, approvals::Service& approvals)
    : meetings_(meetings), organisations_(organisations), approvals_(approvals) {
    for (auto const* kind : kinds) approvals.tell(kind, *this);
}

void Service::note(db::Tx& tx, auth::Actor const& actor, ReElection const& chain, std::string action,
                   std::string summary, std::vector<std::pair<std::string, std::string>> details) const {
    audit::Event event;
    event.action = std::move(action);
    event.subject_kind = subject;
    event.subject = chain.id.value;
    event.path = chain.path;
    event.summary = std::move(summary);
    event.details = std::move(details);
    tools().trail.record(tx, actor, event);
}

Result<Done> Service::keep(db::Tx& tx, ReElection& chain) const {
    if (!store::update(tx, chain)) return fail(problem(Kind::precondition, "re_elections.stale"));
    tx.after_commit([&hub = tools().hub, path = chain.path, id = chain.id.value, version = chain.version] {
        hub.notify(push::Audience::over(path), {"re_election", id, version});
    });
    return Done{};
}

Result<View> Service::for_run(db::Reader& reader, auth::Actor const& actor, ReElectionId id,
                              std::optional<std::int64_t> version) const {
    auto found = store::find(reader, id);
    if (!found || !actor.has(meetings::rights::write) || !actor.scope(meetings::rights::write).covers(found->path))
        return fail(not_found());
    if (found->state != State::running)
        return fail(conflict("re_elections.over").fact("state", std::string(title(found->state))));
    if (version && *version != found->version) return fail(problem(Kind::precondition, "re_elections.stale"));
    return view_of(reader, std::move(*found));
}

void Service::put(db::Tx& tx, auth::Actor const& actor, View const& view, Step step, Date on,
                  std::string const& reference) const {
    store::put(tx, view.chain.id, {step, on, reference, tools().clock.now(), actor.account, actor.name});
    note(tx, actor, view.chain, "re_elections." + std::string(code(step)),
         view.organisation + "换届：" + std::string(title(step)), {{"on", on.text()}, {"reference", reference}});
}

Result<ReElectionId> Service::begin(auth::Actor const& actor, OrganisationId organisation) {
    return tools().db.write([&](db::Tx& tx) -> Result<ReElectionId> {
        TRY_ASSIGN(auto const place, organisations::access(tx, actor, organisation, meetings::rights::write));
        auto const today = tools().clock.today();
        auto const rules = meetings_.rules(tx);
        if (!place.live() || !organisations::term_years(place.kind, rules, today))
            return fail(refused("re_elections.no_term").fact("organisation", place.name));
        if (store::running(tx, organisation))
            return fail(conflict("re_elections.already_running").fact("organisation", place.name));
        ReElection made;
        made.id = tools().ids.next<ReElectionId>();
        made.organisation = organisation;
        made.path = place.path;
        for (auto const& one : organisations::terms_of(tx, organisation))
            if (!one.ended_on) made.term = one.id;
        if (made.term.none()) return fail(refused("re_elections.no_term").fact("organisation", place.name));
        made.begun_at = tools().clock.now();
        made.begun_by = actor.account;
        made.begun_name = actor.name;
        store::insert(tx, made);
        note(tx, actor, made, "re_elections.begun", "开始办理" + place.name + "换届");
        return made.id;
    });
}

Result<Done> Service::ask(db::Tx& tx, auth::Actor const& actor, View const& view, std::string kind, std::string title,
                          std::string detail, std::string payload) {
    approvals::Request request;
    request.kind = std::move(kind);
    request.subject_kind = subject;
    request.subject = view.chain.id.value;
    request.organisation = view.chain.organisation;
    request.path = view.chain.path;
    request.title = view.organisation + "：" + std::move(title);
    request.detail = std::move(detail);
    request.payload = std::move(payload);
    request.link = "/console/re-elections/" + view.chain.id.text();
    TRY(approvals_.begin(tx, actor, request));
    return Done{};
}

Result<Done> Service::take_request(View& view, Written const& written) const {
    if (!written.planned_on) return fail(missing("/planned_on"));
    if (!written.seats) return fail(missing("/seats"));
    if (!written.committee) return fail(missing("/committee"));
    if (*written.planned_on < tools().clock.today())
        return fail(malformed("re_elections.in_past").field("/planned_on", "re_elections.in_past"));
    view.chain.planned_on = *written.planned_on;
    view.chain.seats = *written.seats;
    view.chain.committee = *written.committee;
    return Done{};
}

Result<Done> Service::take_people(db::Tx& tx, View& view, Written const& written, Step step) const {
    std::set<std::string> seen;
    bool const nominating = step == Step::nomination;
    std::vector<Nominee> made;
    for (std::size_t i = 0; i < written.people.size(); ++i) {
        auto const& one = written.people[i];
        auto const at = "/people/" + std::to_string(i);
        Nominee line;
        line.name = text::trim(one.name);
        if (one.person) {
            auto const card = people::find_card(tx, *one.person);
            bool const fits =
                card && card->state == members::State::full && text::starts_with(card->path, view.chain.path);
            if (!fits) return fail(malformed("re_elections.person_unknown").field(at, "re_elections.person_unknown"));
            line.person = *one.person;
            line.name = card->name;
        }
        if (line.name.empty() || (nominating && line.person.none()))
            return fail(malformed("re_elections.person_unknown").field(at, "re_elections.person_unknown"));
        if (!seen.insert(line.person.none() ? line.name : line.person.text()).second)
            return fail(
                malformed("re_elections.person_twice").fact("name", line.name).field(at, "re_elections.person_twice"));
        (nominating ? line.wanted : line.post) = one.post;
        line.nominated = nominating;
        line.elected = !nominating;
        made.push_back(std::move(line));
    }
    if (made.empty()) return fail(missing("/people"));
    if (nominating) {
        auto const rules = meetings_.rules(tx);
        auto verdict = meetings::election({1, 1, view.chain.seats, static_cast<std::int64_t>(made.size())}, rules,
                                          tools().clock.today());
        TRY(enforce(std::move(verdict)));
        view.people = std::move(made);
        return Done{};
    }
    // Elected people with their posts, laid over who was nominated.
    if (step == Step::first_meeting) TRY(same_people(elected_of(view.people), made));
    for (auto& one : view.people) {
        one.elected = false;
        one.post.reset();
    }
    for (auto const& line : made) {
        auto const at =
            std::find_if(view.people.begin(), view.people.end(), [&](Nominee const& one) { return same(one, line); });
        if (at == view.people.end()) {
            view.people.push_back(line);
            continue;
        }
        at->elected = true;
        at->post = line.post;
    }
    auto const secretaries =
        std::count_if(made.begin(), made.end(), [](Nominee const& one) { return one.post == PostKind::secretary; });
    bool const shared_out = step == Step::first_meeting || !view.chain.committee;
    if (shared_out && secretaries != 1)
        return fail(refused("re_elections.one_secretary").field("/people", "re_elections.one_secretary"));
    return Done{};
}

/// Who was elected at the meeting, and to what where no first meeting shares out the posts.
Result<Done> Service::take_result(View& view) const {
    if (view.rounds.empty()) return Done{};
    bool const given =
        std::any_of(view.people.begin(), view.people.end(), [](Nominee const& one) { return one.post.has_value(); });
    if (given) return Done{};
    for (auto& one : view.people) one.post = one.elected ? one.wanted : std::nullopt;
    auto const has = [&](PostKind kind) {
        return std::any_of(view.people.begin(), view.people.end(),
                           [&](Nominee const& one) { return one.post == kind; });
    };
    for (auto& one : view.people)
        if (one.elected && !one.post)
            one.post = has(PostKind::secretary) ? PostKind::deputy_secretary : PostKind::secretary;
    return Done{};
}

Result<Done> Service::take(auth::Actor const& actor, ReElectionId id, std::optional<std::int64_t> version, Step step,
                           Written const& written) {
    return tools().db.write([&](db::Tx& tx) -> Result<Done> {
        TRY_ASSIGN(auto view, for_run(tx, actor, id, version));
        auto const today = tools().clock.today();
        auto const rules = meetings_.rules(tx);
        if (step == Step::new_term) return fail(refused("re_elections.by_its_own_act"));
        if (is_reply(step) && !view.superior.empty())
            return fail(refused("re_elections.superior_decides").fact("superior", view.superior));
        bool const again = step == Step::nomination || step == Step::method;
        if (view.done(step) != nullptr && !(again && view.done(Step::candidate_list) == nullptr))
            return fail(conflict("re_elections.taken").fact("step", std::string(title(step))));
        if (step == Step::meeting && view.meeting) return fail(conflict("re_elections.has_meeting"));
        auto on = written.on.value_or(today);
        if (!written.on && !is_submission(step)) return fail(missing("/on"));
        if (is_submission(step)) on = today;
        if (on > today) return fail(malformed("re_elections.in_future").field("/on", "re_elections.in_future"));
        if (is_reply(step) && text::trim(written.reference).empty()) return fail(missing("/reference"));
        // What is registered on paper may come late; what the platform sends has to be in its order.
        bool const committee = step == Step::request ? written.committee.value_or(true) : view.chain.committee;
        std::vector<StepDone> done;
        for (auto const& one : view.steps)
            if (one.done) done.push_back(*one.done);
        TRY(enforce(may_take(step, committee, done, rules, today)));
        if (step == Step::request) TRY(take_request(view, written));
        if (step == Step::nomination || step == Step::first_meeting || step == Step::meeting)
            TRY(take_people(tx, view, written, step));
        if (step == Step::result_report) TRY(take_result(view));
        store::set_people(tx, id, view.people);
        put(tx, actor, view, step, on, text::trim(written.reference));
        view.chain.returned.clear();
        if (step == Step::publication) {
            view.chain.state = State::finished;
            tell_members(tx, view);
        }
        TRY(keep(tx, view.chain));
        if (!is_submission(step) || view.superior.empty()) return Done{};
        if (step == Step::request)
            return ask(tx, actor, view, kind_of(step), "换届请示",
                       "拟于" + view.chain.planned_on->text() + "选举，应选" + std::to_string(view.chain.seats) +
                           "名；任期" + view.term.deadline().text() + "届满");
        return ask(tx, actor, view, kind_of(step), step == Step::candidate_list ? "候选人预备人选" : "选举结果",
                   names(step == Step::candidate_list ? view.people : elected_of(view.people)));
    });
}

void Service::tell_members(db::Tx& tx, View const& view) const {
    std::vector<std::string> said;
    for (auto const& one : elected_of(view.people))
        said.push_back(one.name + "任" + std::string(organisations::title_of(one.post.value_or(PostKind::member))));
    meetings::Meeting all;
    all.organisation = view.chain.organisation;
    all.path = view.chain.path;
    all.kind = meetings::MeetingKind::members_meeting;
    all.starts_at = tools().clock.now();
    for (auto const& one : meetings::who_is_due(tx, all, {})) {
        if (one.person.none()) continue;
        notices::Message message;
        message.person = one.person;
        message.kind = "re_election_published";
        message.title = "换届选举结果已公布";
        message.body = view.organisation + "：" + text::join(said, "，") + "。";
        message.link = "/m/";
        message.source_key = "re_elections.published:" + view.chain.id.text() + ":" + one.person.text();
        tools().notices.tell(tx, message);
    }
}

}  // namespace xinglin::re_elections
