#include "modules/meetings/kinds.hpp"

#include <utility>

namespace xinglin::meetings {

namespace {

using Words = std::pair<std::string_view, std::string_view>;

// In the order of the enumerations.
constexpr std::array<Words, 8> kind_words{{{"members_meeting", "支部党员大会"},
                                           {"committee_meeting", "支部委员会会议"},
                                           {"group_meeting", "党小组会"},
                                           {"party_lecture", "党课"},
                                           {"theme_day", "主题党日"},
                                           {"organisation_life_meeting", "组织生活会"},
                                           {"democratic_appraisal", "民主评议党员"},
                                           {"democratic_life_meeting", "民主生活会"}}};
constexpr std::array<Words, 4> grade_words{
    {{"excellent", "优秀"}, {"qualified", "合格"}, {"basic", "基本合格"}, {"unqualified", "不合格"}}};

template <class Kind, std::size_t n>
std::optional<Kind> parse(std::array<Words, n> const& words, std::string_view code) {
    for (std::size_t i = 0; i < n; ++i)
        if (words[i].first == code) return static_cast<Kind>(i);
    return std::nullopt;
}

}  // namespace

std::string_view code(MeetingKind kind) { return kind_words[static_cast<std::size_t>(kind)].first; }
std::string_view title(MeetingKind kind) { return kind_words[static_cast<std::size_t>(kind)].second; }
std::optional<MeetingKind> parse_meeting_kind(std::string_view code) { return parse<MeetingKind>(kind_words, code); }

std::string_view code(Grade grade) { return grade_words[static_cast<std::size_t>(grade)].first; }
std::string_view title(Grade grade) { return grade_words[static_cast<std::size_t>(grade)].second; }
std::optional<Grade> parse_grade(std::string_view code) { return parse<Grade>(grade_words, code); }

}  // namespace xinglin::meetings
