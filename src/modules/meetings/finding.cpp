#include "modules/meetings/finding.hpp"

#include "base/text.hpp"
#include "modules/meetings/meetings.hpp"

#include <algorithm>

namespace xinglin::meetings {

bool found_by(std::string_view words, Meeting const& meeting, std::string_view organisation_name) {
    auto const day = meeting.day();
    auto const short_day = std::to_string(day.month) + "月" + std::to_string(day.day) + "日";
    // A line each, so that no word is found across two of them.
    auto const known = meeting.title + "\n" + std::string(title(meeting.kind)) + "\n" + ordinal(meeting) + "\n" +
                       std::string(organisation_name) + "\n" + day.text() + "\n" + std::to_string(day.year) + "年" +
                       short_day + "\n" + short_day;
    auto const trimmed = text::trim(words);
    auto const asked = text::split(trimmed, ' ');
    return std::all_of(asked.begin(), asked.end(),
                       [&](std::string_view word) { return known.find(word) != std::string::npos; });
}

}  // namespace xinglin::meetings
