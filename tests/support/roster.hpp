#pragma once
// The sample roster, read and checked: for tests of the import.
#include "modules/intake/check.hpp"

#include <map>
#include <string>
#include <vector>

namespace xinglin::test {

/// Rows of a table file, header included; fails the test when it cannot be read.
[[nodiscard]] std::vector<sheets::Row> read_table(std::string const& path, std::size_t sheet = 0);

/// The organisations of an orgs.csv as the register would know them.
[[nodiscard]] std::vector<intake::Known> read_organisations(std::string const& path);

struct CheckedFile {
    intake::Layout layout;
    std::vector<sheets::Row> rows;          ///< data rows only
    std::vector<intake::Values> values;
    std::vector<intake::Finding> findings;  ///< after finish(), withdrawn ones taken out
    int totals{0}, remarks{0}, headers{0};
};
/// Cells to lay over the file: (line, column) → text.
using Overlay = std::map<std::pair<std::int64_t, intake::Column>, std::string>;

[[nodiscard]] CheckedFile check_file(std::string const& path, intake::Branches const& branches, Date today,
                                     Overlay const& overlay = {});
[[nodiscard]] CheckedFile check_rows(std::vector<sheets::Row> const& rows, intake::Branches const& branches, Date today,
                                     Overlay const& overlay = {}, std::string const& sheet_name = {});

/// "tests/data/roster/…" as a path.
[[nodiscard]] std::string sample(std::string const& name);

}  // namespace xinglin::test
