#include "modules/rosters/own_data.hpp"

#include "base/text.hpp"
#include "modules/rosters/store.hpp"

namespace xinglin::rosters {

namespace {

/// 1日 白、2日 夜/值 …; days of which nothing is known are left out.
std::string days_text(StoredRow const& row) {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        auto const& cell = row.cells[i];
        auto const said = cell.codes ? text::join(*cell.codes, "/") : cell.text;
        if (!said.empty()) out.push_back(std::to_string(i + 1) + "日 " + said);
    }
    return text::join(out, "、");
}

}  // namespace

std::vector<OwnRow> own_rows(db::Reader& reader, crypto::Vault const& vault, auth::Actor const& actor) {
    std::vector<OwnRow> out;
    if (actor.person.none()) return out;
    for (auto const& held : store::months_of(reader, vault, actor.person, Month{1900, 1}, Month{9999, 12}))
        out.push_back({"排班", held.ward, days_text(held.row), "科室排班表", held.month.text()});
    if (store::rest_given(reader, actor.person))
        out.push_back({"排班", "下夜休息", "愿意在休息时段参加会议", "本人", ""});
    return out;
}

}  // namespace xinglin::rosters
