#pragma once
// How a sheet is laid out: where its header stands, what its columns mean, which rows are no data. Pure.
#include "modules/intake/branches.hpp"
#include "modules/intake/types.hpp"
#include "modules/intake/values.hpp"
#include "platform/sheets/sheets.hpp"

#include <array>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace xinglin::intake {

/// How a column's meaning was found.
enum class By : std::uint8_t { nothing, header, words, values, memory, person };

/// One column of the sheet.
struct SheetColumn {
    std::string header;                 ///< as read, groups of merged headers joined by " / "
    std::optional<Column> meaning;      ///< nothing: not taken
    By by{By::nothing};
    std::string sample;                 ///< a value, for the person who decides
};

struct Layout {
    std::int64_t header_first{0}, header_last{0};  ///< lines of the header; 0: none was found
    std::vector<SheetColumn> columns;
    CategoryWords category_words{CategoryWords::full_names};
    OrganisationId default_branch;      ///< of the title or the sheet's name, when no column names the branch
    std::string signature;              ///< stands for this header in the memory of mappings
    bool certain{false};                ///< false: a person must look at the mapping before anything is stored

    /// Position of a meaning in the sheet, -1 when it has none.
    [[nodiscard]] int position(Column column) const;
    [[nodiscard]] bool has(Column column) const { return position(column) >= 0; }
};

/// Meanings by plain header, from an earlier import of the same header.
using Memory = std::map<std::string, std::optional<Column>>;

/// Rows a layout is decided from: those at the top of the sheet, 300 are plenty.
/// @param memory of the header's signature, asked back once it is known
struct Look {
    std::vector<sheets::Row> head;
    std::string sheet_name;
    Branches const* branches{nullptr};
    std::function<std::optional<Memory>(std::string_view signature)> memory;
};
[[nodiscard]] Layout find_layout(Look const& look);

/// Of a sheet whose header nobody knows: the row right above the first resident ID, once a column is known to hold them.
void header_above_values(Layout& layout, std::vector<sheets::Row> const& head);

/// Assigns meanings by hand (column index → meaning), over what was found.
void assign(Layout& layout, std::map<std::size_t, std::optional<Column>> const& by_person);

/// What a row is.
enum class RowKind { data, header_again, total, remark };
[[nodiscard]] RowKind row_kind(Layout const& layout, sheets::Row const& row);

}  // namespace xinglin::intake
