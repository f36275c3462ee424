// The meeting with its candidates, the word from above, the new term, a longer one.
#include "base/text.hpp"
#include "modules/meetings/meetings.hpp"
#include "modules/meetings/voting.hpp"
#include "modules/organisations/held_on.hpp"
#include "modules/organisations/rules.hpp"
#include "modules/re_elections/re_elections.hpp"
#include "modules/re_elections/rules.hpp"
#include "modules/re_elections/store.hpp"

#include <algorithm>

namespace xinglin::re_elections {

namespace {

constexpr char const* extension_kind = "re_election_extension";

Result<Done> enforce(Verdict verdict) {
    regulations::phrase(verdict);
    return verdict.enforce();
}

std::vector<StepDone> done_of(View const& view) {
    std::vector<StepDone> out;
    for (auto const& one : view.steps)
        if (one.done) out.push_back(*one.done);
    return out;
}

Step submission_of(std::string const& kind) {
    if (kind == "re_election_request") return Step::request;
    return kind == "re_election_candidates" ? Step::candidate_list : Step::result_report;
}
Step reply_to(Step submission) {
    if (submission == Step::request) return Step::reply;
    return submission == Step::candidate_list ? Step::candidates_reply : Step::result_reply;
}

meetings::Plan agenda_of(View const& view, Gathering const& when) {
    meetings::Plan out;
    out.title = "换届选举大会";
    out.starts_at = when.starts_at;
    out.ends_at = when.ends_at;
    out.place = when.place;
    auto const what = view.chain.committee ? "选举新一届委员会委员" : "选举书记";
    out.items = {{std::nullopt, meetings::ItemKind::report, "上一届工作报告", ""},
                 {std::nullopt, meetings::ItemKind::vote, "通过选举办法", ""},
                 {std::nullopt, meetings::ItemKind::election, what,
                  "应选" + std::to_string(view.chain.seats) + "名，无记名投票"}};
    return out;
}

/// What the term and the posts rest on.
std::string basis_of(View const& view) {
    auto const* reply = view.done(Step::result_reply);
    auto out = "党员大会选举，" + reply->on.text() + "上级批复";
    if (!reply->reference.empty()) out += "（" + reply->reference + "）";
    return out;
}

}  // namespace

Result<Done> Service::gather(auth::Actor const& actor, ReElectionId id, std::optional<std::int64_t> version,
                             Gathering const& when) {
    return tools().db.write([&](db::Tx& tx) -> Result<Done> {
        TRY_ASSIGN(auto view, for_run(tx, actor, id, version));
        if (view.meeting || view.done(Step::meeting) != nullptr) return fail(conflict("re_elections.has_meeting"));
        if (view.done(Step::request) == nullptr)
            TRY(enforce(may_take(Step::reply, view.chain.committee, done_of(view), meetings_.rules(tx),
                                 tools().clock.today())));
        TRY_ASSIGN(auto const made, meetings_.plan(tx, actor, view.chain.organisation,
                                                   meetings::MeetingKind::members_meeting, agenda_of(view, when)));
        view.chain.meeting = made.value;
        note(tx, actor, view.chain, "re_elections.meeting_planned", view.organisation + "换届：安排选举大会",
             {{"meeting", made.text()}});
        return keep(tx, view.chain);
    });
}

Result<Done> Service::stand(auth::Actor const& actor, ReElectionId id) {
    meetings::BallotPlan plan;
    meetings::MeetingId meeting;
    meetings::ItemId item;
    auto const read = tools().db.read([&](db::Reader& reader) -> Result<Done> {
        TRY_ASSIGN(auto const view, for_run(reader, actor, id, std::nullopt));
        TRY(enforce(may_take(Step::meeting, view.chain.committee, done_of(view), meetings_.rules(reader),
                             tools().clock.today())));
        if (!view.meeting || !view.item) return fail(conflict("re_elections.no_meeting"));
        meeting = view.meeting->id;
        item = *view.item;
        plan.seats = view.chain.seats;
        for (auto const& one : view.people)
            if (one.nominated)
                plan.candidates.push_back({one.person.none() ? std::nullopt : std::optional(one.person), one.name});
        return Done{};
    });
    if (!read) return read;
    return meetings::Voting(meetings_).stand(actor, meeting, item, 1, plan);
}

Result<NewTermOutcome> Service::begin_term(auth::Actor const& actor, ReElectionId id,
                                           std::optional<std::int64_t> version, bool dry_run) {
    std::optional<NewTermOutcome> seen;
    auto result = tools().db.write([&](db::Tx& tx) -> Result<NewTermOutcome> {
        seen.reset();
        auto found = store::find(tx, id);
        using organisations::rights::posts;
        if (!found || !actor.has(posts) || !actor.scope(posts).covers(found->path)) return fail(not_found());
        if (found->state != State::running)
            return fail(conflict("re_elections.over").fact("state", std::string(title(found->state))));
        if (version && *version != found->version) return fail(problem(Kind::precondition, "re_elections.stale"));
        auto view = view_of(tx, std::move(*found));
        TRY(enforce(
            may_take(Step::new_term, view.chain.committee, done_of(view), meetings_.rules(tx), tools().clock.today())));
        if (view.done(Step::new_term) != nullptr)
            return fail(conflict("re_elections.taken").fact("step", std::string(title(Step::new_term))));
        NewTermOutcome out;
        auto const elected_on = view.done(Step::meeting)->on;
        for (auto const& one : organisations::posts_on(tx, view.chain.organisation, tools().clock.today()))
            if (organisations::in_committee(one.kind) && !one.to && one.from < elected_on) out.ended.push_back(one);
        organisations::NewTerm term;
        term.organisation_id = view.chain.organisation;
        term.elected_on = elected_on;
        term.basis = basis_of(view);
        term.approval = view.done(Step::reply)->on.text() + "上级批复换届请示";
        TRY_ASSIGN(auto begun, organisations_.begin_term_in(tx, actor, term));
        out.term = begun.term;
        out.findings = std::move(begun.findings);
        for (auto const& one : view.people) {
            if (!one.elected || !one.post) continue;
            organisations::NewPost post;
            post.organisation_id = view.chain.organisation;
            post.kind = *one.post;
            if (one.person.none()) {
                post.holder = one.name;
            } else {
                post.person_id = one.person;
            }
            post.from = elected_on;
            post.basis = term.basis;
            TRY_ASSIGN(auto given, organisations_.give_post_in(tx, actor, post));
            out.given.push_back(std::move(given.post));
            for (auto& finding : given.findings) out.findings.push_back(std::move(finding));
        }
        if (out.given.empty()) return fail(refused("re_elections.no_posts"));
        if (dry_run) {
            seen = std::move(out);
            return fail(problem(Kind::conflict, "re_elections.only_preview"));
        }
        view.chain.new_term = out.term.id;
        put(tx, actor, view, Step::new_term, tools().clock.today(), "");
        TRY(keep(tx, view.chain));
        return out;
    });
    if (!seen) return result;
    return std::move(*seen);
}

Result<Done> Service::ask_extension(auth::Actor const& actor, ReElectionId id, std::optional<std::int64_t> version,
                                    Date until, std::string const& reason) {
    auto const why = text::trim(reason);
    if (why.empty())
        return fail(malformed("re_elections.reason_missing").field("/reason", "re_elections.reason_missing"));
    return tools().db.write([&](db::Tx& tx) -> Result<Done> {
        TRY_ASSIGN(auto view, for_run(tx, actor, id, version));
        if (view.superior.empty()) return fail(refused("re_elections.superior_outside"));
        if (until <= view.term.deadline())
            return fail(malformed("re_elections.extension_not_later")
                            .fact("deadline", view.term.deadline().text())
                            .field("/until", "re_elections.extension_not_later"));
        if (until > view.latest_extension) {
            auto const shift = meetings_.rules(tx).nearest("term.shift_max_months", tools().clock.today());
            regulations::Finding block;
            block.rule = "re_election.extension_too_long";
            block.severity = regulations::Severity::block;
            block.article = shift.article;
            Verdict verdict;
            verdict.add(std::move(block.fact("latest", view.latest_extension.text())));
            TRY(enforce(std::move(verdict)));
        }
        note(tx, actor, view.chain, "re_elections.extension_asked", view.organisation + "申请延期换届",
             {{"until", until.text()}});
        view.chain.returned.clear();
        TRY(keep(tx, view.chain));
        return ask(tx, actor, view, extension_kind, "延期换届",
                   "任期" + view.term.deadline().text() + "届满，申请延长至" + until.text() + "，原因：" + why,
                   until.text());
    });
}

Result<Done> Service::give_up(auth::Actor const& actor, ReElectionId id, std::optional<std::int64_t> version,
                              std::string const& reason) {
    auto const why = text::trim(reason);
    if (why.empty())
        return fail(malformed("re_elections.reason_missing").field("/reason", "re_elections.reason_missing"));
    return tools().db.write([&](db::Tx& tx) -> Result<Done> {
        TRY_ASSIGN(auto view, for_run(tx, actor, id, version));
        if (view.done(Step::new_term) != nullptr)
            return fail(conflict("re_elections.taken").fact("step", std::string(title(Step::new_term))));
        view.chain.state = State::given_up;
        view.chain.given_up = why;
        for (char const* kind : {"re_election_request", "re_election_candidates", "re_election_result", extension_kind})
            approvals_.settle(tx, actor, kind, "re_election", id.value, approvals::CaseState::withdrawn, "换届已撤销");
        note(tx, actor, view.chain, "re_elections.given_up", "撤销" + view.organisation + "换届");
        return keep(tx, view.chain);
    });
}

Result<Done> Service::on(db::Tx& tx, auth::Actor const& by, approvals::Decided const& news) {
    auto chain = store::find(tx, ReElectionId{news.what.subject});
    if (!chain) return fail(not_found());
    if (chain->state != State::running) return Done{};  // given up: the case ends with it
    auto view = view_of(tx, std::move(*chain));
    bool const agreed = news.what.state == approvals::CaseState::approved;
    auto const today = tools().clock.today();
    if (news.what.kind == extension_kind) {
        auto const until = Date::parse(news.what.payload);
        if (agreed && until) {
            auto const approval = today.text() + by.name + "批准延期换届";
            TRY(organisations_.extend_term_in(tx, by, view.term.id, *until, approval, view.term.version));
        } else {
            view.chain.returned = "延期申请：" + (news.reason.empty() ? "已撤回" : news.reason);
        }
        return keep(tx, view.chain);
    }
    auto const submission = submission_of(news.what.kind);
    if (agreed) {
        put(tx, by, view, reply_to(submission), today, "");
        return keep(tx, view.chain);
    }
    store::remove(tx, view.chain.id, submission);
    view.chain.returned = std::string(title(submission)) + "：" + (news.reason.empty() ? "已撤回" : news.reason);
    return keep(tx, view.chain);
}

}  // namespace xinglin::re_elections
