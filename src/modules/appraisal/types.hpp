#pragma once
// The words of a yearly round: who is appraised, what they say of themselves, the grade; talks, problems, corrections.

#include "base/id.hpp"
#include "base/time.hpp"
#include "modules/meetings/kinds.hpp"
#include "modules/meetings/types.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xinglin::appraisal {

using RoundId = Id<struct AppraisalRoundTag>;
using TalkId = Id<struct TalkTag>;
using ProblemId = Id<struct LifeProblemTag>;
using meetings::Grade;

/// open → graded (waits for another person's word, where the setting asks for it) → approved → published.
enum class RoundState : std::uint8_t { open, graded, approved, published };
[[nodiscard]] std::string_view code(RoundState state);
[[nodiscard]] std::string_view title(RoundState state);
[[nodiscard]] std::optional<RoundState> parse_round_state(std::string_view code);

struct Round {
    RoundId id;
    OrganisationId organisation;
    std::string path;
    int year{0};
    RoundState state{RoundState::open};
    std::string paper_on;  ///< day of a test on paper, "" when by electronic ballot or not yet
    Instant opened_at;
    AccountId opened_by;
    std::string opened_name;
    bool returned{false};  ///< the grades came back; why is kept, sealed: store::returned_reason
    std::optional<Instant> published_at;
    std::int64_t version{1};
    meetings::MeetingId meeting;  ///< the one it is graded at; none: it follows from the days
};

/// One member in a round. A text is what the person typed, never anything else.
struct Member {
    PersonId person;
    std::string name;
    bool full{true};  ///< probationary members take part and get no grade
    std::string self_text;
    std::optional<Grade> self_grade;
    std::optional<Instant> self_at;
    std::optional<Grade> grade;
    std::string note;  ///< the committee's: why there is no self-appraisal, or what the grade rests on
    bool gone{false};  ///< left the branch before a grade was set: stays in the list, is asked and graded nothing here
};

/// Where a problem came up: in a talk, in opinions asked for, or by the branch itself.
enum class Source : std::uint8_t { talk, opinions, self };
[[nodiscard]] std::string_view code(Source source);
[[nodiscard]] std::optional<Source> parse_source(std::string_view code);

/// That two people talked, and when; what was said stays with them.
struct TalkHeld {
    TalkId id;
    Date on;
    PersonId one;
    std::string one_name;
    PersonId other;
    std::string other_name;
};

/// What the branch means to put right, where it came up, with its correction once there is one.
struct LifeProblem {
    ProblemId id;
    OrganisationId organisation;
    std::string path;
    int year{0};
    std::optional<Source> source;  ///< none: recorded before anybody was asked
    std::optional<TalkId> talk;  ///< of a problem from a talk
    std::optional<Date> heard_on;  ///< of one from opinions: the day they were heard
    std::string body;
    std::int64_t task{0};  ///< of the meetings' tasks, 0 = none yet
    std::string recorded_name;
};

}  // namespace xinglin::appraisal
