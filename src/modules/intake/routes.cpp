// The imports over HTTP: /v1/imports.
#include "base/page.hpp"
#include "modules/intake/columns.hpp"
#include "modules/intake/covering.hpp"
#include "modules/intake/layout_text.hpp"
#include "modules/intake/sentences.hpp"
#include "modules/intake/service.hpp"
#include "platform/http/router.hpp"

#include <algorithm>

namespace xinglin::intake {

BOOST_DESCRIBE_ENUM(ImportKind, organisations, people, hr)

/// What a person says about a cell, a difference or a row.
enum class AnswerAction { mend, accept, keep, skip, undo };
BOOST_DESCRIBE_ENUM(AnswerAction, mend, accept, keep, skip, undo)

namespace {

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
    std::optional<std::string> meaning;        ///< name of the meaning, absent: the column is not taken
    std::optional<std::string> meaning_title;
    std::string found_by;                      ///< header words values memory person nothing
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
    std::optional<std::string> problem;         ///< code of what stopped it
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
    int sheet{0};                               ///< which sheet `columns` speaks of
    struct ColumnMeaning {
        int position{0};
        std::optional<std::string> meaning;     ///< absent: not taken
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
    std::int64_t row{0};       ///< line of the file, or row of the sheet
    std::string staff_no;
    std::string column;
    std::string code;
    std::string handling;
    std::string cell;
    std::string value;
    std::string text;
    bool masked{false};        ///< cell or value is not shown whole
    std::optional<std::int64_t> other_row;
    bool keepable{false};      ///< may stay as it is when a reason is given
};
BOOST_DESCRIBE_STRUCT(FindingView, (),
                      (sheet, row, staff_no, column, code, handling, cell, value, text, masked, other_row, keepable))

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
    bool accept_all{false};   ///< besides `answers`: every proposal that waits
};
BOOST_DESCRIBE_STRUCT(GiveAnswers, (), (id, answers, accept_all))

std::string positions(std::optional<std::vector<int>> const& sheets) {
    std::string out;
    if (sheets)
        for (auto const one : *sheets) out += (out.empty() ? "" : ",") + std::to_string(one);
    return out;
}

std::string found_by(By by) {
    constexpr std::array<std::string_view, 6> names{"nothing", "header", "words", "values", "memory", "person"};
    return std::string(names[static_cast<std::size_t>(by)]);
}

template <class View>
void fill(View& view, Import const& import) {
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

/// While the import is open cells are shown, what is sensitive masked; afterwards nothing of them.
std::string shown(std::string_view place, std::string const& text, bool open) {
    if (open) return masked_cell(place, text);
    return text.empty() ? text : "***";
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

/// The newest imports before a key that the actor may see, at most `limit`.
std::vector<Import> seen(db::Reader& reader, auth::Actor const& actor, Instant before, ImportId id, int limit) {
    constexpr int a_look = 200;
    std::vector<Import> out;
    for (;;) {
        auto some = store::list(reader, before, id, a_look);
        for (auto& import : some) {
            before = import.made_at;
            id = import.id;
            if (!Service::may_see(reader, actor, import)) continue;
            out.push_back(std::move(import));
            if (static_cast<int>(out.size()) == limit) return out;
        }
        if (static_cast<int>(some.size()) < a_look) return out;
    }
}

/// Canonical header of a column of a sheet, "" when it is not taken.
std::string_view place_in(FileReport const& report, int sheet, std::size_t position) {
    if (sheet < 0 || static_cast<std::size_t>(sheet) >= report.sheets.size()) return {};
    auto const& columns = report.sheets[static_cast<std::size_t>(sheet)].layout.columns;
    if (position >= columns.size() || !columns[position].meaning) return {};
    return header_of(*columns[position].meaning);
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
    for (std::size_t i = 0; i < report.sheets.size(); ++i) {
        auto const& sheet = report.sheets[i];
        SheetView one{static_cast<int>(i),  sheet.name, sheet.hidden,   sheet.chosen,
                      sheet.layout.certain, sheet.rows, sheet.left_out, {}};
        for (std::size_t c = 0; c < sheet.layout.columns.size(); ++c) {
            auto const& column = sheet.layout.columns[c];
            ColumnView shown;
            shown.position = static_cast<int>(c);
            shown.header = column.header;
            if (column.meaning)
                shown.meaning = name_of(*column.meaning), shown.meaning_title = header_of(*column.meaning);
            shown.found_by = found_by(column.by);
            one.columns.push_back(std::move(shown));
        }
        view.sheets.push_back(std::move(one));
    }
    for (std::size_t i = 0; i < column_count; ++i)
        view.meanings.push_back(
            {std::string(name_of(static_cast<Column>(i))), std::string(header_of(static_cast<Column>(i)))});
    for (auto& one : store::count_findings(reader, id)) {
        view.findings.push_back({one.code, one.handling, title_of(one.code), one.count});
    }
    for (auto const& notice : report.notices) view.notices.push_back(sentence_of(notice));
    return view;
}

}  // namespace

void add_routes(http::Router& router, Service& service, Upload const& upload) {
    auto const& vault = service.tools().people.vault;
    http::Options const whole{.scope = http::ScopeKind::none};
    router.work<StartImport, ImportView>(
        "POST", "/v1/imports", rights::run, "Begin an import from an upload: read and check it as a job",
        {.scope = http::ScopeKind::none,
         .errors = {{Kind::not_found, "intake.no_upload"},
                    {Kind::forbidden, "intake.whole_only"},
                    {Kind::malformed, "sheets.empty"},
                    {Kind::media_type, "sheets.not_a_table"}}},
        [&service, upload](http::Call const& call, StartImport const& input) -> Result<ImportView> {
            TRY_ASSIGN(auto const file, upload(call.actor(), input.upload_id));
            TRY_ASSIGN(auto const import,
                       service.start(call.actor(), {input.kind, file.name, file.path, positions(input.sheets)}));
            ImportView view;
            fill(view, import);
            return view;
        });
    router.get<ListImports, Page<ImportView>>(
        "/v1/imports", rights::run, "Imports, newest first", whole,
        [](http::Call const& call, ListImports const& input) -> Result<Page<ImportView>> {
            auto const before = Instant{input.cursor ? input.cursor->number(0).value_or(0) : INT64_MAX};
            auto const id = ImportId{input.cursor ? input.cursor->number(1).value_or(0) : INT64_MAX};
            std::vector<ImportView> views;
            auto const most = static_cast<int>(input.limit.value) + 1;
            for (auto const& import : seen(call.reader(), call.actor(), before, id, most))
                fill(views.emplace_back(), import);
            return Page<ImportView>::of(std::move(views), static_cast<std::size_t>(input.limit.value),
                                        [](ImportView const& one) {
                                            return std::vector{std::to_string(one.made_at.ms), one.id.text()};
                                        });
        });
    router.get<OneImport, ImportDetail>("/v1/imports/{id}", rights::run,
                                        "One import: sheets, columns, counts of rows and findings", whole,
                                        [](http::Call const& call, OneImport const& input) {
                                            return detail_of(call.reader(), call.actor(), input.id);
                                        });
    router.put<ChooseMapping, http::Nothing>(
        "/v1/imports/{id}/mapping", rights::run, "Choose sheets or say what columns mean; reads again",
        {.scope = http::ScopeKind::none,
         .errors = {{Kind::conflict, "intake.not_open"},
                    {Kind::malformed, "intake.unknown_meaning"},
                    {Kind::not_found, "sheets.no_such_sheet"}}},
        [&service](http::Call const& call, ChooseMapping const& input) -> Result<http::Nothing> {
            std::map<std::size_t, std::string> meanings;
            for (auto const& one : input.columns)
                if (one.position >= 0) meanings[static_cast<std::size_t>(one.position)] = one.meaning.value_or("");
            TRY(service.choose(call.actor(), input.id, positions(input.sheets), input.sheet, meanings));
            return http::Nothing{};
        });
    router.get<ListFindings, Page<FindingView>>(
        "/v1/imports/{id}/findings", rights::run, "Findings in the order of the file", whole,
        [&vault](http::Call const& call, ListFindings const& input) -> Result<Page<FindingView>> {
            TRY_ASSIGN(auto const import, Service::access(call.reader(), call.actor(), input.id));
            store::FindingKey after;
            if (input.cursor)
                after = {input.cursor->number(0).value_or(-1), static_cast<int>(input.cursor->number(1).value_or(-1))};
            auto rows = store::findings_after(call.reader(), store::Seal(vault, input.id), input.id, after,
                                              input.handling.value_or(""), input.code.value_or(""),
                                              static_cast<int>(input.limit.value) + 1);
            auto const keyed = Page<std::pair<store::FindingKey, Finding>>::of(
                std::move(rows), static_cast<std::size_t>(input.limit.value), [](auto const& one) {
                    return std::vector{std::to_string(one.first.number), std::to_string(one.first.ordinal)};
                });
            Page<FindingView> page;
            page.next = keyed.next;
            for (auto const& [key, finding] : keyed.items)
                page.items.push_back(view_of(finding, open_for_reading(import)));
            return page;
        });
    router.get<ListRows, Page<RowView>>(
        "/v1/imports/{id}/rows", rights::run, "Rows as read, with their findings: the window of the grid", whole,
        [&vault](http::Call const& call, ListRows const& input) -> Result<Page<RowView>> {
            TRY_ASSIGN(auto const import, Service::access(call.reader(), call.actor(), input.id));
            bool const open = open_for_reading(import);
            auto const report = read_report(import.report);
            store::Seal const seal(vault, input.id);
            auto const after = input.cursor ? input.cursor->number(0).value_or(-1) : -1;
            auto const most = static_cast<int>(input.limit.value) + 1;
            auto stored = input.state ? store::rows_in_state(call.reader(), seal, input.id, *input.state, after, most)
                                      : store::rows_after(call.reader(), seal, input.id, after, most);
            auto const keyed =
                Page<StoredRow>::of(std::move(stored), static_cast<std::size_t>(input.limit.value),
                                    [](StoredRow const& one) { return std::vector{std::to_string(one.number)}; });
            Page<RowView> page;
            page.next = keyed.next;
            for (auto const& row : keyed.items) {
                RowView view{row.sheet, row.line, row.state, std::nullopt, std::nullopt, {}, {}, {}};
                if (!row.person.none()) view.person = row.person;
                if (!row.refusal.empty()) view.refusal = sentence_of_refusal(row.refusal);
                for (std::size_t i = 0; i < row.cells.size(); ++i)
                    view.cells.push_back(shown(place_in(report, row.sheet, i), row.cells[i], open));
                for (auto const& finding : store::findings_of_row(call.reader(), seal, input.id, row.number))
                    view.findings.push_back(view_of(finding, open));
                for (auto const& said : store::answers_of_row(call.reader(), seal, input.id, row.number))
                    view.answers.push_back({said.place, said.action, shown(said.place, said.value, open)});
                page.items.push_back(std::move(view));
            }
            return page;
        });
    router.work<GiveAnswers, ImportView>(
        "PUT", "/v1/imports/{id}/answers", rights::run, "Mend cells, accept proposals or differences, leave rows out",
        {.scope = http::ScopeKind::none,
         .errors = {{Kind::conflict, "intake.not_open"},
                    {Kind::not_found, "intake.no_such_row"},
                    {Kind::conflict, "intake.nothing_to_accept"},
                    {Kind::refused, "intake.cannot_keep"},
                    {Kind::malformed, "intake.unknown_column"},
                    {Kind::malformed, "intake.unknown_action"}}},
        [&service](http::Call const& call, GiveAnswers const& input) -> Result<ImportView> {
            constexpr std::array<std::string_view, 5> actions{"mend", "accept", "keep", "skip", "undo"};
            std::vector<NewAnswer> answers;
            for (auto const& one : input.answers)
                answers.push_back({one.sheet, one.row, one.column,
                                   std::string(actions[static_cast<std::size_t>(one.action)]), one.value});
            if (!answers.empty()) TRY(service.answer(call.actor(), input.id, answers));
            if (input.accept_all) TRY(service.accept_all(call.actor(), input.id));
            TRY_ASSIGN(auto const import, service.tools().people.db.read([&](db::Reader& reader) {
                return Service::access(reader, call.actor(), input.id);
            }));
            ImportView view;
            fill(view, import);
            return view;
        });
    router.post<RevealInput, RevealedCell>(
        "/v1/imports/{id}/reveals", rights::run, "See one masked cell as it stands, for a purpose, on record",
        {.scope = http::ScopeKind::none,
         .errors = {{Kind::conflict, "intake.not_open"},
                    {Kind::not_found, "intake.no_such_row"},
                    {Kind::malformed, "people.purpose_missing"}}},
        [&service](http::Call const& call, RevealInput const& in) -> Result<RevealedCell> {
            TRY_ASSIGN(auto value, service.reveal(call.actor(), in.id, {in.sheet, in.row, in.column, in.purpose}));
            return RevealedCell{std::move(value)};
        });
    router.put<OneImport, http::Accepted>(
        "/v1/imports/{id}/commit", rights::run, "Write the checked rows as one batch, as a job",
        {.scope = http::ScopeKind::none, .errors = {{Kind::conflict, "intake.not_checked"}}},
        [&service](http::Call const& call, OneImport const& input) -> Result<http::Accepted> {
            TRY_ASSIGN(auto const job, service.request_commit(call.actor(), input.id));
            return http::Accepted{job};
        });
    router.post<OneImport, http::Accepted>(
        "/v1/imports/{id}/reversal", rights::run, "Take the batch back, as a job",
        {.scope = http::ScopeKind::none,
         .errors = {{Kind::conflict, "intake.not_committed"},
                    {Kind::conflict, "intake.built_on"},
                    {Kind::conflict, "organisations.built_on"}}},
        [&service](http::Call const& call, OneImport const& input) -> Result<http::Accepted> {
            TRY_ASSIGN(auto const job, service.request_reversal(call.actor(), input.id));
            return http::Accepted{job};
        });
    router.work<OneImport, http::Nothing>(
        "DELETE", "/v1/imports/{id}", rights::run, "Cancel what runs, or throw a dry run away",
        {.scope = http::ScopeKind::none, .errors = {{Kind::conflict, "intake.not_open"}}},
        [&service](http::Call const& call, OneImport const& input) -> Result<http::Nothing> {
            TRY(service.cancel(call.actor(), input.id));
            return http::Nothing{};
        });
}

}  // namespace xinglin::intake
