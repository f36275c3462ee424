#pragma once
// The date logic of a whole file (E6): contradictions between facts of one person, each with its rule and article.
// Pure. A date known to the month only contradicts another one when no day of that month could be right.

#include "base/time.hpp"
#include "modules/members/members.hpp"
#include "modules/regulations/regulations.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xinglin::people {

/// A stretch of time with a name: a school, a job, a party post.
struct Span {
    std::string title;
    std::optional<PartialDate> from;
    std::optional<PartialDate> to;
};

/// What the rules look at. Fields are empty when unknown: an unknown fact contradicts nothing.
struct FileFacts {
    members::State state{members::State::staff};
    std::string resident_id;  ///< in clear, "" when unknown
    std::string sex;          ///< code of GB/T 2261.1
    std::optional<PartialDate> birth, applied, activist, prospect, join, full, work_started, hired;
    std::optional<Date> probation_until;
    bool reachable{false};    ///< has a mobile or a fixed line
    bool lost_contact{false};
    bool floating{false};
    std::string floating_to;
    std::vector<Span> educations, jobs, party_posts;
    std::vector<PartialDate> rewards;
    Date today;
};

/// Every contradiction and gap, hardest first within each group of the file. `facts` name the fields looked at.
/// @source the articles stand in each finding
[[nodiscard]] std::vector<regulations::Finding> check_file(FileFacts const& facts);

/// One kind of finding as the chips and the help show it.
struct FileRule {
    std::string_view id;       ///< "file.full_before_join"
    std::string_view code;     ///< as import findings call it: FULL_BEFORE_JOIN
    std::string_view title;    ///< short Chinese name, for chips
    regulations::Severity severity;
    std::string_view article;
    std::string_view text;     ///< Chinese sentence with {facts}
};
[[nodiscard]] std::vector<FileRule> const& file_rules();
[[nodiscard]] FileRule const* find_file_rule(std::string_view id);

/// The next day on which the findings of this file may change by the passing of time alone.
[[nodiscard]] std::optional<Date> next_check(FileFacts const& facts);

}  // namespace xinglin::people
