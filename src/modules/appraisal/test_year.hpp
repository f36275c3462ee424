#pragma once
// A branch in its yearly round, for this module's tests.

#include "modules/appraisal/appraisal.hpp"
#include "modules/approvals/store.hpp"
#include "tests/support/blind_voter.hpp"
#include "tests/support/branch.hpp"

#include <algorithm>

namespace xinglin::appraisal::testing {

inline approvals::Definitions definitions() {
    auto made = approvals::Definitions::load();
    REQUIRE(made);
    return std::move(*made);
}

/// A branch with its round of 2026, opened on 2026-09-15 at noon in Shanghai, and what its people do in it.
struct Year : meetings::testing::Branch {
    explicit Year(db::Database& database)
        : Branch(database),
          defined(definitions()),
          ballots(ballots::Tools{hospital.db, hospital.ids, hospital.clock, hospital.trail, hospital.book, notices, hub,
                                 *hospital.vault}),
          approvals(approvals::Tools{hospital.db, hospital.ids, hospital.clock, hospital.trail, notices,
                                     *hospital.vault, defined, [](db::Reader&, AccountId) { return std::optional<auth::Actor>(); }}),
          appraisal(service, ballots, approvals) {
        auto const made = appraisal.open(secretary, hospital.heart, 2026);
        if (!made) FAIL(made.error().code);
        round = *made;
    }
    auth::Actor plain(std::size_t member) { return hospital.plain(members[member]); }
    void everybody_says() {
        for (auto const person : members)
            REQUIRE(
                appraisal.say(hospital.plain(person), round, {"按时参加组织生活，履行岗位职责。", Grade::qualified}));
        REQUIRE(appraisal.say(hospital.plain(probationary), round, {"认真学习。", Grade::excellent}));
    }
    void meeting_held() {
        auto const id = planned(meetings::MeetingKind::organisation_life_meeting);
        hospital.clock.set(*Instant::parse("2026-09-16T10:02:00Z"));
        REQUIRE(service.start(secretary, id, at(id).version, std::nullopt));
    }
    void test_opened() {
        auto const made = appraisal.test(secretary, round, members[4]);
        if (!made) FAIL(made.error().code);
        test = *made;
    }
    void test_counted() {
        test_opened();
        everybody_votes();
        REQUIRE(ballots.close(secretary, test));
        REQUIRE(ballots.confirm(plain(4), test));
    }
    void everybody_votes() {
        auto const ballot = *hospital.db.read([&](db::Reader& r) { return ballots.view(r, secretary, test); });
        REQUIRE(ballot.ballot.lines.size() == 5);  // the probationary member is not graded
        auto voters = members;
        voters.push_back(probationary);
        for (auto const person : voters) {
            xinglin::testing::BlindVoter const voter(ballot.ballot.modulus);
            auto const permit = ballots.permit(hospital.plain(person), test, voter.blinded);
            REQUIRE(permit);
            REQUIRE(ballots.cast(test, {voter.token, voter.unblinded(*permit), voter.nonce, {"eqqbs", {}}}));
        }
    }
    std::vector<Graded> grades(int excellent) {
        std::vector<Graded> out;
        for (std::size_t i = 0; i < members.size(); ++i)
            out.push_back({members[i], static_cast<int>(i) < excellent ? Grade::excellent : Grade::qualified, ""});
        out.push_back({probationary, std::nullopt, ""});
        return out;
    }
    Result<Done> grade(int excellent) {
        return appraisal.grade(secretary, round, view().round.version, grades(excellent));
    }
    RoundView view() {
        auto found = appraisal.view(secretary, round);
        REQUIRE(found);
        return std::move(*found);
    }
    bool found(std::string const& rule) {
        auto const all = view().findings;
        return std::any_of(all.begin(), all.end(), [&](auto const& one) { return one.rule == rule; });
    }
    /// The office's word on the grades.
    Result<Done> decide(approvals::Outcome outcome, std::string const& reason = "") {
        auto office_actor = office;
        for (auto& grant : office_actor.grants) grant.role = "party_office";
        office_actor.person = outsider;
        auto const waiting = hospital.db.read([&](db::Reader& r) { return approvals.waiting(r, office_actor, 10); });
        REQUIRE(waiting.size() == 1);
        return approvals.decide(office_actor, waiting[0].id, waiting[0].version, outcome, reason);
    }

    approvals::Definitions defined;
    ballots::Service ballots;
    approvals::Service approvals;
    Service appraisal;
    RoundId round;
    ballots::BallotId test;
};

}  // namespace xinglin::appraisal::testing
