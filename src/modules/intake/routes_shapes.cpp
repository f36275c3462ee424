#include "modules/intake/routes_shapes.hpp"

#include "modules/intake/columns.hpp"
#include "modules/intake/covering.hpp"
#include "modules/intake/layout_text.hpp"
#include "modules/intake/sentences.hpp"

#include <array>

namespace xinglin::intake {

namespace {

std::string found_by(By by) {
    constexpr std::array<std::string_view, 6> names{"nothing", "header", "words", "values", "memory", "person"};
    return std::string(names[static_cast<std::size_t>(by)]);
}

/// While the import is open cells are shown, what is sensitive masked; afterwards nothing of them.
std::string shown(std::string_view place, std::string const& text, bool open) {
    if (open) return masked_cell(place, text);
    return text.empty() ? text : "***";
}

/// Canonical header of a column of a sheet, "" when it is not taken.
std::string_view place_in(FileReport const& report, int sheet, std::size_t position) {
    if (sheet < 0 || static_cast<std::size_t>(sheet) >= report.sheets.size()) return {};
    auto const& columns = report.sheets[static_cast<std::size_t>(sheet)].layout.columns;
    if (position >= columns.size() || !columns[position].meaning) return {};
    return header_of(*columns[position].meaning);
}

SheetView view_of(SheetReport const& sheet, int position) {
    SheetView one{position,       sheet.name, sheet.hidden, sheet.chosen, sheet.layout.certain, sheet.rows,
                  sheet.left_out, {}};
    for (std::size_t c = 0; c < sheet.layout.columns.size(); ++c) {
        auto const& column = sheet.layout.columns[c];
        ColumnView shown;
        shown.position = static_cast<int>(c);
        shown.header = column.header;
        if (column.meaning) shown.meaning = name_of(*column.meaning), shown.meaning_title = header_of(*column.meaning);
        shown.found_by = found_by(column.by);
        one.columns.push_back(std::move(shown));
    }
    return one;
}

}  // namespace

void fill(ImportView& view, Import const& import) {
    view.id = import.id;
    view.kind = import.kind;
    view.state = import.state;
    view.file_name = import.file_name;
    if (!import.job.none()) view.job = import.job;
    view.made_at = import.made_at;
    view.committed_at = import.committed_at;
    view.total = import.total;
    view.created = import.created;
    view.changed = import.changed;
    view.same = import.same;
    view.refused = import.refused;
    if (import.problem.empty()) return;
    auto [code, sentence] = problem_of(import.problem);
    view.problem = std::move(code);
    view.problem_text = std::move(sentence);
}

FindingView view_of(Finding const& finding, bool open) {
    FindingView view;
    view.sheet = finding.sheet;
    view.row = finding.line;
    view.staff_no = finding.staff_no;
    view.column = place_of(finding);
    view.code = finding.code;
    view.handling = code(finding.handling);
    view.cell = shown(view.column, finding.cell, open);
    view.value = shown(view.column, finding.value, open);
    view.masked = open && (view.cell != finding.cell || view.value != finding.value);
    auto said = finding;
    said.cell = view.cell;
    said.value = view.value;
    view.text = sentence_of(said);
    if (finding.other != 0) view.other_row = finding.other;
    view.keepable = keepable(finding.code);
    return view;
}

RowView view_of(db::Reader& reader, store::Seal const& seal, Import const& import, FileReport const& report,
                StoredRow const& row) {
    bool const open = open_for_reading(import);
    RowView view{row.sheet, row.line, row.state, std::nullopt, std::nullopt, {}, {}, {}};
    if (!row.person.none()) view.person = row.person;
    if (!row.refusal.empty()) view.refusal = sentence_of_refusal(row.refusal);
    for (std::size_t i = 0; i < row.cells.size(); ++i)
        view.cells.push_back(shown(place_in(report, row.sheet, i), row.cells[i], open));
    for (auto const& finding : store::findings_of_row(reader, seal, import.id, row.number))
        view.findings.push_back(view_of(finding, open));
    for (auto const& said : store::answers_of_row(reader, seal, import.id, row.number))
        view.answers.push_back({said.place, said.action, shown(said.place, said.value, open)});
    return view;
}

Result<ImportDetail> detail_of(db::Reader& reader, auth::Actor const& actor, ImportId id) {
    TRY_ASSIGN(auto const import, Service::access(reader, actor, id));
    ImportDetail view;
    fill(view, import);
    auto rows = store::count_rows(reader, id);
    view.ready = rows["ready"];
    view.held = rows["held"];
    view.dropped = rows["dropped"];
    view.skipped = rows["skipped"];
    auto const report = read_report(import.report);
    for (std::size_t i = 0; i < report.sheets.size(); ++i)
        view.sheets.push_back(view_of(report.sheets[i], static_cast<int>(i)));
    for (std::size_t i = 0; i < column_count; ++i)
        view.meanings.push_back(
            {std::string(name_of(static_cast<Column>(i))), std::string(header_of(static_cast<Column>(i)))});
    for (auto& one : store::count_findings(reader, id)) {
        view.findings.push_back({one.code, one.handling, title_of(one.code), one.count});
    }
    for (auto const& notice : report.notices) view.notices.push_back(sentence_of(notice));
    return view;
}

}  // namespace xinglin::intake
