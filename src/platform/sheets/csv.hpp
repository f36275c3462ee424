#pragma once
#include "platform/sheets/sheets.hpp"

#include <array>
#include <cstddef>
#include <string>

namespace xinglin::sheets {

/// Where bytes come from; 0 is the end.
class Source {
  public:
    virtual ~Source() = default;
    [[nodiscard]] virtual Result<std::size_t> read(char* into, std::size_t room) = 0;
};

/// Records of a CSV text in UTF-8. Lenient where people's programs differ (a quote inside a bare field is a character;
/// text after a closing quote is kept), strict where data would be lost (a quote that never closes).
class CsvReader {
  public:
    CsvReader(Source& source, char delimiter, Limits const& limits);
    /// Fills `row` with the next record that is not blank. @returns false at the end
    [[nodiscard]] Result<bool> next(Row& row);
    /// Whether bytes that are not UTF-8 went by (they were taken as they are).
    [[nodiscard]] std::int64_t line() const { return line_; }

  private:
    enum class Ended { field, record, file };
    [[nodiscard]] Result<Done> fill();
    [[nodiscard]] int peek();
    [[nodiscard]] Result<Ended> field(std::string& into);
    [[nodiscard]] Result<bool> quoted(std::string& into);

    Source& source_;
    Limits limits_;
    char delimiter_;
    std::array<char, 65536> buffer_{};
    std::size_t at_{0};
    std::size_t end_{0};
    bool over_{false};
    std::int64_t line_{1};
    std::int64_t records_{0};
};

/// The delimiter of , ; and tab that the first lines of a text use most evenly; ',' when none is used.
[[nodiscard]] char detect_delimiter(std::string_view head);

/// Opens a text file as a workbook of one sheet: UTF-8 with or without a mark, UTF-16 with a mark, else GB18030.
[[nodiscard]] Result<std::unique_ptr<Workbook>> open_csv(std::string const& path, std::int64_t size,
                                                         Limits const& limits);

}  // namespace xinglin::sheets
