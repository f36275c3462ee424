#pragma once
// One pass over the rows of an import: layout, rules, comparison with the register. From the file the first time, from the
// stored rows when answers came in.
#include "modules/intake/service.hpp"

#include <map>
#include <vector>

namespace xinglin::intake {

/// Answers by the number of their row.
using Answers = std::map<std::int64_t, std::vector<Answer>>;
[[nodiscard]] Answers by_row(std::vector<Answer> answers);

/// Rows and rules, without storage: gives each data row its number, lays answers over it, checks it.
class Pass {
  public:
    Pass(Branches const& branches, Date today, Answers const& answers, ImportKind kind);

    /// Checks one row. `row.cells` stay as read; `row.values`, `row.branch` and `row.state` are set.
    void add(Layout const& layout, StoredRow& row);
    /// Findings of all rows, those between rows included, by row.
    [[nodiscard]] std::map<std::int64_t, std::vector<Finding>> finish();
    [[nodiscard]] bool answered(std::int64_t number) const { return answers_.contains(number); }

  private:
    Answers const& answers_;
    ImportKind kind_;
    Check check_;
    std::map<std::int64_t, std::vector<Finding>> findings_;
};

/// What becomes of a row by its findings and what people said about it: ready, held, dropped or skipped.
[[nodiscard]] std::string state_of_row(std::vector<Finding> const& findings, std::vector<Answer> const* answers);

/// What the register would say to a row: differences to accept one by one (CHANGED), or that nobody is known (NEW_PERSON,
/// for lists of the personnel office only), that the person belongs to another part of the institution (PERSON_OUTSIDE), or
/// that a change of state is not made by a file (STATE_STEP). Sets `row.person`.
[[nodiscard]] std::vector<Finding> compare(people::Import& register_, ImportKind kind, StoredRow& row,
                                           std::vector<Answer> const* answers);

/// Whether differences to the register say anything about this row: not when it is left out or another row's double.
[[nodiscard]] bool worth_comparing(std::vector<Finding> const& findings, std::vector<Answer> const* answers);

/// Rows of a file, sheet by sheet, with their layouts.
[[nodiscard]] Result<FileReport> read_layouts(sheets::Workbook& book, Import const& import, Branches const& branches,
                                              std::function<std::optional<Memory>(std::string_view)> const& memory);
[[nodiscard]] StoredRow stored_row(sheets::Row const& row, int sheet, std::int64_t number);
/// Key under which the meanings of a header are remembered.
[[nodiscard]] std::string signature_key(Layout const& layout);

}  // namespace xinglin::intake
