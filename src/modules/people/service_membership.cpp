// Steps of the membership: states, probation, flags, moves.
#include "modules/audit/audit.hpp"
#include "modules/people/projection.hpp"
#include "modules/people/proposed_steps.hpp"
#include "modules/people/refresh.hpp"
#include "modules/people/service.hpp"
#include "modules/people/store.hpp"
#include "modules/people/views.hpp"
#include "platform/auth/second_person.hpp"

#include <utility>

namespace xinglin::people {

namespace {

members::TransitionFacts facts_for(Whole const& whole, Date today) {
    members::TransitionFacts facts;
    facts.from = whole.standing.state;
    facts.from_since = whole.standing.state_since;
    facts.probation_until = whole.standing.probation_until;
    facts.birth = whole.file.date("birth_date");
    facts.join_date = whole.file.date("join_date");
    facts.today = today;
    return facts;
}

/// The date of the party section that a state brings with it.
std::string_view date_field_of(members::State state) {
    switch (state) {
        case members::State::applicant:
            return "applied_on";
        case members::State::activist:
            return "activist_on";
        case members::State::prospect:
            return "prospect_on";
        case members::State::probationary:
            return "join_date";
        case members::State::full:
            return "full_date";
        default:
            return "";
    }
}

/// Steps are taken over others: that a record is one's own opens nothing here, and closes what a right would open.
Result<Card> access_over(db::Reader& reader, auth::Actor const& actor, PersonId person, auth::Right right) {
    auto const card = find_card(reader, person);
    if (!card || !holds(actor, right, card->path)) return fail(not_found());
    if (!actor.person.none() && actor.person == person) return fail(refused("people.own_step"));
    return *card;
}

bool goes_forward(members::State from, members::State to) {
    return to != members::State::staff &&
           (static_cast<int>(to) == static_cast<int>(from) + 1 || to == members::State::applicant) &&
           static_cast<int>(to) <= static_cast<int>(members::State::full) && to > from;
}

/// Id of the move that another one of the same day, back to where the person came from, takes back; 0: it is a new move.
std::int64_t move_taken_back(members::History const& history, Transfer const& command) {
    members::AffiliationRow const* last = nullptr;
    members::AffiliationRow const* before = nullptr;
    auto const later = [](members::AffiliationRow const& a, members::AffiliationRow const& b) {
        return std::pair(a.from.earliest(), a.id) > std::pair(b.from.earliest(), b.id);
    };
    for (auto const& row : history.affiliations) {
        if (row.withdrawn) continue;
        if (last == nullptr || later(row, *last))
            before = std::exchange(last, &row);
        else if (before == nullptr || later(row, *before))
            before = &row;
    }
    bool const back =
        before != nullptr && before->organisation == command.organisation && last->from == PartialDate::of(command.on);
    return back ? last->id : 0;
}

}  // namespace

Result<Saved> Service::take_step(auth::Actor const& actor, TakeStep const& command) {
    auto const today = tools_.clock.today();
    auto const to = members::parse_state(command.to);
    if (!to) return fail(malformed("people.values_invalid").field("/to", "people.choice_unknown"));
    std::optional<Problem> waits;
    auto saved = tools_.db.write([&](db::Tx& tx) -> Result<Saved> {
        waits.reset();
        TRY_ASSIGN(auto const card, access_over(tx, actor, command.id, members::rights::transition));
        auto const whole = read_whole(tx, tools_.vault, command.id, today);
        TRY_ASSIGN(auto const step,
                   members::check_transition(facts_for(whole, today), {*to, command.on, command.reason},
                                             members::terms_on(command.on)));
        if (step.second_person && policy_.second_person && !actor.system) {
            waits = second_of_two(tx, actor, command, *to, step, card);
            if (waits) return Saved{};
        }
        members::Origin const origin{"office", 0, actor.account, tools_.clock.now()};
        members::store::insert(tx, tools_.vault,
                               {tools_.ids.next_value(), command.id, *to, PartialDate::of(command.on), command.reason,
                                std::string(step.article), std::nullopt, origin, false});
        if (goes_forward(step.from, *to)) {
            Values values{{std::string(date_field_of(*to)), command.on.text()}};
            store::insert(tx, tools_.vault,
                          {tools_.ids.next_value(),
                           command.id,
                           "party",
                           {},
                           command.on,
                           origin,
                           command.reason,
                           values,
                           false,
                           false});
        }
        if (members::group_of(*to) == members::Group::gone) organisations::end_posts_of(tx, command.id, command.on);
        publish(tx, StateChanged{command.id, step.from, *to, command.on});
        return finish(tx, actor, command.id, "members.state_changed", std::string(step.title),
                      {{"from", std::string(members::code(step.from))},
                       {"to", command.to},
                       {"on", command.on.text()},
                       {"rule", std::string(step.rule)}});
    });
    if (saved && waits) return fail(std::move(*waits));  // what was entered is kept, nothing has changed yet
    return saved;
}

Result<Done> Service::decide_step(auth::Actor const& actor, StepProposalId id, bool approved) {
    auto const waiting =
        tools_.db.read([&](db::Reader& reader) { return store::waiting_step(reader, tools_.vault, id.value); });
    if (!waiting) return fail(not_found());
    if (approved) {
        if (auth::same_person(actor, waiting->proposed_by, waiting->proposed_by_person))
            return fail(refused("people.own_proposal"));
        if (waiting->proposed_at <= tools_.clock.now() + -proposal_lifetime_ms)
            return fail(conflict("people.proposal_over"));
        TRY(take_step(actor, {waiting->person, std::string(members::code(waiting->to)), waiting->on, waiting->reason}));
        return Done{};
    }
    return tools_.db.write([&](db::Tx& tx) -> Result<Done> {
        TRY_ASSIGN(auto const card, access_over(tx, actor, waiting->person, members::rights::transition));
        if (!store::waiting_step(tx, tools_.vault, id.value)) return fail(conflict("people.proposal_over"));
        bool const own = auth::same_person(actor, waiting->proposed_by, waiting->proposed_by_person);
        store::close_proposed_steps(tx, waiting->person, own ? "withdrawn" : "refused", actor.account,
                                    tools_.clock.now());
        audit::Event event;
        event.action = own ? "members.step_withdrawn" : "members.step_refused";
        event.subject_kind = "person";
        event.subject = waiting->person.value;
        event.path = card.path;
        event.summary =
            (own ? "撤回提出的" : "不同意") + std::string("“") + std::string(members::title(waiting->to)) + "”";
        event.details = {{"to", std::string(members::code(waiting->to))}, {"on", waiting->on.text()}};
        tools_.trail.record(tx, actor, event);
        return Done{};
    });
}

/// The first of two people is told that a second one is needed; the second one, who enters the same, takes the step.
std::optional<Problem> Service::second_of_two(db::Tx& tx, auth::Actor const& actor, TakeStep const& command,
                                              members::State to, members::Step const& step, Card const& card) {
    auto const now = tools_.clock.now();
    auto const waiting = store::proposed_step(tx, tools_.vault, command.id, now + -proposal_lifetime_ms);
    bool const same = waiting && waiting->to == to && waiting->on == command.on;
    if (same && !auth::same_person(actor, waiting->proposed_by, waiting->proposed_by_person)) {
        store::close_proposed_steps(tx, command.id, "done", actor.account, now);
        return std::nullopt;
    }
    if (!same) {
        store::close_proposed_steps(tx, command.id, "replaced", actor.account, now);
        store::insert(tx, tools_.vault,
                      store::ProposedStep{tools_.ids.next_value(), command.id, to, command.on, command.reason,
                                          actor.account, now, actor.person, ""});
        audit::Event event;
        event.action = "members.step_proposed";
        event.subject_kind = "person";
        event.subject = command.id.value;
        event.path = card.path;
        event.summary = "提出" + std::string(step.title) + "，待第二人办理";
        event.details = {{"to", command.to}, {"on", command.on.text()}, {"rule", std::string(step.rule)}};
        tools_.trail.record(tx, actor, event);
    }
    return conflict("people.second_person_waits")
        .fact("step", std::string(step.title))
        .fact("name", card.name)
        .fact("on", command.on.text());
}

Result<Saved> Service::extend_probation(auth::Actor const& actor, ExtendProbation const& command) {
    auto const today = tools_.clock.today();
    if (command.decided_on > today) return fail(malformed("people.future_edit"));
    return tools_.db.write([&](db::Tx& tx) -> Result<Saved> {
        TRY_ASSIGN(auto const card, access_over(tx, actor, command.id, members::rights::transition));
        auto const whole = read_whole(tx, tools_.vault, command.id, today);
        TRY_ASSIGN(auto const until, members::extend_probation(facts_for(whole, today), command.months,
                                                               members::terms_on(command.decided_on)));
        if (command.reason.empty()) return fail(malformed("people.reason_needed"));
        members::store::insert(tx, tools_.vault,
                               {tools_.ids.next_value(),
                                command.id,
                                members::State::probationary,
                                PartialDate::of(command.decided_on),
                                command.reason,
                                "《中国共产党发展党员工作细则》第三十二条",
                                until,
                                {"office", 0, actor.account, tools_.clock.now()},
                                false});
        return finish(tx, actor, command.id, "members.probation_extended", "延长预备期至" + until.text(),
                      {{"until", until.text()}, {"months", std::to_string(command.months)}});
    });
}

Result<Saved> Service::set_flag(auth::Actor const& actor, SetFlag const& command) {
    return tools_.db.write([&](db::Tx& tx) -> Result<Saved> { return set_flag_in(tx, actor, command); });
}

Result<Saved> Service::set_flag_in(db::Tx& tx, auth::Actor const& actor, SetFlag const& command) {
    auto const today = tools_.clock.today();
    auto const flag = members::parse_flag(command.flag);
    if (!flag) return fail(malformed("people.flag_unknown"));
    if (command.from > today) return fail(malformed("people.future_edit"));
    TRY_ASSIGN(auto const card, access_over(tx, actor, command.id, members::rights::transition));
    auto const standing = members::standing_on(members::store::history(tx, command.id), today);
    bool const same_detail = *flag != members::Flag::floating || standing.floating_to == command.detail;
    if (standing.has(*flag) == command.on && same_detail) return fail(conflict("people.flag_same"));
    if (*flag == members::Flag::floating && command.on && command.detail.empty())
        return fail(malformed("people.values_invalid").field("/detail", "people.flow_missing"));
    members::store::insert(tx, members::FlagRow{tools_.ids.next_value(),
                                                command.id,
                                                *flag,
                                                command.on,
                                                PartialDate::of(command.from),
                                                command.detail,
                                                {"office", 0, actor.account, tools_.clock.now()},
                                                false});
    return finish(tx, actor, command.id, "members.flag_set",
                  (command.on ? "标记" : "取消") + std::string(members::title(*flag)),
                  {{"flag", command.flag}, {"on", command.on ? "1" : "0"}, {"from", command.from.text()}});
}

Result<Saved> Service::transfer(auth::Actor const& actor, Transfer const& command) {
    return tools_.db.write([&](db::Tx& tx) -> Result<Saved> { return transfer_in(tx, actor, command); });
}

Result<Saved> Service::transfer_in(db::Tx& tx, auth::Actor const& actor, Transfer const& command) {
    auto const today = tools_.clock.today();
    TRY_ASSIGN(auto const card, access_over(tx, actor, command.id, members::rights::transfer));
    auto const target = organisations::find(tx, command.organisation);
    if (!target || !target->live()) return fail(not_found("people.organisation_unknown"));
    if (!holds(actor, members::rights::transfer, target->path)) return fail(forbidden("people.outside_scope"));
    if (card.organisation == command.organisation) return fail(conflict("people.same_organisation"));
    if (command.on > today.plus_months(3)) return fail(malformed("people.transfer_too_far"));
    auto const history = members::store::history(tx, command.id);
    auto const standing = members::standing_on(history, today);
    // The same day is lawful: a move made by mistake is taken back by a second one, and the later row holds.
    if (standing.organisation_since && command.on < standing.organisation_since->earliest())
        return fail(malformed("people.transfer_before").fact("since", standing.organisation_since->text()));
    auto const move = tools_.ids.next_value();
    members::store::insert(tx, members::AffiliationRow{move,
                                                       command.id,
                                                       command.organisation,
                                                       PartialDate::of(command.on),
                                                       command.reason,
                                                       {"office", 0, actor.account, tools_.clock.now()},
                                                       false});
    // Posts in the old branch end with the relation; posts above it (a committee of the institution) stay.
    auto const ended = organisations::end_posts_of(tx, command.id, command.on, card.organisation, move);
    auto const mistake = move_taken_back(history, command);
    auto const restored = mistake == 0 ? 0 : organisations::reopen_posts_of(tx, command.id, mistake);
    publish(tx, PersonMoved{command.id, card.organisation, command.organisation, command.on});
    return finish(tx, actor, command.id, "members.transferred", "转入" + target->name,
                  {{"from", card.organisation.text()},
                   {"to", command.organisation.text()},
                   {"on", command.on.text()},
                   {"posts_ended", std::to_string(ended)},
                   {"posts_restored", std::to_string(restored)}});
}

}  // namespace xinglin::people
