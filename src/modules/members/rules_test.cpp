#include "modules/members/members.hpp"

#include <doctest/doctest.h>

using namespace xinglin;
using namespace xinglin::members;

namespace {

Terms const& now_in_force() { return terms_on({2026, 9, 15}); }
Date day(char const* text) { return *Date::parse(text); }
PartialDate partial(char const* text) { return *PartialDate::parse(text); }

TransitionFacts facts(State from, char const* since) {
    TransitionFacts made;
    made.from = from;
    made.from_since = partial(since);
    made.today = day("2026-09-15");
    return made;
}

StateRow state(std::int64_t id, State value, char const* from, std::int64_t recorded_ms = 0) {
    StateRow row;
    row.id = id;
    row.state = value;
    row.from = partial(from);
    row.origin.at = {recorded_ms};
    return row;
}

}  // namespace

TEST_SUITE("members rules") {
    TEST_CASE("amounts come from the regulations with the days they hold") {
        auto const& now = now_in_force();
        CHECK(now.minimum_age == 18);
        CHECK(now.activist_months == 12);
        CHECK(now.probation_months == 12);
        CHECK(now.extension_minimum == 6);
        CHECK(now.extension_maximum == 12);
        CHECK(now.readmission_years == 5);
        CHECK(now.lost_removal_years == 2);
        CHECK(now.no_probation_from == day("1969-04-01"));
        CHECK(now.no_probation_to == day("1977-08-11"));
        // On both sides of each edge of the years without probation.
        CHECK(terms_on(day("1969-03-31")).probation_months == 12);
        CHECK(terms_on(day("1969-04-01")).probation_months == 0);
        CHECK(terms_on(day("1977-08-11")).probation_months == 0);
        CHECK(terms_on(day("1977-08-12")).probation_months == 12);
        CHECK(terms_on(day("1900-01-01")).minimum_age == 18);
    }
    TEST_CASE("an activist becomes a prospect after twelve months, not a day before") {
        auto const now = facts(State::activist, "2025-03-31");
        auto const early = check_transition(now, {State::prospect, day("2026-03-30"), ""}, now_in_force());
        REQUIRE_FALSE(early.has_value());
        CHECK(early.error().code == "members.activist_too_short");
        CHECK(early.error().article.find("第十三条") != std::string::npos);
        CHECK(early.error().facts.back().second == "2026-03-31");
        CHECK(check_transition(now, {State::prospect, day("2026-03-31"), ""}, now_in_force()).has_value());
    }
    TEST_CASE("probation lasts a year from joining, clamped to the month's end") {
        auto now = facts(State::probationary, "2024-02-29");
        now.join_date = partial("2024-02-29");
        CHECK_FALSE(check_transition(now, {State::full, day("2025-02-27"), ""}, now_in_force()).has_value());
        CHECK(check_transition(now, {State::full, day("2025-02-28"), ""}, now_in_force()).has_value());
        now.probation_until = day("2025-08-29");
        CHECK_FALSE(check_transition(now, {State::full, day("2025-08-28"), ""}, now_in_force()).has_value());
        CHECK(check_transition(now, {State::full, day("2025-08-29"), ""}, now_in_force()).has_value());
    }
    TEST_CASE("nobody applies before the day they turn eighteen") {
        auto now = facts(State::staff, "1900-01-01");
        now.birth = partial("2008-05-10");
        auto const early = check_transition(now, {State::applicant, day("2026-05-09"), ""}, now_in_force());
        REQUIRE_FALSE(early.has_value());
        CHECK(early.error().code == "members.too_young");
        CHECK(check_transition(now, {State::applicant, day("2026-05-10"), ""}, now_in_force()).has_value());
    }
    TEST_CASE("after removal five years pass before a new application") {
        auto const now = facts(State::left_removed, "2020-01-10");
        CHECK_FALSE(check_transition(now, {State::applicant, day("2025-01-09"), ""}, now_in_force()).has_value());
        CHECK(check_transition(now, {State::applicant, day("2025-01-10"), ""}, now_in_force()).has_value());
    }
    TEST_CASE("a suspended member out of contact is removed after two years at the earliest") {
        auto const now = facts(State::suspended, "2024-01-10");
        CHECK_FALSE(
            check_transition(now, {State::left_removed, day("2026-01-09"), "失联"}, now_in_force()).has_value());
        CHECK(check_transition(now, {State::left_removed, day("2026-01-10"), "失联"}, now_in_force()).has_value());
    }
    TEST_CASE("a step needs its reason, no future day, and no day before the present state") {
        auto const now = facts(State::full, "2010-07-01");
        CHECK(check_transition(now, {State::suspended, day("2026-09-01"), ""}, now_in_force()).error().code ==
              "members.reason_needed");
        CHECK(check_transition(now, {State::suspended, day("2026-09-16"), "出国定居"}, now_in_force()).error().code ==
              "members.future_step");
        CHECK(check_transition(now, {State::suspended, day("2010-06-30"), "出国定居"}, now_in_force()).error().code ==
              "members.before_current");
        CHECK(check_transition(now, {State::suspended, day("2026-09-15"), "出国定居"}, now_in_force()).has_value());
    }
    TEST_CASE("what the table does not name is no step") {
        for (auto const to : {State::full, State::prospect, State::probationary})
            CHECK(check_transition(facts(State::applicant, "2020-01-01"), {to, day("2026-09-01"), "x"}, now_in_force())
                      .error()
                      .code == "members.no_such_step");
        CHECK(steps_from(State::deceased).empty());
    }
    TEST_CASE("every step leads elsewhere and every state but death has a way out") {
        for (int i = 0; i < state_count; ++i) {
            auto const from = static_cast<State>(i);
            for (auto const& step : steps_from(from)) {
                CHECK(step.to != from);
                CHECK_FALSE(step.title.empty());
            }
            if (from != State::deceased) CHECK_FALSE(steps_from(from).empty());
            CHECK(parse_state(code(from)) == from);
        }
    }
    TEST_CASE("a probation is extended once, by six to twelve months from its expiry") {
        auto now = facts(State::probationary, "2025-06-30");
        now.join_date = partial("2025-06-30");
        CHECK(extend_probation(now, 5, now_in_force()).error().code == "members.extension_length");
        CHECK(extend_probation(now, 13, now_in_force()).error().code == "members.extension_length");
        CHECK(*extend_probation(now, 6, now_in_force()) == day("2026-12-30"));
        now.probation_until = day("2026-12-30");
        CHECK(extend_probation(now, 6, now_in_force()).error().code == "members.extended_already");
        CHECK(extend_probation(facts(State::full, "2025-01-01"), 6, now_in_force()).error().code ==
              "members.not_probationary");
    }
    TEST_CASE("party age runs from becoming a full member") {
        CHECK(party_age(partial("2004-05-28"), day("2026-05-27")) == 21);
        CHECK(party_age(partial("2004-05-28"), day("2026-05-28")) == 22);
        CHECK_FALSE(party_age(std::nullopt, day("2026-05-28")).has_value());
        CHECK_FALSE(party_age(partial("2026-06-01"), day("2026-05-28")).has_value());
    }
    TEST_CASE("any past day is asked, as it was known on any past day") {
        History history;
        history.states = {state(1, State::probationary, "2003-05-28", 100), state(2, State::full, "2004-05", 100),
                          state(3, State::suspended, "2020-01-01", 900)};
        CHECK(standing_on(history, day("2003-05-27")).state == State::staff);
        CHECK(standing_on(history, day("2004-04-30")).state == State::probationary);
        CHECK_MESSAGE(standing_on(history, day("2004-05-01")).state == State::full,
                      "a month counts from its first day");
        CHECK(standing_on(history, day("2026-01-01")).state == State::suspended);
        CHECK_MESSAGE(standing_on(history, day("2026-01-01"), Instant{500}).state == State::full,
                      "late entries are not known before");
        history.states[2].withdrawn = true;
        CHECK(standing_on(history, day("2026-01-01")).state == State::full);
    }
    TEST_CASE("flags hold between their rows") {
        History history;
        FlagRow row;
        row.flag = Flag::floating;
        row.from = partial("2025-03-01");
        row.detail = "云澜市";
        history.flags.push_back(row);
        row.id = 2;
        row.on = false;
        row.from = partial("2025-09-01");
        history.flags.push_back(row);
        CHECK_FALSE(standing_on(history, day("2025-02-28")).has(Flag::floating));
        CHECK(standing_on(history, day("2025-03-01")).has(Flag::floating));
        CHECK(standing_on(history, day("2025-08-31")).floating_to == "云澜市");
        CHECK_FALSE(standing_on(history, day("2025-09-01")).has(Flag::floating));
    }
    TEST_CASE("the voting base is the full members who can take part") {
        Standing standing;
        standing.state = State::full;
        CHECK(in_voting_base(standing));
        standing.flags = bit(Flag::retired) | bit(Flag::hardship);
        CHECK(in_voting_base(standing));
        standing.flags |= bit(Flag::floating);
        CHECK_FALSE(in_voting_base(standing));
        standing = {};
        standing.state = State::probationary;
        CHECK_FALSE(in_voting_base(standing));
    }
}
