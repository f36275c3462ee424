#pragma once
// The grid of a ward and a month, out of the rows of a file: title, header with days, weekdays, staff, legend. Pure.

#include "base/result.hpp"
#include "modules/rosters/types.hpp"
#include "platform/sheets/sheets.hpp"

namespace xinglin::rosters {

/// What the person says beside the file; what is not said is read from the title, the sheet and the name of the file.
struct GridWanted {
    std::string ward;
    std::optional<Month> month;
    std::string file_name;
    std::string sheet_name;
};

struct GridRow {
    std::int64_t line{0};
    std::string staff_no;
    std::string name;
    std::string job;
    std::vector<std::string>
        cells;  ///< one per day of the month, as it stands in the file; "" where there is no column
};

struct Grid {
    std::string ward;
    Month month;
    std::vector<int> missing_days;  ///< days of the month without a column: unknown for everybody
    std::vector<GridRow> rows;
    std::string legend;  ///< what stands below the grid
};

/// @errors rosters.no_grid, rosters.month_missing, rosters.ward_missing, rosters.too_many_rows (malformed);
///         rosters.grid_faulty (malformed) with every fault: rosters.day_outside, day_twice, weekday_differs, staff_no_missing,
///         staff_no_twice, cell_error, cell_too_long, no_staff
[[nodiscard]] Result<Grid> read_grid(std::vector<sheets::Row> const& rows, GridWanted const& wanted);

/// Opens a file and reads its grid: of the one sheet that holds one, or of the one asked for (a name).
/// @errors those of sheets::open and read_grid, rosters.several_grids, sheets.no_such_sheet
[[nodiscard]] Result<Grid> read_grid_file(std::string const& path, std::string const& sheet, GridWanted wanted);

}  // namespace xinglin::rosters
