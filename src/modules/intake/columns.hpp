#pragma once
// The columns of a people file: canonical headers and the names they have in real files. Data only.
#include "modules/intake/types.hpp"

#include <span>

namespace xinglin::intake {

/// 姓名, 所在党支部 …; "(row)" for Column::row.
[[nodiscard]] std::string_view header_of(Column column);
/// The canonical header of the cell a finding speaks of.
[[nodiscard]] std::string_view place_of(Finding const& finding);
[[nodiscard]] std::optional<Column> column_of_header(std::string_view canonical);
/// Name in JSON and in stored mappings: "resident_id".
[[nodiscard]] std::string_view name_of(Column column);
[[nodiscard]] std::optional<Column> column_named(std::string_view name);

/// A header as headers are compared: half-width, without blanks, marks of obligation, and remarks in brackets.
[[nodiscard]] std::string plain_header(std::string_view header);
/// The column that a header names, by its canonical name or an alias seen in real files.
[[nodiscard]] std::optional<Column> column_by_header(std::string_view plain);
/// The column that a header of no known form speaks of ("本人入党时间（年月日）"); weaker than an alias.
[[nodiscard]] std::optional<Column> column_by_words(std::string_view plain);

}  // namespace xinglin::intake
