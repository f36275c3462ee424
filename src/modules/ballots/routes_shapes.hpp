#pragma once
// Ballots as the routes show them. Only routes files include this.

#include "modules/ballots/ballots.hpp"
#include "platform/http/router.hpp"

#include <optional>
#include <string>
#include <vector>

namespace xinglin::ballots {

BOOST_DESCRIBE_ENUM(Form, vote, election, appraisal)
BOOST_DESCRIBE_ENUM(State, open, closed, counted, voided, annulled)

enum class MarkCode { in_favour, against, abstained, excellent, qualified, basic, unqualified };
BOOST_DESCRIBE_ENUM(MarkCode, in_favour, against, abstained, excellent, qualified, basic, unqualified)
[[nodiscard]] MarkCode mark_code(char letter);
[[nodiscard]] char letter_of(MarkCode code);

struct MarkShown {
    MarkCode code{};
    std::string title;
    std::optional<std::int64_t> votes;  ///< once counted
};
BOOST_DESCRIBE_STRUCT(MarkShown, (), (code, title, votes))

struct LineShown {
    std::string title;
    bool written_in{false};
    std::vector<MarkShown> marks;
};
BOOST_DESCRIBE_STRUCT(LineShown, (), (title, written_in, marks))

struct BallotView {
    BallotId id;
    Form form{};
    std::string about;  ///< 2026年第3次支部党员大会
    std::string title;
    State state{};
    std::string state_title;
    std::optional<std::string> void_reason;
    std::string scrutineer_name;
    std::int64_t most{0};  ///< how many may be marked for, 0 = any
    bool write_ins{false};
    std::int64_t voters{0};
    std::int64_t issued{0};
    std::int64_t returned{0};
    std::vector<LineShown> lines;
    std::vector<std::string> receipts;  ///< once counted, sorted
    std::optional<std::string> digest;  ///< SHA-256 of the receipts, one a line
    std::string modulus;  ///< key of the permits, hex
    std::optional<std::string> subject;  ///< of a meeting: its id
    std::optional<std::string> part;  ///< of a meeting: the point of the agenda
    Instant opened_at;
    std::optional<Instant> counted_at;
    bool may_close{false};
    bool may_confirm{false};
    bool may_give_up{false};
    bool may_vote{false};
    bool permit{false};
};
BOOST_DESCRIBE_STRUCT(BallotView, (),
                      (id, form, about, title, state, state_title, void_reason, scrutineer_name, most, write_ins,
                       voters, issued, returned, lines, receipts, digest, modulus, subject, part, opened_at, counted_at,
                       may_close, may_confirm, may_give_up, may_vote, permit))
struct BallotList {
    std::vector<BallotView> items;
};
BOOST_DESCRIBE_STRUCT(BallotList, (), (items))

struct OneBallot {
    BallotId id;
};
BOOST_DESCRIBE_STRUCT(OneBallot, (), (id))

[[nodiscard]] BallotView shown(View const& view);
[[nodiscard]] BallotList shown(std::vector<View> const& views);

}  // namespace xinglin::ballots
