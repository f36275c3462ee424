#include "modules/meetings/kinds.hpp"

#include "base/words.hpp"

namespace xinglin::meetings {

namespace {

// In the order of the enumerations.
constexpr std::array<Word, 8> kind_words{{{"members_meeting", "支部党员大会"},
                                          {"committee_meeting", "支部委员会会议"},
                                          {"group_meeting", "党小组会"},
                                          {"party_lecture", "党课"},
                                          {"theme_day", "主题党日"},
                                          {"organisation_life_meeting", "组织生活会"},
                                          {"democratic_appraisal", "民主评议党员"},
                                          {"democratic_life_meeting", "民主生活会"}}};
constexpr std::array<Word, 4> grade_words{
    {{"excellent", "优秀"}, {"qualified", "合格"}, {"basic", "基本合格"}, {"unqualified", "不合格"}}};

}  // namespace

std::string_view code(MeetingKind kind) { return kind_words[static_cast<std::size_t>(kind)].code; }
std::string_view title(MeetingKind kind) { return kind_words[static_cast<std::size_t>(kind)].title; }
std::optional<MeetingKind> parse_meeting_kind(std::string_view code) {
    return parse_code<MeetingKind>(kind_words, code);
}

std::string_view code(Grade grade) { return grade_words[static_cast<std::size_t>(grade)].code; }
std::string_view title(Grade grade) { return grade_words[static_cast<std::size_t>(grade)].title; }
std::optional<Grade> parse_grade(std::string_view code) { return parse_code<Grade>(grade_words, code); }

}  // namespace xinglin::meetings
