#pragma once
// The meetings of organisation life. The text of each is the code stored and sent ("members_meeting").

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace xinglin::meetings {

enum class MeetingKind : std::uint8_t {
    members_meeting,            ///< 支部党员大会
    committee_meeting,          ///< 支部委员会会议
    group_meeting,              ///< 党小组会
    party_lecture,              ///< 党课
    theme_day,                  ///< 主题党日
    organisation_life_meeting,  ///< 组织生活会
    democratic_appraisal,       ///< 民主评议党员
    democratic_life_meeting,    ///< 民主生活会 (leading bodies only)
};
inline constexpr std::array<MeetingKind, 8> meeting_kinds{
    MeetingKind::members_meeting,
    MeetingKind::committee_meeting,
    MeetingKind::group_meeting,
    MeetingKind::party_lecture,
    MeetingKind::theme_day,
    MeetingKind::organisation_life_meeting,
    MeetingKind::democratic_appraisal,
    MeetingKind::democratic_life_meeting,
};

[[nodiscard]] std::string_view code(MeetingKind kind);
[[nodiscard]] std::string_view title(MeetingKind kind);  ///< Chinese name
[[nodiscard]] std::optional<MeetingKind> parse_meeting_kind(std::string_view code);

/// Grades of the yearly appraisal; probationary members take part and get none.
enum class Grade : std::uint8_t { excellent, qualified, basic, unqualified };
inline constexpr std::array<Grade, 4> grades{Grade::excellent, Grade::qualified, Grade::basic, Grade::unqualified};

[[nodiscard]] std::string_view code(Grade grade);
[[nodiscard]] std::string_view title(Grade grade);
[[nodiscard]] std::optional<Grade> parse_grade(std::string_view code);

}  // namespace xinglin::meetings
