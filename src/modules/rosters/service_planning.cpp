#include "base/text.hpp"
#include "modules/people/roll.hpp"
#include "modules/rosters/service.hpp"

#include <algorithm>

namespace xinglin::rosters {

namespace {

constexpr int most_days = 62, most_candidates = 200, most_members = 300;
/// A second sitting must win more than one person; among equals the earlier time wins.
constexpr int sitting_cost = 1500, order_cost = 1;

Result<std::vector<Candidate>> candidates_of(PlanWanted const& wanted, calendar::Calendar const& calendar,
                                             Instant now) {
    if (wanted.to < wanted.from) return fail(malformed("rosters.period_turned").field("/to", "rosters.period_turned"));
    std::vector<Minute> times;
    for (auto const& text : wanted.times) {
        auto const from = minute_of(text);
        if (!from || *from + wanted.minutes > day_minutes)
            return fail(malformed("rosters.time_form").fact("time", text).field("/times", "rosters.time_form"));
        times.push_back(*from);
    }
    std::sort(times.begin(), times.end());
    times.erase(std::unique(times.begin(), times.end()), times.end());
    if (times.empty())
        return fail(malformed("rosters.time_form").fact("time", "").field("/times", "rosters.time_form"));
    auto const days = wanted.to.days() - wanted.from.days() + 1;
    if (days > most_days)
        return fail(malformed("rosters.too_many_slots")
                        .fact("days", std::to_string(most_days))
                        .field("/to", "rosters.too_many_slots"));
    std::vector<Candidate> out;
    for (std::int64_t i = 0; i < days; ++i) {
        auto const day = wanted.from.plus_days(i);
        if (!wanted.weekends && !calendar.working(day)) continue;
        for (auto const from : times)
            if ((start_of_day(day) + from * minute_ms).ms > now.ms)
                out.push_back({{day, from, from + wanted.minutes},
                               wanted.seats,
                               sitting_cost + order_cost * static_cast<int>(out.size())});
    }
    if (out.size() > most_candidates)
        return fail(malformed("rosters.too_many_slots")
                        .fact("days", std::to_string(most_days))
                        .field("/times", "rosters.too_many_slots"));
    return out;
}

enum class Sought { any_post, chair };

bool holds(db::Reader& reader, PersonId person, OrganisationId branch, Date today, Sought sought) {
    auto const posts = organisations::posts_of(reader, person);
    return std::any_of(posts.begin(), posts.end(), [&](organisations::Post const& post) {
        return post.organisation == branch && (!post.to || today < *post.to) &&
               (sought == Sought::any_post || post.kind == organisations::PostKind::secretary ||
                post.kind == organisations::PostKind::deputy_secretary);
    });
}

}  // namespace

Result<Plan> Service::plan(auth::Actor const& actor, PlanWanted const& wanted) const {
    Plan out;
    auto& problem = out.problem;
    TRY(tools_.people.db.read([&](db::Reader& reader) -> Result<Done> {
        TRY_ASSIGN(auto const branch, organisations::access(reader, actor, wanted.branch, rights::plan));
        if (wanted.vote && wanted.sittings > 1)
            return fail(refused("rosters.vote_in_one_sitting").field("/sittings", "rosters.vote_in_one_sitting"));
        auto const today = tools_.people.clock.today();
        TRY_ASSIGN(problem.candidates, candidates_of(wanted, calendar::in_force(reader), tools_.people.clock.now()));
        auto cards = people::members_under(reader, branch.path, most_members);
        if (wanted.committee)
            cards.erase(std::remove_if(cards.begin(), cards.end(),
                                       [&](auto const& card) {
                                           return !holds(reader, card.id, branch.id, today, Sought::any_post);
                                       }),
                        cards.end());
        if (cards.empty()) return fail(refused("rosters.nobody_there"));
        std::vector<PersonId> ids;
        for (auto const& card : cards) ids.push_back(card.id);
        auto const staff = shifts_of(reader, tools_.people.vault, ids, wanted.from, wanted.to);
        for (std::size_t i = 0; i < cards.size(); ++i) {
            auto const& mine = staff.people[i];
            Invited person;
            person.id = cards[i].id.value;
            person.name = cards[i].name;
            person.ward = mine.wards.empty() ? "" : mine.wards.front();
            person.votes = cards[i].state == members::State::full;
            person.missed = static_cast<int>(std::count(wanted.missed.begin(), wanted.missed.end(), cards[i].id));
            for (auto const& one : problem.candidates)
                person.at.push_back(availability(mine.shifts, one.when, mine.rest));
            if (wanted.chaired && holds(reader, cards[i].id, branch.id, today, Sought::chair))
                problem.chairs.push_back(i);
            out.voters += person.votes;
            out.known += !mine.shifts.empty();
            problem.people.push_back(std::move(person));
        }
        problem.vote = wanted.vote;
        problem.sittings = wanted.sittings;
        problem.may_leave = wanted.may_leave;
        if (wanted.quorum) {
            problem.quorum = *wanted.quorum;
        } else if (wanted.vote) {
            auto const share =
                regulations::rules(reader, tools_.book).nearest("meeting.vote_quorum_percent", wanted.from);
            problem.quorum = static_cast<int>((out.voters * share.number() + 99) / 100);
            out.quorum_article = share.article;
        }
        return Done{};
    }));
    out.proposals = find_slots(problem);  // outside of the transaction: it may think for two seconds
    for (auto const& one : out.proposals) out.sentences.push_back(sentence_of(problem, one));
    if (out.proposals.empty()) out.why_none = rosters::why_none(problem);
    return out;
}

}  // namespace xinglin::rosters
