#pragma once
// The words of a re-election (换届): its steps from the request to the publication, who stood, who was elected to what.

#include "base/id.hpp"
#include "base/time.hpp"
#include "modules/organisations/types.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xinglin::re_elections {

using ReElectionId = Id<struct ReElectionTag>;
using organisations::PostKind;

/// In their order. The convention on their days is of the regulations (re_election.days_ahead).
enum class Step : std::uint8_t {
    request,  ///< 换届请示
    reply,  ///< 上级批复
    nomination,  ///< 推荐提名、酝酿
    candidate_list,  ///< 候选人预备人选报上级
    candidates_reply,  ///< 上级对候选人的批复
    method,  ///< 选举办法
    meeting,  ///< 选举大会
    first_meeting,  ///< 新一届委员会第一次会议
    result_report,  ///< 选举结果报告
    result_reply,  ///< 上级对结果的批复
    new_term,  ///< 登记新一届任期和职务
    publication,  ///< 公布
};
inline constexpr std::array<Step, 12> steps{
    Step::request,          Step::reply,        Step::nomination, Step::candidate_list,
    Step::candidates_reply, Step::method,       Step::meeting,    Step::first_meeting,
    Step::result_report,    Step::result_reply, Step::new_term,   Step::publication};
[[nodiscard]] std::string_view code(Step step);
[[nodiscard]] std::string_view title(Step step);
[[nodiscard]] std::optional<Step> parse_step(std::string_view code);
/// Whether the organisation above does it.
[[nodiscard]] bool by_superior(Step step);
[[nodiscard]] bool is_reply(Step step);

enum class State : std::uint8_t { running, finished, given_up };
[[nodiscard]] std::string_view code(State state);
[[nodiscard]] std::string_view title(State state);
[[nodiscard]] std::optional<State> parse_state(std::string_view code);

struct ReElection {
    ReElectionId id;
    OrganisationId organisation;
    std::string path;
    State state{State::running};
    organisations::TermId term;  ///< the one that runs out; none: no term was on record
    std::optional<Date> planned_on;  ///< day of the election as the request names it
    std::int64_t seats{0};
    bool committee{true};  ///< a committee is elected, which meets and shares out its posts; else the secretary at once
    std::int64_t meeting{0};  ///< of the election, 0 = none yet
    organisations::TermId new_term;
    std::string returned;  ///< why something came back from above
    std::string given_up;
    Instant begun_at;
    AccountId begun_by;
    std::string begun_name;
    std::int64_t version{1};
};

/// A step that was taken, once.
struct StepDone {
    Step step{Step::request};
    Date on;
    std::string reference;  ///< number of a letter, place of a publication
    Instant at;
    AccountId by;
    std::string name;
};

/// Somebody nominated, elected or both.
struct Nominee {
    PersonId person;  ///< none: written in by a name that nobody or several members bear
    std::string name;
    bool nominated{false};
    std::optional<PostKind> wanted;  ///< nominated for
    bool elected{false};
    std::optional<PostKind> post;  ///< elected or chosen to
};

}  // namespace xinglin::re_elections
