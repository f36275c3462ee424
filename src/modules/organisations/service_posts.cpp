// Posts and terms.
#include "modules/organisations/service.hpp"

#include "base/check.hpp"
#include "base/text.hpp"
#include "modules/audit/audit.hpp"
#include "modules/organisations/rules.hpp"
#include "modules/organisations/store.hpp"

#include <algorithm>

namespace xinglin::organisations {

namespace {

Result<Organisation> living(db::Reader& reader, auth::Actor const& actor, OrganisationId id) {
    TRY_ASSIGN(auto found, access(reader, actor, id, rights::posts));
    if (found.ended_on)
        return fail(conflict("organisations.not_live").fact("name", found.name).fact("date", found.ended_on->text()));
    return found;
}

Result<Done> not_in_future(Date day, Date today, char const* pointer) {
    if (today < day)
        return fail(
            conflict("organisations.future_date").fact("date", day.text()).field(pointer, "organisations.future_date"));
    return Done{};
}

/// The committee and its deputies as they are with the new post.
void count_after(Appointment& facts, std::vector<Post> const& held) {
    auto const is_deputy = [](PostKind kind) { return kind == PostKind::deputy_secretary; };
    auto const count = [&](auto const& fits) {
        auto const before = std::count_if(held.begin(), held.end(), [&](Post const& post) { return fits(post.kind); });
        return static_cast<int>(before) + (fits(facts.post) ? 1 : 0);
    };
    facts.committee_after = count(in_committee);
    facts.deputies_after = count(is_deputy);
}

}  // namespace

Result<PostAnswer> Service::give_post_in(db::Tx& tx, auth::Actor const& actor, NewPost const& command) {
    TRY_ASSIGN(auto const organisation, living(tx, actor, command.organisation_id));
    TRY(not_in_future(command.from, clock_.today(), "/from"));
    auto const life = store::timeline(tx, organisation.id);
    if (command.from < life.slices.front().from)
        return fail(conflict("organisations.post_before_organisation")
                        .fact("date", command.from.text())
                        .fact("since", life.slices.front().from.text())
                        .field("/from", "organisations.post_before_organisation"));
    PostAnswer answer;
    auto& post = answer.post;
    Appointment facts;
    if (command.person_id) {
        auto const holder = people_ ? people_->holder(tx, *command.person_id) : std::nullopt;
        // Somebody outside the actor's part of the tree is not shown to exist.
        if (!holder || !actor.scope(rights::posts).covers(holder->path))
            return fail(malformed("organisations.person_unknown").field("/person_id", "organisations.person_unknown"));
        post.person = *command.person_id;
        post.holder = holder->name;
        facts.full_member = holder->full_member;
    } else {
        post.holder = text::trim(command.holder.value_or(""));
        if (post.holder.empty())
            return fail(malformed("organisations.needs_holder").field("/person_id", "organisations.needs_holder"));
    }
    auto const held = store::open_posts(tx, organisation.id);
    if (command.kind == PostKind::secretary)
        for (auto const& other : held)
            if (other.kind == PostKind::secretary)
                return fail(conflict("organisations.post_taken")
                                .fact("post", std::string(title_of(command.kind)))
                                .fact("holder", other.holder));
    facts.kind = organisation.kind;
    facts.post = command.kind;
    facts.full_members = store::counts_under(tx, organisation.path).full;
    count_after(facts, held);
    auto verdict = appoint(facts, regulations::rules(tx, book_), command.from);
    regulations::phrase(verdict);
    TRY(verdict.enforce());
    post.id = ids_.next<PostId>();
    post.organisation = organisation.id;
    post.kind = command.kind;
    post.from = command.from;
    post.basis = text::trim(command.basis);
    if (auto const term = store::open_term(tx, organisation.id); term && in_committee(command.kind))
        post.term = term->id;
    XL_CHECK(store::insert_post(tx, post, std::nullopt, clock_.now()));
    record(tx, actor, "organisations.post_given", organisation,
           post.holder + "任" + organisation.name + std::string(title_of(post.kind)),
           {{"post", post.id.text()},
            {"kind", std::string(name_of(post.kind))},
            {"person", post.person.text()},
            {"from", post.from.text()}});
    answer.findings = std::move(verdict.findings);
    return answer;
}

Result<PostAnswer> Service::give_post(auth::Actor const& actor, NewPost const& command) {
    std::optional<PostAnswer> seen;
    auto result = db_.write([&](db::Tx& tx) -> Result<PostAnswer> {
        seen.reset();
        TRY_ASSIGN(auto answer, give_post_in(tx, actor, command));
        if (!command.dry_run) return answer;
        seen = std::move(answer);
        return fail(problem(Kind::conflict, "organisations.only_preview"));
    });
    if (!seen) return result;
    seen->post.id = {};
    return std::move(*seen);
}

Result<Post> Service::end_post(auth::Actor const& actor, PostId id, Date to, std::string const& reason) {
    return db_.write([&](db::Tx& tx) -> Result<Post> {
        if (!actor.has(rights::posts)) return fail(forbidden());
        auto const post = store::find_post(tx, id);
        auto const organisation = post ? store::find(tx, post->organisation) : std::nullopt;
        if (!organisation || !actor.scope(rights::posts).covers(organisation->path)) return fail(not_found());
        if (post->to) return fail(conflict("organisations.post_ended").fact("date", post->to->text()));
        TRY(not_in_future(to, clock_.today(), "/to"));
        if (to < post->from)
            return fail(conflict("organisations.post_end_before_start")
                            .fact("date", to.text())
                            .fact("from", post->from.text())
                            .field("/to", "organisations.post_end_before_start"));
        XL_CHECK(store::end_post(tx, id, to, {}, text::trim(reason)));
        record(tx, actor, "organisations.post_ended", *organisation,
               "免去" + post->holder + organisation->name + std::string(title_of(post->kind)),
               {{"post", id.text()}, {"to", to.text()}, {"reason", text::trim(reason)}});
        return *store::find_post(tx, id);
    });
}

Result<std::string> Service::reveal_phone(auth::Actor const& actor, PostId id, std::string const& purpose) {
    auto const why = text::trim(purpose);
    if (text::length(why) < 2)
        return fail(malformed("organisations.purpose_missing").field("/purpose", "organisations.purpose_missing"));
    return db_.write([&](db::Tx& tx) -> Result<std::string> {
        if (!actor.has(rights::posts)) return fail(forbidden());
        auto const post = store::find_post(tx, id);
        auto const organisation = post ? store::find(tx, post->organisation) : std::nullopt;
        if (!organisation || !actor.scope(rights::posts).covers(organisation->path)) return fail(not_found());
        auto const sealed = store::sealed_phone(tx, id);
        auto const phone =
            sealed.empty() ? std::nullopt : vault_.open({"organisation_posts", "phone_sealed", id.value}, sealed);
        if (!phone) return fail(not_found("organisations.no_phone"));
        record(tx, actor, "organisations.phone_revealed", *organisation,
               "查看" + organisation->name + std::string(title_of(post->kind)) + "的电话",
               {{"post", id.text()}, {"class", "sensitive"}, {"purpose", why}});
        return *phone;
    });
}

Result<TermAnswer> Service::begin_term(auth::Actor const& actor, NewTerm const& command) {
    return db_.write([&](db::Tx& tx) { return begin_term_in(tx, actor, command); });
}

Result<TermAnswer> Service::begin_term_in(db::Tx& tx, auth::Actor const& actor, NewTerm const& command) {
    TRY_ASSIGN(auto const organisation, living(tx, actor, command.organisation_id));
    TRY(not_in_future(command.elected_on, clock_.today(), "/elected_on"));
    auto const rules = regulations::rules(tx, book_);
    auto const years = term_years(organisation.kind, rules, command.elected_on);
    if (!years) return fail(conflict("organisations.no_term").fact("kind", std::string(title_of(organisation.kind))));
    TermAnswer answer;
    auto& term = answer.term;
    term.id = ids_.next<TermId>();
    term.organisation = organisation.id;
    term.elected_on = command.elected_on;
    term.years = command.years.value_or(*years);
    if (term.years < 1 || term.years > 5)
        return fail(malformed("organisations.import_years")
                        .fact("text", std::to_string(term.years))
                        .field("/years", "organisations.import_years"));
    term.due_on = term.elected_on.plus_years(static_cast<int>(term.years));
    term.basis = text::trim(command.basis);
    auto const before = store::terms(tx, organisation.id);
    if (!before.empty()) {
        auto const& last = before.front();
        if (term.elected_on <= last.elected_on)
            return fail(conflict("organisations.term_not_later")
                            .fact("date", term.elected_on.text())
                            .fact("before", last.elected_on.text())
                            .field("/elected_on", "organisations.term_not_later"));
        if (!last.ended_on) {
            auto verdict = election_held(last.deadline(), last.due_on, term.elected_on,
                                         !text::trim(command.approval).empty(), rules);
            regulations::phrase(verdict);
            TRY(verdict.enforce());
            answer.findings = std::move(verdict.findings);
            XL_CHECK(store::end_term(tx, last.id, term.elected_on, {}));
        }
    }
    if (!command.keep_posts)
        for (auto const& post : store::open_posts(tx, organisation.id))
            if (in_committee(post.kind) && post.from < term.elected_on)
                XL_CHECK(store::end_post(tx, post.id, term.elected_on, {}, "换届"));
    store::insert_term(tx, term, organisation.path, clock_.now());
    record(tx, actor, "organisations.term_begun", organisation,
           organisation.name + "换届，当选日期" + term.elected_on.text(),
           {{"term", term.id.text()},
            {"elected_on", term.elected_on.text()},
            {"years", std::to_string(term.years)},
            {"approval", text::trim(command.approval)}});
    return answer;
}

Result<TermAnswer> Service::extend_term(auth::Actor const& actor, TermId id, Date to, std::string const& approval,
                                        std::int64_t version) {
    return db_.write([&](db::Tx& tx) { return extend_term_in(tx, actor, id, to, approval, version); });
}

Result<TermAnswer> Service::extend_term_in(db::Tx& tx, auth::Actor const& actor, TermId id, Date to,
                                           std::string const& approval, std::int64_t version) {
    if (!actor.has(rights::posts)) return fail(forbidden());
    auto const term = store::find_term(tx, id);
    auto const organisation = term ? store::find(tx, term->organisation) : std::nullopt;
    if (!organisation || !actor.scope(rights::posts).covers(organisation->path)) return fail(not_found());
    if (term->ended_on) return fail(conflict("organisations.term_over"));
    if (to <= term->due_on)
        return fail(malformed("organisations.extension_not_later")
                        .fact("date", to.text())
                        .fact("due", term->due_on.text())
                        .field("/to", "organisations.extension_not_later"));
    auto verdict =
        extension(term->due_on, to, !text::trim(approval).empty(), regulations::rules(tx, book_), clock_.today());
    regulations::phrase(verdict);
    TRY(verdict.enforce());
    if (!store::extend_term(tx, id, to, text::trim(approval), version))
        return fail(problem(Kind::precondition, "organisations.stale"));
    record(tx, actor, "organisations.term_extended", *organisation, organisation->name + "延期换届至" + to.text(),
           {{"term", id.text()}, {"to", to.text()}, {"approval", text::trim(approval)}});
    return TermAnswer{*store::find_term(tx, id), std::move(verdict.findings)};
}

}  // namespace xinglin::organisations
