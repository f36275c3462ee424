#pragma once
// How a file is laid out, as text: kept with the import, remembered for the next file with the same header.
#include "modules/intake/layout.hpp"

#include <string>
#include <vector>

namespace xinglin::intake {

/// One sheet of the file and what was made of it.
struct SheetReport {
    std::string name;
    bool hidden{false};
    bool chosen{false};
    Layout layout;
    std::int64_t rows{0};      ///< of data
    std::int64_t left_out{0};  ///< totals, remarks and repeated headers
};

struct FileReport {
    std::vector<SheetReport> sheets;
    std::vector<sheets::Notice> notices;
};

[[nodiscard]] std::string write_report(FileReport const& report);
[[nodiscard]] FileReport read_report(std::string_view json);  ///< empty when the text is

[[nodiscard]] std::string write_memory(Layout const& layout);
[[nodiscard]] std::optional<Memory> read_memory(std::string_view json);

}  // namespace xinglin::intake
