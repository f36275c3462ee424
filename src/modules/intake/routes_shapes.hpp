#pragma once
// What stands in the requests and answers of /v1/imports, and how an import is put into it. Only routes*.cpp include this.

#include "base/page.hpp"
#include "modules/intake/service.hpp"
#include "platform/http/router.hpp"

#include <optional>
#include <string>
#include <vector>

namespace xinglin::intake {

BOOST_DESCRIBE_ENUM(ImportKind, organisations, people, hr)

/// What a person says about a cell, a difference or a row.
enum class AnswerAction { mend, accept, keep, skip, undo };
BOOST_DESCRIBE_ENUM(AnswerAction, mend, accept, keep, skip, undo)

struct StartImport {
    UploadId upload_id;
    ImportKind kind{ImportKind::people};
    std::optional<std::vector<int>> sheets;  ///< positions from 0; absent: all that can be read
};
BOOST_DESCRIBE_STRUCT(StartImport, (), (upload_id, kind, sheets))

struct OneImport {
    ImportId id;
};
BOOST_DESCRIBE_STRUCT(OneImport, (), (id))

struct ListImports {
    std::optional<Cursor> cursor;
    Within<1, 100> limit{20};
};
BOOST_DESCRIBE_STRUCT(ListImports, (), (cursor, limit))

struct ColumnView {
    int position{0};
    std::string header;
    std::optional<std::string> meaning;  ///< name of the meaning, absent: the column is not taken
    std::optional<std::string> meaning_title;
    std::string found_by;  ///< header words values memory person nothing
};
BOOST_DESCRIBE_STRUCT(ColumnView, (), (position, header, meaning, meaning_title, found_by))

struct SheetView {
    int position{0};
    std::string name;
    bool hidden{false};
    bool chosen{false};
    bool understood{false};
    std::int64_t rows{0};
    std::int64_t left_out{0};
    std::vector<ColumnView> columns;
};
BOOST_DESCRIBE_STRUCT(SheetView, (), (position, name, hidden, chosen, understood, rows, left_out, columns))

struct MeaningView {
    std::string name;
    std::string title;
};
BOOST_DESCRIBE_STRUCT(MeaningView, (), (name, title))

struct CountView {
    std::string code;
    std::string handling;
    std::string title;
    std::int64_t count{0};
};
BOOST_DESCRIBE_STRUCT(CountView, (), (code, handling, title, count))

struct ImportView {
    ImportId id;
    ImportKind kind{ImportKind::people};
    std::string state;
    std::string file_name;
    std::optional<JobId> job;
    Instant made_at;
    std::optional<Instant> committed_at;
    std::int64_t total{0};
    std::int64_t created{0};
    std::int64_t changed{0};
    std::int64_t same{0};
    std::int64_t refused{0};
    std::optional<std::string> problem;  ///< code of what stopped it
    std::optional<std::string> problem_text;
};
BOOST_DESCRIBE_STRUCT(ImportView, (),
                      (id, kind, state, file_name, job, made_at, committed_at, total, created, changed, same, refused,
                       problem, problem_text))

struct ImportDetail : ImportView {
    std::int64_t ready{0};
    std::int64_t held{0};
    std::int64_t dropped{0};
    std::int64_t skipped{0};
    std::vector<SheetView> sheets;
    std::vector<MeaningView> meanings;
    std::vector<CountView> findings;
    std::vector<std::string> notices;
};
BOOST_DESCRIBE_STRUCT(ImportDetail, (ImportView), (ready, held, dropped, skipped, sheets, meanings, findings, notices))

struct ChooseMapping {
    ImportId id;
    std::optional<std::vector<int>> sheets;
    int sheet{0};  ///< which sheet `columns` speaks of
    struct ColumnMeaning {
        int position{0};
        std::optional<std::string> meaning;  ///< absent: not taken
    };
    std::vector<ColumnMeaning> columns;
};
BOOST_DESCRIBE_STRUCT(ChooseMapping::ColumnMeaning, (), (position, meaning))
BOOST_DESCRIBE_STRUCT(ChooseMapping, (), (id, sheets, sheet, columns))

struct ListFindings {
    ImportId id;
    std::optional<std::string> handling;
    std::optional<std::string> code;
    std::optional<Cursor> cursor;
    Within<1, 500> limit{100};
};
BOOST_DESCRIBE_STRUCT(ListFindings, (), (id, handling, code, cursor, limit))

struct FindingView {
    int sheet{0};
    std::int64_t row{0};  ///< line of the file, or row of the sheet
    std::string staff_no;
    std::string name;  ///< of the person the row is about, while the import is open; "" in a list of organisations
    std::string column;
    std::string code;
    std::string handling;
    std::string cell;
    std::string value;
    std::string text;
    bool masked{false};  ///< cell or value is not shown whole
    std::optional<std::int64_t> other_row;
    bool keepable{false};  ///< may stay as it is when a reason is given
};
BOOST_DESCRIBE_STRUCT(FindingView, (),
                      (sheet, row, staff_no, name, column, code, handling, cell, value, text, masked, other_row,
                       keepable))

struct RevealInput {
    ImportId id;
    int sheet{0};
    std::int64_t row{0};
    std::string column;
    std::string purpose;
};
BOOST_DESCRIBE_STRUCT(RevealInput, (), (id, sheet, row, column, purpose))

struct RevealedCell {
    std::string value;
};
BOOST_DESCRIBE_STRUCT(RevealedCell, (), (value))

struct ListRows {
    ImportId id;
    std::optional<std::string> state;
    std::optional<Cursor> cursor;
    Within<1, 200> limit{50};
};
BOOST_DESCRIBE_STRUCT(ListRows, (), (id, state, cursor, limit))

struct AnswerView {
    std::string column;  ///< "(row)" for the row as a whole
    std::string action;  ///< mend accept keep skip take
    std::string value;
};
BOOST_DESCRIBE_STRUCT(AnswerView, (), (column, action, value))

struct RowView {
    int sheet{0};
    std::int64_t row{0};
    std::string state;
    std::optional<PersonId> person;
    std::optional<std::string> refusal;
    std::vector<std::string> cells;
    std::vector<FindingView> findings;
    std::vector<AnswerView> answers;
};
BOOST_DESCRIBE_STRUCT(RowView, (), (sheet, row, state, person, refusal, cells, findings, answers))

struct AnswerInput {
    int sheet{0};
    std::int64_t row{0};
    std::string column;
    AnswerAction action{AnswerAction::accept};
    std::string value;
};
BOOST_DESCRIBE_STRUCT(AnswerInput, (), (sheet, row, column, action, value))

struct GiveAnswers {
    ImportId id;
    std::vector<AnswerInput> answers;
    bool accept_all{false};  ///< besides `answers`: every proposal that waits
};
BOOST_DESCRIBE_STRUCT(GiveAnswers, (), (id, answers, accept_all))

void fill(ImportView& view, Import const& import);
/// Everything about one import the actor may see. @errors not_found
[[nodiscard]] Result<ImportDetail> detail_of(db::Reader& reader, auth::Actor const& actor, ImportId id);
/// @param open  whether cells are shown (masked where sensitive) or no longer at all
[[nodiscard]] FindingView view_of(Finding const& finding, bool open);
[[nodiscard]] RowView view_of(db::Reader& reader, store::Seal const& seal, Import const& import,
                              FileReport const& report, StoredRow const& row);

/// Routes of the open import: what was found, the rows, the answers.
void mount_rows(http::Router& router, Service& service);

}  // namespace xinglin::intake
