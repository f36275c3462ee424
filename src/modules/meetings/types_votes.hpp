#pragma once
// Votes and elections of a meeting as they are on record.

#include "modules/meetings/rules_votes.hpp"
#include "modules/meetings/types.hpp"

#include <optional>
#include <string>
#include <vector>

namespace xinglin::meetings {

using ElectionId = Id<struct ElectionTag>;
using CandidateId = Id<struct CandidateTag>;

/// The vote on one point of the agenda, with the rule it was decided under.
struct Vote {
    ItemId item;
    MeetingId meeting;
    VoteCount count;
    std::string outcome;  ///< passed, not_passed, invalid
    std::int64_t votes_needed{0};
    std::int64_t present_needed{0};
    std::string article;
    std::string rule_version;
    Instant recorded_at;
    AccountId recorded_by;
    std::string recorded_name;
};

struct Candidate {
    CandidateId id;
    int position{0};  ///< in the order of strokes
    PersonId person;
    std::string name;
    bool written_in{false};
    std::optional<std::int64_t> in_favour;
    std::optional<std::int64_t> against;
    std::optional<std::int64_t> abstained;
    std::string outcome;  ///< "" before the count, else elected, tied, not_elected
};

/// One ballot of an election; a second one between the tied, or for the places still open, is another round.
struct Election {
    ElectionId id;
    MeetingId meeting;
    ItemId item;
    int round{1};
    std::int64_t seats{1};
    std::int64_t due{0};
    std::int64_t present{0};
    std::optional<std::int64_t> issued;
    std::optional<std::int64_t> returned;
    std::optional<std::int64_t> invalid;
    std::string majority_base;  ///< due or present, as the institution's setting said
    std::int64_t votes_needed{0};
    std::string outcome;  ///< open, elected (every place), tied, too_few, invalid
    std::int64_t places_open{0};
    std::string article;
    std::string rule_version;
    std::optional<Instant> counted_at;
    AccountId counted_by;
    std::string counted_name;
    std::vector<Candidate> candidates;
};

}  // namespace xinglin::meetings
