#include "modules/people/exports.hpp"

#include "base/text.hpp"
#include "gen/people/sql.hpp"
#include "modules/audit/audit.hpp"
#include "modules/people/fields.hpp"
#include "modules/people/views.hpp"
#include "platform/auth/second_person.hpp"

#include <algorithm>
#include <array>

namespace xinglin::people {

namespace {

/// More people than a branch has are a bulk export, masked or not: a password alone does not open it (security.md B2).
constexpr std::int64_t without_second_factor = 50;
constexpr std::array<std::string_view, 5> formats{"xlsx", "csv", "csv_gb18030", "print", "national16"};

/// A query as it stands in the column, and back: name=value lines.
std::string query_text(ListQuery const& query) {
    std::string out;
    auto const add = [&](char const* name, std::optional<std::string> const& value) {
        if (value) out += std::string(name) + '=' + text::replace_all(*value, "\n", " ") + '\n';
    };
    if (query.organisation) add("organisation", query.organisation->text());
    add("state", query.state);
    add("kind", query.kind);
    add("q", query.q);
    add("exception", query.exception);
    add("sex", query.sex);
    add("flag", query.flag);
    add("department", query.department);
    add("education", query.education);
    return out;
}

ListQuery query_from(std::string_view stored) {
    ListQuery query;
    for (auto const line : text::split(stored, '\n')) {
        auto const at = line.find('=');
        if (at == std::string_view::npos) continue;
        auto const name = line.substr(0, at);
        std::string value(line.substr(at + 1));
        if (name == "organisation")
            query.organisation = OrganisationId::parse(value);
        else if (name == "state")
            query.state = value;
        else if (name == "kind")
            query.kind = value;
        else if (name == "q")
            query.q = value;
        else if (name == "exception")
            query.exception = value;
        else if (name == "sex")
            query.sex = value;
        else if (name == "flag")
            query.flag = value;
        else if (name == "department")
            query.department = value;
        else if (name == "education")
            query.education = value;
    }
    return query;
}

ExportRow export_row(db::Row const& row) {
    ExportRow out;
    out.id = ExportId{row.integer(0)};
    out.account = row.get<AccountId>(1);
    out.query = row.get<std::string>(2);
    out.format = parse_export_format(row.text(3)).value_or(ExportFormat::xlsx);
    for (auto const part : text::split(row.text(4), ','))
        if (!part.empty()) out.columns.emplace_back(part);
    out.purpose = row.get<std::string>(5);
    out.people = row.integer(6);
    out.state = row.get<std::string>(7);
    out.approved_by = row.get<AccountId>(8);
    out.created_at = row.get<Instant>(9);
    out.expires_at = row.get<Instant>(10);
    out.asked_by = row.get<std::string>(11);
    out.path = row.get<std::string>(12);
    out.asked_by_person = row.get<PersonId>(13);
    return out;
}

/// The path that everybody an export may show lies under: of the organisation asked for, else the common beginning of what
/// the asker's right covers. A path is made of fixed-width segments, so who covers this covers all of it.
Result<std::string> reach_of(db::Reader& reader, auth::Actor const& actor, ListQuery const& query) {
    auto const scope = actor.scope(rights::export_);
    if (query.organisation) {
        TRY_ASSIGN(auto const filter, read_query(reader, scope, query));
        return filter.organisation_path;
    }
    if (scope.subtrees.empty()) return fail(forbidden());
    auto common = scope.subtrees.front().from;
    for (auto const& range : scope.subtrees) {
        auto const apart = std::mismatch(common.begin(), common.end(), range.from.begin(), range.from.end());
        common.erase(apart.first, common.end());
    }
    // Whoever sees everything (the command line) shows what lies under the top, and may be answered for there.
    if (auto const top = common.empty() ? organisations::top(reader) : std::nullopt) return top->path;
    return common;
}

std::vector<std::string> usual_columns() {
    return {"name",       "staff_no", "organisation", "state",     "sex",       "birth_date", "education",
            "department", "position", "join_date",    "full_date", "party_age", "mobile"};
}

audit::Event event_of(std::string action, ExportRow const& row, std::string summary) {
    audit::Event event;
    event.action = std::move(action);
    event.subject_kind = "export";
    event.subject = row.id.value;
    event.summary = std::move(summary);
    event.details = {{"format", std::string(name_of(row.format))},
                     {"people", std::to_string(row.people)},
                     {"columns", text::join(row.columns, ",")},
                     {"filter", text::hex(crypto::sha256(row.query)).substr(0, 16)},
                     {"purpose", row.purpose}};
    return event;
}

}  // namespace

std::string_view name_of(ExportFormat format) { return formats[static_cast<std::size_t>(format)]; }
std::optional<ExportFormat> parse_export_format(std::string_view name) {
    for (std::size_t i = 0; i < formats.size(); ++i)
        if (formats[i] == name) return static_cast<ExportFormat>(i);
    return std::nullopt;
}

bool may_decide(auth::Actor const& actor, ExportRow const& row) {
    return row.state == "waiting" && actor.scope(rights::approve_export).covers(row.path) &&
           !auth::same_person(actor, row.account, row.asked_by_person);
}

Waiting count_waiting_exports(db::Reader& reader, auth::Actor const& actor, Instant now) {
    Waiting waiting;
    for (auto const& range : actor.scope(rights::approve_export).subtrees)
        waiting.add(reader, sql::count_exports, now, range.from, range.to, actor.account, actor.person.value);
    return waiting;
}

std::vector<ExportColumn> columns_of(ExportRow const& row) {
    if (row.format == ExportFormat::national16) return national_columns();
    std::vector<ExportColumn> out;
    auto const known = export_columns();
    for (auto const& name : row.columns)
        for (auto const& column : known)
            if (column.name == name) out.push_back(column);
    return out;
}

std::vector<ExportRow> waiting_exports(db::Reader& reader, auth::Actor const& actor, Instant now, int limit) {
    std::vector<ExportRow> out;
    for (auto const& range : actor.scope(rights::approve_export).subtrees)
        for (auto& row : reader.all(sql::exports_waiting, export_row, now, range.from, range.to, actor.account,
                                    actor.person.value, limit))
            out.push_back(std::move(row));
    std::sort(out.begin(), out.end(), [](ExportRow const& a, ExportRow const& b) { return b.id < a.id; });
    if (static_cast<int>(out.size()) > limit) out.resize(static_cast<std::size_t>(limit));
    return out;
}

ListQuery list_of(ExportRow const& row) { return query_from(row.query); }

Result<ExportRow> Exports::ask(auth::Actor const& actor, AskExport const& command) {
    ExportRow row;
    row.format = command.format;
    row.columns = command.columns.empty() ? usual_columns() : command.columns;
    auto const known = export_columns();
    for (auto const& name : row.columns)
        if (std::none_of(known.begin(), known.end(), [&](ExportColumn const& column) { return column.name == name; }))
            return fail(malformed("people.column_unknown").fact("column", name));
    if (command.purpose) {
        row.purpose = text::trim(*command.purpose);
        if (text::length(row.purpose) < 4)
            return fail(malformed("people.purpose_missing").field("/purpose", "people.purpose_missing"));
        if (!actor.has(rights::reveal)) return fail(forbidden());
        if (policy_.second_factor && !actor.second_factor && !actor.system)
            return fail(forbidden("people.second_factor_needed"));
    }
    if (command.filter.q && holds_sealed_number(*command.filter.q))
        return fail(malformed("people.query_number").field("/filter/q", "people.query_number"));
    if (command.filter.as_of) return fail(malformed("people.export_as_of"));
    return tools_.db.write([&](db::Tx& tx) -> Result<ExportRow> {
        TRY_ASSIGN(auto const people, count_people(tx, tools_, actor.scope(rights::export_), command.filter));
        if (command.expected_count != 0 && command.expected_count != people)
            return fail(conflict("people.count_differs")
                            .fact("expected", std::to_string(command.expected_count))
                            .fact("found", std::to_string(people)));
        if (people > without_second_factor && policy_.second_factor && !actor.second_factor && !actor.system)
            return fail(forbidden("people.second_factor_needed"));
        if (people > policy_.most_people)
            return fail(refused("people.export_too_large").fact("most", std::to_string(policy_.most_people)));
        row.id = tools_.ids.next<ExportId>();
        row.account = actor.account;
        row.asked_by = actor.name;
        row.asked_by_person = actor.person;
        TRY_ASSIGN(row.path, reach_of(tx, actor, command.filter));
        row.query = query_text(command.filter);
        row.people = people;
        row.state = !row.purpose.empty() && policy_.second_person ? "waiting" : "ready";
        row.created_at = tools_.clock.now();
        row.expires_at = row.created_at + policy_.lifetime_ms;
        auto const columns = text::join(row.columns, ",");
        tx.run(sql::insert_export, row.id, row.account, row.query, name_of(row.format), columns, row.purpose,
               row.people, row.state, row.created_at, row.expires_at, row.asked_by, row.path, row.asked_by_person);
        tools_.trail.record(tx, actor,
                            event_of("people.export_asked", row, "申请导出" + std::to_string(people) + "人"));
        return row;
    });
}

Result<ExportRow> Exports::decide(auth::Actor const& actor, ExportId id, bool approved) {
    return tools_.db.write([&](db::Tx& tx) -> Result<ExportRow> {
        auto row = tx.one(sql::export_of, export_row, id);
        if (!row) return fail(not_found());
        if (auth::same_person(actor, row->account, row->asked_by_person)) return fail(refused("people.own_export"));
        if (!actor.scope(rights::approve_export).covers(row->path)) return fail(not_found());
        row->state = approved ? "ready" : "refused";
        if (tx.run(sql::approve_export, id, row->state, actor.account, tools_.clock.now()) == 0)
            return fail(conflict("people.decided_already"));
        row->approved_by = actor.account;
        tools_.trail.record(tx, actor,
                            event_of(approved ? "people.export_approved" : "people.export_refused", *row,
                                     approved ? "同意导出" : "不同意导出"));
        return *row;
    });
}

std::vector<ExportRow> Exports::list(db::Reader& reader, auth::Actor const& actor, bool waiting, int limit) {
    if (waiting) return waiting_exports(reader, actor, tools_.clock.now(), limit);
    return reader.all(sql::exports, export_row, actor.account, limit);
}

Result<ExportFile> Exports::file(auth::Actor const& actor, ExportId id, std::string const& institution) {
    auto const row = tools_.db.read([&](db::Reader& reader) { return reader.one(sql::export_of, export_row, id); });
    if (!row || row->account != actor.account) return fail(not_found());
    if (row->state != "ready") return fail(conflict("people.export_waiting"));
    auto const now = tools_.clock.now();
    if (row->expires_at <= now) return fail(conflict("people.export_expired"));
    bool const clear = !row->purpose.empty();
    ExportTable table;
    table.columns = columns_of(*row);
    auto read = tools_.db.read([&](db::Reader& reader) -> Result<Done> {
        // Consent was to these people: nobody beyond the organisation it named, and no more of them than it counted.
        auto const whole = actor.scope(rights::export_);
        TRY_ASSIGN(auto const people, all_people(reader, tools_, clear ? whole.within(row->path) : whole,
                                                 query_from(row->query), policy_.most_people + 1));
        if (clear && static_cast<std::int64_t>(people.size()) > row->people)
            return fail(conflict("people.export_grew")
                            .fact("expected", std::to_string(row->people))
                            .fact("found", std::to_string(people.size())));
        table.rows =
            export_rows(reader, tools_, actor, people, table.columns, clear ? Clearness::clear : Clearness::masked);
        return Done{};
    });
    if (!read) return fail(std::move(read).error());
    auto const count = std::to_string(table.rows.size());
    auto const day = local_date(now).text();
    table.title = row->format == ExportFormat::national16 ? "党员基本信息汇总表" : "人员名册";
    table.subtitle = "填报单位：" + institution + "    日期：" + day + "    共" + count + "人    导出人：" +
                     actor.name + (clear ? "    用途：" + row->purpose : "    （敏感信息已脱敏）");
    table.total = {count + "人"};
    // The entry is durable before the file leaves.
    auto recorded = tools_.db.write([&](db::Tx& tx) -> Result<Done> {
        auto event = event_of("people.exported", *row, "导出" + count + "人" + (clear ? "（明文）" : "（脱敏）"));
        event.details.emplace_back("rows", count);
        tools_.trail.record(tx, actor, event);
        return Done{};
    });
    if (!recorded) return fail(std::move(recorded).error());
    auto const name = table.title + "_" + text::replace_all(day, "-", "");
    switch (row->format) {
        case ExportFormat::csv:
            return ExportFile{"text/csv; charset=utf-8", name + ".csv", write_csv(table, CsvEncoding::utf8)};
        case ExportFormat::csv_gb18030:
            return ExportFile{"text/csv; charset=gb18030", name + ".csv", write_csv(table, CsvEncoding::gb18030)};
        case ExportFormat::print:
            return ExportFile{"text/html; charset=utf-8", "", write_print(table)};
        default:
            break;
    }
    auto body = row->format == ExportFormat::national16 ? write_national(table) : write_xlsx(table);
    if (body.empty()) return fail(problem(Kind::no_space, "people.export_unwritable"));
    return ExportFile{"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", name + ".xlsx",
                      std::move(body)};
}

}  // namespace xinglin::people
