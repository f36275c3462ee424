#pragma once
// Counts are entered, never cast here: votes by hand or on paper, elections with their candidates and count sheets.

#include "modules/meetings/service.hpp"
#include "modules/meetings/types_votes.hpp"

#include <optional>
#include <string>
#include <vector>

namespace xinglin::meetings {

/// Who was due and there when an electronic ballot closed: its count is judged by them, whoever comes or goes afterwards.
struct Electorate {
    std::int64_t due{0};
    std::int64_t present{0};
};

/// A count as somebody enters it; who is due and present is known from the attendance.
struct CountedVote {
    VoteKind kind{VoteKind::resolution};
    VoteMethod method{VoteMethod::show_of_hands};
    std::int64_t written{0};
    std::optional<std::int64_t> issued;
    std::optional<std::int64_t> returned;
    std::int64_t in_favour{0};
    std::int64_t against{0};
    std::int64_t abstained{0};
    std::int64_t invalid{0};
    std::string correction;  ///< why an earlier count of the same point is replaced
    std::optional<Electorate> electorate;  ///< of an electronic ballot
};

struct BallotPlan {
    std::int64_t seats{1};
    std::vector<Guest> candidates;
};

struct CountedCandidate {
    std::optional<CandidateId> id;
    std::string name;  ///< of somebody written in
    std::int64_t in_favour{0};
    std::int64_t against{0};
    std::int64_t abstained{0};
};
struct CountedBallot {
    std::int64_t issued{0};
    std::int64_t returned{0};
    std::int64_t invalid{0};
    std::vector<CountedCandidate> votes;
    std::string correction;
    std::optional<Electorate> electorate;  ///< of an electronic ballot
};

class Voting {
  public:
    explicit Voting(Service& service) : service_(service) {}

    /// The same count again changes nothing; another one needs a reason.
    /// @errors meetings.wrong_state, item_unknown, not_to_vote_on, vote_counted, ballot_pending, electronic_stands (conflict),
    ///         the refusals of check_count
    [[nodiscard]] Result<Done> count(auth::Actor const& actor, MeetingId meeting, ItemId item,
                                     CountedVote const& counted);
    /// Who stands in a round and for how many places, in the order of strokes. A second round is for the tied or the open places.
    /// @errors election.too_few_present, election.too_few_candidates (refused), meetings.round_unknown, candidate_twice
    [[nodiscard]] Result<Done> stand(auth::Actor const& actor, MeetingId meeting, ItemId item, int round,
                                     BallotPlan const& plan);
    /// @errors the refusals of ballot_box, count.candidate_more_than_valid, meetings.candidate_unknown, vote_counted
    [[nodiscard]] Result<Done> count(auth::Actor const& actor, MeetingId meeting, ItemId item, int round,
                                     CountedBallot const& counted);
    /// The same within somebody's transaction (an electronic ballot that was counted).
    [[nodiscard]] Result<Done> count(db::Tx& tx, auth::Actor const& actor, MeetingId meeting, ItemId item,
                                     CountedVote const& counted);
    [[nodiscard]] Result<Done> count(db::Tx& tx, auth::Actor const& actor, MeetingId meeting, ItemId item, int round,
                                     CountedBallot const& counted);

  private:
    struct Room;
    [[nodiscard]] Result<Room> room(db::Tx& tx, auth::Actor const& actor, MeetingId meeting, ItemId item,
                                    ItemKind kind) const;
    /// A result by hand waits for the ballot that runs on its point. @errors meetings.ballot_pending (conflict)
    [[nodiscard]] Result<Done> no_ballot_runs(db::Tx& tx, MeetingId meeting, ItemId item) const;
    void finish(db::Tx& tx, auth::Actor const& actor, Room const& room, std::string action, std::string summary,
                std::vector<std::pair<std::string, std::string>> details) const;

    Service& service_;
};

}  // namespace xinglin::meetings
