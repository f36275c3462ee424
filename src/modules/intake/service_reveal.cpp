// One cell in clear while somebody mends it, on record.
#include "base/text.hpp"
#include "modules/intake/columns.hpp"
#include "modules/intake/layout_text.hpp"
#include "modules/intake/service.hpp"
#include "modules/intake/store.hpp"

namespace xinglin::intake {

Result<std::string> Service::reveal(auth::Actor const& actor, ImportId id, RevealCell const& wanted) {
    if (text::trim(wanted.purpose).empty())
        return fail(malformed("people.purpose_missing").field("/purpose", "people.purpose_missing"));
    TRY_ASSIGN(auto const import, tools_.people.db.read([&](db::Reader& reader) { return access(reader, actor, id); }));
    if (!open_for_reading(import)) return fail(conflict("intake.not_open"));
    store::Seal const seal(tools_.people.vault, id);
    auto const value = tools_.people.db.read([&](db::Reader& reader) -> std::optional<std::string> {
        auto const number = store::row_at(reader, id, wanted.sheet, wanted.row);
        auto const row = number ? store::find_row(reader, seal, id, *number) : std::nullopt;
        if (!row) return std::nullopt;
        for (auto const& said : store::answers_of_row(reader, seal, id, *number))
            if (said.place == wanted.column && (said.action == "mend" || said.action == "accept")) return said.value;
        auto const report = read_report(import.report);
        auto const& columns = report.sheets.at(static_cast<std::size_t>(row->sheet)).layout.columns;
        for (std::size_t at = 0; at < columns.size() && at < row->cells.size(); ++at)
            if (columns[at].meaning && header_of(*columns[at].meaning) == wanted.column) return row->cells[at];
        return std::nullopt;
    });
    if (!value) return fail(not_found("intake.no_such_row"));
    TRY(tools_.people.db.write([&](db::Tx& tx) -> Result<Done> {
        audit(tx, actor, import, "import.cell_revealed",
              "查看导入第" + std::to_string(wanted.row) + "行的" + wanted.column + "：" + wanted.purpose,
              {{"row", std::to_string(wanted.row)}, {"column", wanted.column}, {"purpose", wanted.purpose}});
        return Done{};
    }));
    return *value;
}

bool open_for_reading(Import const& import) {
    return import.state == "checked" || import.state == "mapping" || import.state == "committing";
}

}  // namespace xinglin::intake
