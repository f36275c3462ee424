#include "modules/intake/reading.hpp"

#include "base/text.hpp"
#include "modules/intake/columns.hpp"
#include "modules/intake/people_rows.hpp"

#include <algorithm>

namespace xinglin::intake {

namespace {

constexpr std::size_t rows_looked_at = 300;

sheets::Row sheet_row(StoredRow const& row) {
    sheets::Row out;
    out.line = row.line;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        sheets::Cell cell;
        cell.text = row.cells[i];
        cell.kind = static_cast<sheets::CellKind>(row.kinds[i]);
        out.cells.push_back(std::move(cell));
    }
    return out;
}

/// Which sheets a person chose; nothing: all that can be read.
std::vector<std::size_t> chosen_sheets(std::string const& text) {
    std::vector<std::size_t> chosen;
    for (auto const part : text::split(text, ','))
        if (auto const number = text::parse_int(part); number && *number >= 0)
            chosen.push_back(static_cast<std::size_t>(*number));
    return chosen;
}

}  // namespace

Answers by_row(std::vector<Answer> answers) {
    Answers out;
    for (auto& one : answers) {
        auto const number = one.number;
        out[number].push_back(std::move(one));
    }
    return out;
}

Pass::Pass(Branches const& branches, Date today, Answers const& answers, ImportKind kind)
    : answers_(answers), kind_(kind), check_(branches, today) {}

void Pass::add(Layout const& layout, StoredRow& row) {
    auto laid = sheet_row(row);
    std::vector<Kept> kept;
    if (auto const found = answers_.find(row.number); found != answers_.end())
        for (auto const& answer : found->second) {
            auto const column = column_of_header(answer.place);
            if (!column || answer.what != "cell") continue;
            if (answer.action == "keep") {
                kept.push_back({*column, answer.code});
                continue;
            }
            auto const position = layout.position(*column);
            if (position < 0) continue;
            auto const cell = static_cast<std::size_t>(position);
            if (laid.cells.size() <= cell) laid.cells.resize(cell + 1);
            laid.cells[cell].text = answer.value;
            laid.cells[cell].kind = answer.value.empty() ? sheets::CellKind::empty : sheets::CellKind::text;
        }
    auto checked = check_.add(layout, row.sheet, laid, kept);
    // A personnel file says what it says of people already known: a column it does not have is no gap in it.
    if (kind_ == ImportKind::hr)
        std::erase_if(checked.findings, [&](Finding const& one) {
            return one.handling == Handling::error && one.column != Column::row && !layout.has(one.column) &&
                   one.code != "BRANCH_OUTSIDE";
        });
    row.values = checked.values;
    row.branch = checked.branch;
    auto const found = answers_.find(row.number);
    row.state = state_of_row(checked.findings, found == answers_.end() ? nullptr : &found->second);
    if (!checked.findings.empty()) {
        auto& mine = findings_[row.number];
        mine = checked.findings;
        for (auto& finding : mine) finding.row = row.number;
    }
}

std::map<std::int64_t, std::vector<Finding>> Pass::finish() {
    auto result = check_.finish();
    for (auto const& withdrawn : result.withdrawn)
        if (auto const found = findings_.find(withdrawn.row); found != findings_.end())
            std::erase_if(found->second, [&](Finding const& one) { return one.column == withdrawn.column; });
    for (auto& finding : result.added) {
        // The double of a row that a person has left out is none.
        auto const answers = answers_.find(finding.row);
        if (answers != answers_.end() && state_of_row({}, &answers->second) == "skipped") continue;
        findings_[finding.row].push_back(std::move(finding));
    }
    std::erase_if(findings_, [](auto const& one) { return one.second.empty(); });
    return std::move(findings_);
}

std::string state_of_row(std::vector<Finding> const& findings, std::vector<Answer> const* answers) {
    auto const said = [&](std::string_view what, std::string_view action) {
        return answers != nullptr && std::any_of(answers->begin(), answers->end(), [&](Answer const& one) {
                   return one.what == what && one.action == action;
               });
    };
    if (said("row", "skip")) return "skipped";
    bool held = false;
    for (auto const& one : findings) {
        if (one.handling == Handling::drop) return "dropped";
        if (one.handling == Handling::error) held = true;
        if (one.handling == Handling::confirm && one.code != "CHANGED" &&
            !(one.code == "NEW_PERSON" && said("row", "take")))
            held = true;
    }
    return held ? "held" : "ready";
}

bool worth_comparing(std::vector<Finding> const& findings, std::vector<Answer> const* answers) {
    auto const state = state_of_row(findings, answers);
    if (state == "skipped" || state == "dropped") return false;
    return std::none_of(findings.begin(), findings.end(),
                        [](Finding const& one) { return one.code.starts_with("DUP_ID"); });
}

std::vector<Finding> compare(people::Import& register_, ImportKind kind, StoredRow& row,
                             std::vector<Answer> const* answers) {
    std::vector<Finding> findings;
    auto const say = [&](Column column, std::string_view code, std::string cell, std::string value,
                         Handling handling = Handling::confirm) {
        Finding finding;
        finding.row = row.number;
        finding.sheet = row.sheet;
        finding.line = row.line;
        finding.staff_no = row.values[at(Column::staff_no)];
        finding.column = column;
        finding.code = code;
        finding.handling = handling;
        finding.cell = std::move(cell);
        finding.value = std::move(value);
        findings.push_back(std::move(finding));
    };
    auto const everything = people_row(row.values, row.branch, [](Column) { return true; });
    auto const match = register_.match(everything);
    row.person = match.outside ? PersonId{} : match.person;
    if (match.outside) {
        // Nothing of somebody else's person is shown, not even who it is.
        say(Column::row, "PERSON_OUTSIDE", row.values[at(Column::name)], "", Handling::error);
        return findings;
    }
    if (match.by == people::Match::nobody) {
        bool const taken = answers != nullptr && std::any_of(answers->begin(), answers->end(), [](Answer const& one) {
                               return one.what == "row" && one.action == "take";
                           });
        if (kind == ImportKind::hr && !taken) say(Column::row, "NEW_PERSON", row.values[at(Column::name)], "");
        return findings;
    }
    for (auto const& difference : register_.difference(match.person, everything)) {
        auto const column = column_of_field(difference.field);
        if (!column) continue;
        bool const taken = answers != nullptr && std::any_of(answers->begin(), answers->end(), [&](Answer const& one) {
                               return one.what == "difference" && one.place == header_of(*column);
                           });
        if (difference.closed)
            say(*column, "STATE_STEP", difference.before, difference.after, Handling::warn);
        else if (!taken)
            say(*column, "CHANGED", difference.before, difference.after);
    }
    return findings;
}

StoredRow stored_row(sheets::Row const& row, int sheet, std::int64_t number) {
    StoredRow out;
    out.number = number;
    out.sheet = sheet;
    out.line = row.line;
    out.cells.reserve(row.cells.size());
    for (auto const& cell : row.cells) {
        out.cells.push_back(cell.text);
        out.kinds.push_back(static_cast<std::uint8_t>(cell.kind));
    }
    return out;
}

std::string signature_key(Layout const& layout) { return text::hex(crypto::sha256(layout.signature)); }

Result<FileReport> read_layouts(sheets::Workbook& book, Import const& import, Branches const& branches,
                                std::function<std::optional<Memory>(std::string_view)> const& memory) {
    auto const before = read_report(import.report);
    auto const chosen = chosen_sheets(import.sheets);
    FileReport report;
    for (std::size_t i = 0; i < book.sheets().size(); ++i) {
        Look look;
        look.sheet_name = book.sheets()[i].name;
        look.branches = &branches;
        look.memory = memory;
        TRY(book.read(i, [&](sheets::Row const& row) {
            look.head.push_back(row);
            return look.head.size() < rows_looked_at;
        }));
        SheetReport sheet{look.sheet_name, book.sheets()[i].hidden, false, find_layout(look), 0, 0};
        if (i < before.sheets.size()) {
            std::map<std::size_t, std::optional<Column>> by_person;
            auto const& columns = before.sheets[i].layout.columns;
            for (std::size_t column = 0; column < columns.size(); ++column)
                if (columns[column].by == By::person) by_person[column] = columns[column].meaning;
            if (!by_person.empty()) assign(sheet.layout, by_person);
            header_above_values(sheet.layout, look.head);
        }
        bool const wanted = chosen.empty() ? !sheet.hidden && sheet.layout.certain
                                           : std::find(chosen.begin(), chosen.end(), i) != chosen.end();
        sheet.chosen = wanted && sheet.layout.certain;
        for (auto& column : sheet.layout.columns) column.sample.clear();
        report.sheets.push_back(std::move(sheet));
    }
    return report;
}

}  // namespace xinglin::intake
