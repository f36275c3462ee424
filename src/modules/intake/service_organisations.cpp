// A list of organisations: read by its headers, written by the organisations module, parents before children.
#include "base/text.hpp"
#include "modules/intake/columns.hpp"
#include "modules/intake/reading.hpp"

#include <algorithm>
#include <map>

namespace xinglin::intake {

namespace {

struct OrganisationColumn {
    std::string OrganisationRow::*member;
    std::string_view name;
    std::string_view header;
    std::string_view aliases;
};

constexpr OrganisationColumn organisation_columns[] = {
    {&OrganisationRow::code, "code", "党组织编号", "编号|党组织代码|组织编号|党组织编码|支部编码"},
    {&OrganisationRow::name, "name", "党组织名称", "党组织全称|名称|组织名称|全称"},
    {&OrganisationRow::short_name, "short_name", "党组织简称", "简称"},
    {&OrganisationRow::kind, "kind", "党组织类别", "组织类别|类别|党组织类型|类型"},
    {&OrganisationRow::parent_code, "parent_code", "上级党组织编号",
     "上级党组织|上级编号|上级党组织编码|上级党组织代码"},
    {&OrganisationRow::unit, "unit", "所在单位/科室", "所在单位|科室|单位名称|所在科室"},
    {&OrganisationRow::phone, "phone", "联系电话", "电话|办公电话|党组织联系电话"},
    {&OrganisationRow::founded_on, "founded_on", "批准成立日期", "成立日期|批准建立党组织日期|成立时间|建立日期"},
    {&OrganisationRow::elected_on, "elected_on", "本届班子当选日期", "当选日期|换届日期|本届当选日期|本届班子当选时间"},
    {&OrganisationRow::years, "years", "任期年限", "任期|任期(年)"},
    {&OrganisationRow::secretary, "secretary", "党组织书记", "书记|党组织书记姓名"},
    {&OrganisationRow::contact, "contact", "党组织联系人", "联系人"},
    {&OrganisationRow::contact_phone, "contact_phone", "联系人电话", "联系人手机|联系人联系电话"},
    {&OrganisationRow::unit_case, "unit_case", "所在单位情况", "党组织所在单位情况|单位情况"}};

std::map<std::string, std::size_t> const& organisation_headers() {
    static auto const index = [] {
        std::map<std::string, std::size_t> made;
        for (std::size_t i = 0; i < std::size(organisation_columns); ++i) {
            made.emplace(plain_header(organisation_columns[i].header), i);
            for (auto const alias : text::split(organisation_columns[i].aliases, '|'))
                made.emplace(plain_header(alias), i);
        }
        return made;
    }();
    return index;
}

/// Positions of the columns (by index in organisation_columns) that a row of headers names.
std::map<std::size_t, std::size_t> named_columns(sheets::Row const& row) {
    std::map<std::size_t, std::size_t> found;
    for (std::size_t i = 0; i < row.cells.size(); ++i)
        if (auto const known = organisation_headers().find(plain_header(row.text(i)));
            known != organisation_headers().end())
            found.emplace(known->second, i);
    return found;
}

/// "2023.9.20" and its kin as the module takes them; unreadable ones stay for it to refuse.
std::string tidied_date(std::string_view cell) {
    auto const tidied = tidy_date(cell, false);
    return tidied.bad() || tidied.value.empty() ? text::trim(cell) : tidied.value;
}

struct ReadOrganisations {
    std::vector<OrganisationRow> rows;
    std::vector<sheets::Row> as_read;
    bool header{false};
};

Result<ReadOrganisations> read_rows(sheets::Workbook& book) {
    ReadOrganisations out;
    for (std::size_t sheet = 0; sheet < book.sheets().size() && out.rows.empty(); ++sheet) {
        if (book.sheets()[sheet].hidden) continue;
        std::map<std::size_t, std::size_t> columns;
        TRY(book.read(sheet, [&](sheets::Row const& row) {
            if (columns.empty()) {
                auto found = named_columns(row);
                if (found.size() >= 3 && found.contains(0) && found.contains(1)) columns = std::move(found);
                out.header = out.header || !columns.empty();
                return true;
            }
            OrganisationRow one;
            one.line = row.line;
            for (auto const& [column, position] : columns)
                one.*(organisation_columns[column].member) = text::trim(row.text(position));
            if (one.code.empty() && one.name.empty()) return true;
            if (one.code.starts_with("合计") || one.code.starts_with("总计") || one.code.starts_with("说明"))
                return true;
            one.founded_on = tidied_date(one.founded_on);
            one.elected_on = tidied_date(one.elected_on);
            out.rows.push_back(std::move(one));
            out.as_read.push_back(row);
            return true;
        }));
    }
    return out;
}

/// Rows whose parent stands among them come behind it; the order of the file otherwise.
std::vector<std::size_t> parents_first(std::vector<OrganisationRow> const& rows) {
    std::map<std::string, std::size_t> by_code;
    for (std::size_t i = 0; i < rows.size(); ++i) by_code.emplace(rows[i].code, i);
    std::vector<int> depth(rows.size(), -1);
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        std::vector<std::size_t> chain;
        auto at = i;
        while (depth[at] < 0 && chain.size() <= rows.size()) {
            chain.push_back(at);
            auto const parent = by_code.find(rows[at].parent_code);
            if (parent == by_code.end() || std::find(chain.begin(), chain.end(), parent->second) != chain.end()) break;
            at = parent->second;
        }
        for (auto one = chain.rbegin(); one != chain.rend(); ++one)
            if (depth[*one] < 0) {
                depth[*one] = 0;
                order.push_back(*one);
            }
    }
    return order;
}

constexpr std::size_t organisations_a_turn = 40;

}  // namespace

Result<Done> Service::read_organisations(auth::Actor const& actor, Import const& import, Progress& progress) {
    TRY_ASSIGN(auto const book, sheets::open(import.file_path));
    TRY_ASSIGN(auto read, read_rows(*book));
    if (!read.header) return fail(malformed("intake.no_organisation_header"));
    if (read.rows.empty()) return fail(malformed("intake.no_rows"));
    store::Seal const seal(tools_.people.vault, import.id);
    auto const order = parents_first(read.rows);
    // What the module says is heard by doing it and rolling it back: the same code as the commit.
    OrganisationOutcome said;
    auto const tried = tools_.people.db.write([&](db::Tx& tx) -> Result<Done> {
        std::vector<OrganisationRow> rows;
        for (auto const i : order) rows.push_back(read.rows[i]);
        TRY_ASSIGN(said, tools_.organisations.write(tx, actor, rows, import.id.value));
        return fail(conflict("intake.rolled_back"));
    });
    if (!tried && tried.error().code != "intake.rolled_back") return fail(tried.error());
    progress.tell(static_cast<std::int64_t>(order.size()), static_cast<std::int64_t>(order.size()), "正在检查");
    std::map<std::size_t, std::vector<Finding>> findings;
    for (auto const& one : said.findings) {
        Finding finding;
        finding.row = static_cast<std::int64_t>(one.row);
        finding.line = read.rows[order[one.row]].line;
        finding.staff_no = read.rows[order[one.row]].code;
        finding.code = one.code;
        finding.handling = one.error ? Handling::error : Handling::warn;
        for (auto const& column : organisation_columns)
            if (column.name == one.column) {
                finding.cell = read.rows[order[one.row]].*(column.member);
                finding.header = column.header;
            }
        findings[one.row].push_back(std::move(finding));
    }
    return tools_.people.db.write([&](db::Tx& tx) -> Result<Done> {
        for (std::size_t i = 0; i < order.size(); ++i) {
            auto const& row = read.rows[order[i]];
            StoredRow stored;
            stored.number = static_cast<std::int64_t>(i);
            stored.line = row.line;
            auto const found = findings.find(i);
            bool const held = found != findings.end() &&
                              std::any_of(found->second.begin(), found->second.end(),
                                          [](Finding const& one) { return one.handling == Handling::error; });
            stored.state = held ? "held" : "ready";
            for (auto const& column : organisation_columns) {
                stored.cells.push_back(row.*(column.member));
                stored.kinds.push_back(static_cast<std::uint8_t>(sheets::CellKind::text));
            }
            store::insert_row(tx, seal, import.id, stored);
            int ordinal = 0;
            if (found != findings.end())
                for (auto const& one : found->second) store::insert_finding(tx, seal, import.id, one, ordinal++);
        }
        store::set_read(tx, import.id, "", static_cast<std::int64_t>(order.size()));
        store::set_state(tx, import.id, "checked", "reading");
        return Done{};
    });
}

Result<Done> Service::commit_organisations(auth::Actor const& actor, Import const& import, Progress& progress) {
    store::Seal const seal(tools_.people.vault, import.id);
    auto next_ordinal = tools_.people.db.read([&](db::Reader& reader) {
        auto const changes = store::organisation_changes(reader, import.id);
        return changes.empty() ? std::int64_t{0} : changes.front().first + 1;
    });
    for (std::int64_t total = 0;;) {
        std::int64_t ordinal = next_ordinal;
        TRY_ASSIGN(auto const done, tools_.people.db.write([&](db::Tx& tx) -> Result<std::int64_t> {
            ordinal = next_ordinal;
            auto const stored = store::rows_in_state(tx, seal, import.id, "ready", -1, organisations_a_turn);
            if (stored.empty()) return 0;
            std::vector<OrganisationRow> rows;
            for (auto const& row : stored) {
                OrganisationRow one;
                one.line = row.line;
                for (std::size_t i = 0; i < std::size(organisation_columns) && i < row.cells.size(); ++i)
                    one.*(organisation_columns[i].member) = row.cells[i];
                rows.push_back(std::move(one));
            }
            TRY_ASSIGN(auto const made, tools_.organisations.write(tx, actor, rows, import.id.value));
            for (auto const change : made.changes) store::put_organisation_change(tx, import.id, ordinal++, change);
            std::int64_t refused = 0;
            for (std::size_t i = 0; i < stored.size(); ++i) {
                auto const said = std::find_if(made.findings.begin(), made.findings.end(),
                                               [&](auto const& one) { return one.row == i && one.error; });
                bool const bad = said != made.findings.end();
                refused += bad ? 1 : 0;
                store::finish_row(tx, import.id, stored[i].number, bad ? "refused" : "created", {},
                                  bad ? said->code : "");
            }
            store::add_counts(tx, import.id, made.created, made.changed, made.same, refused);
            audit(tx, actor, import, "import.rows_written", "写入" + std::to_string(stored.size()) + "个党组织");
            return static_cast<std::int64_t>(stored.size());
        }));
        next_ordinal = ordinal;
        total += done;
        progress.tell(total, import.total, "正在写入");
        if (progress.cancelled()) return take_back_to("cancelled", actor, import, progress);
        if (progress.stopping()) return fail(problem(Kind::unavailable, "intake.stopped"));
        if (done == 0) break;
    }
    return tools_.people.db.write([&](db::Tx& tx) -> Result<Done> {
        store::set_committed(tx, import.id, tools_.people.clock.now());
        audit(tx, actor, import, "import.committed", "党组织导入完成");
        return Done{};
    });
}

}  // namespace xinglin::intake
