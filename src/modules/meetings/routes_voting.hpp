#pragma once
// Votes and elections as the routes show them. Only routes files include this.

#include "modules/meetings/types_votes.hpp"
#include "platform/http/router.hpp"

#include <optional>
#include <string>
#include <vector>

namespace xinglin::meetings {

BOOST_DESCRIBE_ENUM(VoteKind, resolution, admission, conversion, disposal)
BOOST_DESCRIBE_ENUM(VoteMethod, show_of_hands, paper, electronic)

enum class VoteResult { invalid, not_passed, passed };
BOOST_DESCRIBE_ENUM(VoteResult, invalid, not_passed, passed)
enum class BallotResult { open, elected, tied, too_few, invalid };
BOOST_DESCRIBE_ENUM(BallotResult, open, elected, tied, too_few, invalid)
enum class CandidateResult { open, elected, tied, not_elected };
BOOST_DESCRIBE_ENUM(CandidateResult, open, elected, tied, not_elected)

struct VoteShown {
    ItemId item;
    VoteKind kind_{};
    VoteMethod method{};
    std::int64_t due{0};
    std::int64_t present{0};
    std::int64_t written{0};
    std::optional<std::int64_t> issued;
    std::optional<std::int64_t> returned;
    std::int64_t in_favour{0};
    std::int64_t against{0};
    std::int64_t abstained{0};
    std::int64_t invalid{0};
    VoteResult result{};
    std::string result_title;
    std::int64_t present_needed{0};
    std::int64_t votes_needed{0};
    std::string article;
    std::string recorded_name;
    Instant recorded_at;
};
BOOST_DESCRIBE_STRUCT(VoteShown, (),
                      (item, kind_, method, due, present, written, issued, returned, in_favour, against, abstained,
                       invalid, result, result_title, present_needed, votes_needed, article, recorded_name,
                       recorded_at))

struct CandidateShown {
    CandidateId id;
    std::optional<PersonId> person;
    std::string name;
    bool written_in{false};
    std::optional<std::int64_t> in_favour;
    std::optional<std::int64_t> against;
    std::optional<std::int64_t> abstained;
    CandidateResult result{};
    std::string result_title;
};
BOOST_DESCRIBE_STRUCT(CandidateShown, (),
                      (id, person, name, written_in, in_favour, against, abstained, result, result_title))

struct ElectionShown {
    ItemId item;
    std::int64_t round{1};
    std::int64_t seats{1};
    std::int64_t due{0};
    std::int64_t present{0};
    std::optional<std::int64_t> issued;
    std::optional<std::int64_t> returned;
    std::optional<std::int64_t> invalid;
    std::string majority_base_title;  ///< 应到会, 实到会
    std::int64_t votes_needed{0};
    std::int64_t places_open{0};
    BallotResult result{};
    std::string result_title;
    std::string article;
    std::optional<Instant> counted_at;
    std::vector<CandidateShown> candidates;
};
BOOST_DESCRIBE_STRUCT(ElectionShown, (),
                      (item, round, seats, due, present, issued, returned, invalid, majority_base_title, votes_needed,
                       places_open, result, result_title, article, counted_at, candidates))

[[nodiscard]] std::vector<VoteShown> votes_shown(db::Reader& reader, MeetingId meeting);
[[nodiscard]] std::vector<ElectionShown> elections_shown(db::Reader& reader, MeetingId meeting);

}  // namespace xinglin::meetings
