// What a row of a sheet is: a person, the header again, a total, a remark.
#include "base/text.hpp"
#include "modules/intake/columns.hpp"
#include "modules/intake/layout.hpp"

#include <algorithm>

namespace xinglin::intake {

namespace {

bool starts_with_any(std::string_view plain, std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return plain.starts_with(word); });
}

/// 1 2 3 … or 1 8 4 2 …: the numbers of the form's items under their header. No cell holds anything else.
bool numbers_of_items(sheets::Row const& row) {
    std::size_t filled = 0;
    for (auto const& cell : row.cells) {
        auto const plain = plain_header(cell.text);
        if (plain.empty()) continue;
        if (plain.size() > 2 || plain.find_first_not_of("0123456789") != std::string::npos) return false;
        ++filled;
    }
    return filled >= 4;
}

}  // namespace

RowKind row_kind(Layout const& layout, sheets::Row const& row) {
    auto const cell = [&](Column column) {
        auto const position = layout.position(column);
        return position < 0 ? std::string_view{} : row.text(static_cast<std::size_t>(position));
    };
    if (auto const number = cell(Column::resident_id);
        number.size() == 18 && number.find_first_not_of("0123456789X") == std::string_view::npos)
        return RowKind::data;
    std::string first;
    std::set<std::string_view> different;
    for (auto const& one : row.cells) {
        if (one.text.empty()) continue;
        if (first.empty()) first = text::without_blanks(text::half_width(one.text));
        different.insert(one.text);
    }
    auto id = text::without_blanks(text::half_width(cell(Column::resident_id)));
    if (id.find_first_of("0123456789") == std::string::npos) id.clear();  // "审核人：" and the like under the numbers
    auto const name = text::without_blanks(cell(Column::name));
    bool const who =
        !id.empty() || (!name.empty() && name != first) || !text::without_blanks(cell(Column::staff_no)).empty();
    if (starts_with_any(first, {"合计", "总计", "小计", "共计", "汇总", "总数", "总人数"}) &&
        (id.empty() || id == first))
        return RowKind::total;
    if (starts_with_any(first, {"说明", "备注", "注:", "注：", "填表", "填报", "制表", "审核", "负责人", "联系人",
                                "党支部书记", "党委", "（盖章", "(盖章"}) &&
        id.empty())
        return RowKind::remark;
    std::size_t repeats = 0, named = 0;
    bool const header_word = !name.empty() && column_by_header(plain_header(name)) == Column::name;
    for (std::size_t i = 0; header_word && i < layout.columns.size(); ++i) {
        if (!layout.columns[i].meaning) continue;
        ++named;
        auto const plain = plain_header(row.text(i));
        if (!plain.empty() && column_by_header(plain) == layout.columns[i].meaning) ++repeats;
    }
    if (repeats >= 2 && repeats * 2 >= named) return RowKind::header_again;
    if (numbers_of_items(row)) return RowKind::header_again;
    if (!who && different.size() <= 2) return RowKind::remark;
    return RowKind::data;
}

}  // namespace xinglin::intake
