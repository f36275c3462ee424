#pragma once
// Education of members: what a year asks of whom, and how training is counted. Class hours are kept in hundredths.
// The sum of a year belongs to the person and the branch; nothing here compares people.

#include "modules/regulations/book.hpp"
#include "modules/regulations/verdict.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace xinglin::study {

using regulations::RuleSet;
using regulations::Verdict;

/// Whom the figures of the year are for.
enum class Learner : std::uint8_t {
    ordinary,          ///< 党员
    committee_member,  ///< 党支部班子成员
    secretary,         ///< 党组织书记
};
[[nodiscard]] std::string_view code(Learner learner);
[[nodiscard]] std::optional<Learner> parse_learner(std::string_view code);

/// Class hours in hundredths.
using Hundredths = std::int64_t;

struct YearOfStudy {
    Learner learner{Learner::ordinary};
    Hundredths class_hours{
        0};  ///< intensive training and collective study of the calendar year; nothing is carried over
    std::int64_t intensive_trainings{0};
};
/// @returns education.class_hours, education.training: advice while the year lasts, then warn ("generally")
/// @source 《2019—2023年全国党员教育培训工作规划》; carried on by the project, as the figures of 2024–2028 were not read
[[nodiscard]] Verdict year_of_study(YearOfStudy const& facts, int year, RuleSet const& rules, Date today);

/// A secretary is trained within half a year of taking office.
/// @returns education.new_secretary (advice before the last day, warn after it or when trained too late)
[[nodiscard]] Verdict new_secretary(Date took_office, std::optional<Date> trained_on, RuleSet const& rules, Date today);
/// A secretary's rotation training by the county level or above in a year.
/// @returns education.rotation (advice, then warn)
[[nodiscard]] Verdict rotation(std::int64_t trainings, int year, RuleSet const& rules, Date today);
/// The training by the upper level during probation and the first year as a full member.
/// @param full_on day of becoming a full member; nothing: still probationary
/// @returns education.new_member (advice until a year after `full_on`, then warn)
[[nodiscard]] Verdict new_member(std::int64_t trainings, std::optional<Date> full_on, RuleSet const& rules, Date today);

/// Training of cadres, counted apart from that of members.
struct CadreTraining {
    bool division_level{false};  ///< 县处级以上: five years; else section level (科级): one year
    std::int64_t months{0};  ///< full months away in the five years
    std::int64_t days{0};  ///< in the year
    Hundredths class_hours{0};  ///< in the five years, or in the year
};
/// @returns education.cadre (advice): either figure is enough
[[nodiscard]] Verdict cadre_training(CadreTraining const& facts, RuleSet const& rules, Date on);

enum class Session : std::uint8_t { full_day, half_day, other };
/// Class hours of a training by its length.
[[nodiscard]] Hundredths class_hours_of(Session session, RuleSet const& rules, Date on);
/// Class hours of a lesson of so many minutes, rounded down once to hundredths.
[[nodiscard]] Hundredths class_hours_of_minutes(std::int64_t minutes, RuleSet const& rules, Date on);
/// "31.5", "32"
[[nodiscard]] std::string class_hours_text(Hundredths hours);

}  // namespace xinglin::study
