#pragma once
// Votes and elections of a meeting by electronic ballot: the question comes from the agenda, the count goes to its record.

#include "modules/ballots/ballots.hpp"
#include "modules/meetings/electronic.hpp"
#include "modules/meetings/rules_votes.hpp"

namespace xinglin::ballots {

/// What the secretary says when a ballot on a point of the agenda is opened.
struct OpenVote {
    meetings::MeetingId meeting;
    meetings::ItemId item;
    int round{0};  ///< of an election, else 0
    meetings::VoteKind kind{meetings::VoteKind::resolution};
    std::int64_t written{0};  ///< opinions in favour handed in beforehand
    PersonId scrutineer;
};

class MeetingVotes final : public Owner, public meetings::OpenBallots {
  public:
    MeetingVotes(Service& ballots, meetings::Service& meetings) : ballots_(ballots), meetings_(meetings) {
        ballots.serve(std::string(subject_kind), *this);
        meetings.watch(*this);
    }
    static constexpr std::string_view subject_kind = "meeting";

    /// @errors those of Service::open and of meetings::ballot_subject
    [[nodiscard]] Result<BallotId> open(auth::Actor const& actor, OpenVote const& wish);
    /// Ballots of a meeting, for whoever sees the meeting. @errors not_found
    [[nodiscard]] Result<std::vector<View>> of(auth::Actor const& actor, meetings::MeetingId meeting) const;

    [[nodiscard]] Result<Done> entitled(db::Reader& reader, Ballot const& ballot, PersonId person) const override;
    [[nodiscard]] bool asked(db::Reader& reader, Ballot const& ballot, PersonId person) const override;
    [[nodiscard]] Result<Done> counted(db::Tx& tx, Ballot const& ballot, Count const& count) override;
    [[nodiscard]] std::set<PersonId> told(db::Reader& reader, Ballot const& ballot) const override;
    [[nodiscard]] std::string title_of(db::Reader& reader, Ballot const& ballot) const override;
    [[nodiscard]] Result<Done> still_open(db::Reader& reader, Ballot const& ballot) const override;
    [[nodiscard]] std::vector<Total> recorded(db::Reader& reader, Ballot const& ballot) const override;
    void closing(db::Tx& tx, Ballot& ballot) const override;
    [[nodiscard]] std::string running(db::Reader& reader, meetings::MeetingId meeting,
                                      std::optional<meetings::ItemId> item) const override;

  private:
    Service& ballots_;
    meetings::Service& meetings_;
};

}  // namespace xinglin::ballots
