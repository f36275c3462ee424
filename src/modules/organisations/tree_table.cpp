#include "modules/organisations/tree_table.hpp"

#include "gen/organisations/sql.hpp"
#include "modules/organisations/types.hpp"

namespace xinglin::organisations {

TreeTable tree_table(db::Reader& reader) {
    TreeTable table;
    table.headers = {"党组织编号", "党组织名称",   "党组织简称",       "党组织类别", "上级党组织编号", "所在单位/科室",
                     "联系电话",   "批准成立日期", "本届班子当选日期", "任期年限",   "党组织书记",     "所在单位情况"};
    constexpr std::size_t kind_column = 3, unit_case_column = 11;
    reader.each(sql::table, [&](db::Row const& row) {
        std::vector<std::string> cells;
        for (std::size_t i = 0; i < table.headers.size(); ++i)
            cells.push_back(i == 9 ? (row.null(9) ? "" : std::to_string(row.integer(9)))
                                   : row.get<std::string>(static_cast<int>(i)));
        if (auto const kind = organisation_kind(cells[kind_column])) cells[kind_column] = title_of(*kind);
        if (auto const known = unit_case(cells[unit_case_column])) cells[unit_case_column] = title_of(*known);
        table.rows.push_back(std::move(cells));
    });
    return table;
}

}  // namespace xinglin::organisations
