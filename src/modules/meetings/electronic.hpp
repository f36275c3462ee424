#pragma once
// What an electronic ballot needs of a meeting: the question, who may vote this moment, and where the count goes.

#include "base/result.hpp"
#include "modules/meetings/service.hpp"
#include "modules/meetings/types_votes.hpp"
#include "modules/meetings/voting.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace xinglin::meetings {

/// A point of a meeting under way that may be voted on by ballot.
struct BallotSubject {
    Meeting meeting;
    Item item;
    std::optional<Election> round;  ///< of an election: its candidates and places
    Electorate electorate;
};
/// @param round 0 for a vote
/// @errors not_found, meetings.wrong_state, vote_counted (conflict), item_unknown, not_to_vote_on, vote_needs_everybody,
///         round_unknown
[[nodiscard]] Result<BallotSubject> ballot_subject(Service& service, db::Tx& tx, auth::Actor const& actor,
                                                   MeetingId meeting, ItemId item, int round);

/// Whether this person votes at this meeting now: due, of the state that votes, and there. Nobody votes for an absent member.
/// @errors meetings.ballot_over (conflict), ballot_not_asked, ballot_no_vote, ballot_not_present (refused)
[[nodiscard]] Result<Done> may_vote(db::Reader& reader, crypto::Vault const& vault, MeetingId meeting, PersonId person);

/// Who counts and who is there now. Both 0 when the meeting is not there.
[[nodiscard]] Electorate electorate(Service const& service, db::Reader& reader, MeetingId meeting);
/// Whether slips may still come in: the meeting goes on. @errors meetings.ballot_over (conflict)
[[nodiscard]] Result<Done> voting_goes_on(db::Reader& reader, MeetingId meeting);

/// The meeting as its people call it: 2026年第3次支部党员大会. "" when it is not there.
[[nodiscard]] std::string ballot_about(db::Reader& reader, MeetingId meeting);

}  // namespace xinglin::meetings
