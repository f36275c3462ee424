#pragma once
// The parts of an XLSX that stand beside its sheets.
#include "platform/sheets/numbers.hpp"
#include "platform/sheets/package.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace xinglin::sheets {

/// The table of shared strings: one text, many offsets.
class SharedStrings {
  public:
    [[nodiscard]] Result<Done> load(Package& package, std::string const& name, std::int64_t limit);
    [[nodiscard]] std::string_view at(std::size_t index) const;
    [[nodiscard]] std::size_t size() const { return starts_.empty() ? 0 : starts_.size() - 1; }

  private:
    friend class SharedStringsListener;
    std::string bytes_;
    std::vector<std::uint32_t> starts_;
};

struct SheetPart {
    SheetInfo info;
    std::string entry;  ///< path in the package
};

/// What xl/workbook.xml, its relations and its styles say.
struct WorkbookParts {
    std::vector<SheetPart> sheets;
    std::vector<Shown> styles;  ///< by the index a cell's `s` gives
    bool from_1904{false};
    std::string shared_entry;   ///< "" when the workbook has none
};

[[nodiscard]] Result<WorkbookParts> read_parts(Package& package, Limits const& limits);

/// A block of merged cells, zero-based, both ends inside.
struct Merge {
    std::int64_t first_row, last_row;  ///< as numbered in the file, from 1
    int first_column, last_column;
};

/// "C5" → column 2, row 5; column -1 when it is no reference.
struct Reference {
    int column{-1};
    std::int64_t row{0};
};
[[nodiscard]] Reference parse_reference(std::string_view text);

/// The merges of a sheet, in order of their first row. They stand behind the rows in the file, so this scans its bytes
/// once before the rows are read.
[[nodiscard]] Result<std::vector<Merge>> read_merges(Package& package, std::string const& entry, Limits const& limits);

/// Opens an XLSX package as a workbook.
[[nodiscard]] Result<std::unique_ptr<Workbook>> open_xlsx(std::string const& path, std::int64_t size,
                                                          Limits const& limits);

}  // namespace xinglin::sheets
