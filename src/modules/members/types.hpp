#pragma once
// The words of membership: states, flags, dated rows. Glossary: docs/glossary.md.

#include "base/id.hpp"
#include "base/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xinglin::members {

/// Where a person stands towards the party. The text of each is the code stored and sent ("left_expelled").
enum class State : std::uint8_t {
    staff,                ///< 非党员职工
    applicant,            ///< 入党申请人
    activist,             ///< 入党积极分子
    prospect,             ///< 发展对象
    probationary,         ///< 预备党员
    full,                 ///< 正式党员
    suspended,            ///< 停止党籍
    transferred_out,      ///< 组织关系已转出
    probation_cancelled,  ///< 取消预备党员资格
    left_expelled,        ///< 开除党籍
    left_removed,         ///< 除名
    left_persuaded,       ///< 劝其退党
    left_resigned,        ///< 退党除名
    departed,             ///< 离开单位的非党员
    deceased,             ///< 死亡
};
inline constexpr int state_count = 15;

/// Broad groups of states, in the order lists offer them.
enum class Group : std::uint8_t { staff = 0, development = 1, member = 2, gone = 3 };

[[nodiscard]] std::string_view code(State state);
[[nodiscard]] std::string_view title(State state);  ///< Chinese name
[[nodiscard]] std::optional<State> parse_state(std::string_view code);
[[nodiscard]] Group group_of(State state);
[[nodiscard]] constexpr bool is_member(State state) { return state == State::probationary || state == State::full; }

/// Circumstances that hold between two days beside the state (D08). They change duties, quorum base and dues, never the state.
enum class Flag : std::uint8_t {
    long_leave,  ///< 长期病休或请假
    abroad,  ///< 出国（境）
    retired,  ///< 离退休
    hardship,  ///< 生活困难
    floating,  ///< 流动党员
    lost_contact,  ///< 失去联系
    unable,  ///< 因病或年老不能自理
};
inline constexpr int flag_count = 7;
[[nodiscard]] std::string_view code(Flag flag);
[[nodiscard]] std::string_view title(Flag flag);
[[nodiscard]] std::optional<Flag> parse_flag(std::string_view code);
[[nodiscard]] constexpr std::int64_t bit(Flag flag) { return std::int64_t{1} << static_cast<int>(flag); }

/// Who wrote a dated row, from what. Rows are never changed; a mistake is withdrawn (marked) and written anew.
struct Origin {
    std::string source;  ///< hr | self | archive | import | office | system
    std::int64_t batch{0};  ///< import batch, 0 none
    AccountId account;
    Instant at;
};

/// From this day on (or from some day of this month on) the person is in this state.
struct StateRow {
    std::int64_t id{0};
    PersonId person;
    State state{State::staff};
    PartialDate from;
    std::string reason;
    std::string article;
    std::optional<Date> until;  ///< end of an extended probation
    Origin origin;
    bool withdrawn{false};
};

/// From this day on the person belongs to this organisation: a member by formal relation (组织关系), others through
/// their department.
struct AffiliationRow {
    std::int64_t id{0};
    PersonId person;
    OrganisationId organisation;
    PartialDate from;
    std::string reason;
    Origin origin;
    bool withdrawn{false};
};

/// From this day on the flag is set or cleared.
struct FlagRow {
    std::int64_t id{0};
    PersonId person;
    Flag flag{Flag::retired};
    bool on{true};
    PartialDate from;
    std::string detail;  ///< place or reason, e.g. 外出流向
    Origin origin;
    bool withdrawn{false};
};

/// Everything dated about one membership, oldest first, withdrawn rows included.
struct History {
    std::vector<StateRow> states;
    std::vector<AffiliationRow> affiliations;
    std::vector<FlagRow> flags;
};

/// How a person stands on one day.
struct Standing {
    State state{State::staff};
    std::optional<PartialDate> state_since;
    std::optional<Date> probation_until;  ///< set when the probation was extended
    OrganisationId organisation;
    std::optional<PartialDate> organisation_since;
    std::int64_t flags{0};
    std::string floating_to;  ///< 外出流向, while the floating flag is set
    std::optional<PartialDate> lost_since;  ///< while the lost-contact flag is set
    [[nodiscard]] bool has(Flag flag) const { return (flags & bit(flag)) != 0; }
};

}  // namespace xinglin::members
