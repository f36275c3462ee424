#pragma once
// What a number in a spreadsheet stands for: a date by its format, or a number as plain text. Pure.
#include <optional>
#include <string>
#include <string_view>

namespace xinglin::sheets {

/// How a cell's number is shown.
enum class Shown { number, day, month, time };

/// From the id of a number format built into every workbook (those of Chinese Excel included).
[[nodiscard]] Shown shown_by_id(int format_id);
/// From the text of a format: `yyyy"年"m"月"` shows a month, `yyyy/m/d h:mm` a day, `0.00` a number.
[[nodiscard]] Shown shown_by_code(std::string_view format_code);

/// The day of a serial number: 1900 system with its false 29 February 1900, or 1904 system.
/// @returns YYYY-MM-DD, or nothing outside 1900…9999
[[nodiscard]] std::optional<std::string> serial_day(double serial, bool from_1904);

/// The number as a person would type it: integers below 10^15 in full, past that in Excel's scientific notation, because
/// the digits behind are lost.
[[nodiscard]] std::string plain_number(std::string_view stored);

}  // namespace xinglin::sheets
