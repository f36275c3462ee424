#pragma once
// The words of ward rosters: codes of shifts, cells, and what they leave free. Glossary: docs/glossary.md.

#include "base/id.hpp"
#include "base/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xinglin::rosters {

/// Minutes from the midnight a day begins with; a shift that crosses midnight ends past day_minutes.
using Minute = int;
inline constexpr Minute day_minutes = 24 * 60;
/// "08:00" … "24:00". @returns nothing for any other form
[[nodiscard]] std::optional<Minute> minute_of(std::string_view text);
[[nodiscard]] std::string clock_text(Minute minute);  ///< "08:00"; past midnight the time of the next day

/// What a code does to the day it stands on.
enum class Occupies : std::uint8_t {
    busy,    ///< 占用: on duty; only its windows are free
    rest,    ///< 下夜: rest after a night, protected
    off,     ///< 公休: free, but better left alone
    absent,  ///< 休假、外出: not there
};
[[nodiscard]] std::string_view name_of(Occupies occupies);
[[nodiscard]] std::optional<Occupies> occupies_named(std::string_view name);

/// Time of a day on which somebody with this shift can come all the same.
struct Window {
    Minute from{0};
    Minute to{0};
    bool soft{false};  ///< possible, but better not
    bool operator==(Window const&) const = default;
};

/// One code of a ward's table.
struct ShiftCode {
    std::string code;
    std::string title;
    std::vector<std::string> aliases{};
    std::optional<Minute> starts{};
    std::optional<Minute> ends{};
    bool crosses_midnight{false};
    Occupies occupies{Occupies::busy};
    std::vector<Window> windows{};  ///< of a busy day; without any the whole day is taken
    bool rest_after{false};  ///< from the end of the shift to the end of that day is rest
    bool rest_hard{false};   ///< rest counts as unavailable; else as possible with the person's consent
    bool releasable{false};  ///< on duty, but may leave for a meeting, as many of a ward as the search allows
    bool operator==(ShiftCode const&) const = default;
};

/// A ward's codes; `version` 0: the common table that holds until the ward has its own.
struct CodeTable {
    std::string ward;
    std::int64_t version{0};
    std::vector<ShiftCode> codes;
    [[nodiscard]] ShiftCode const* find(std::string_view code) const;
};

/// How far somebody can come to something.
enum class Presence : std::uint8_t { free, soft, unknown, hard };
/// Why not, or why better not: a class only, never the code.
enum class Reason : std::uint8_t {
    none,
    off,         ///< 休息时间: a day off, or the hours before a night
    on_duty,     ///< 当班，可短时离岗
    night_rest,  ///< 下夜休息
    unknown,     ///< 未知
    duty,        ///< 值班
    leave,       ///< 休假
};
[[nodiscard]] std::string_view name_of(Presence presence);
[[nodiscard]] std::string_view name_of(Reason reason);
[[nodiscard]] std::string_view title_of(Reason reason);  ///< 值班, 下夜休息 …

struct Availability {
    Presence presence{Presence::unknown};
    Reason reason{Reason::unknown};
    bool operator==(Availability const&) const = default;
};
/// The one that stands more in the way.
[[nodiscard]] Availability worse(Availability a, Availability b);

using RosterId = Id<struct RosterTag>;

}  // namespace xinglin::rosters
