#include "modules/rosters/store.hpp"

#include "base/check.hpp"
#include "base/text.hpp"
#include "gen/rosters/sql.hpp"
#include "modules/rosters/codes.hpp"

#include <algorithm>
#include <array>

namespace xinglin::rosters::store {

namespace {

// What a record holds is written one after the other; cells of a grid hold no control characters.
constexpr char line_end = '\n', record = '\x1e', field = '\x1f', part = '\x1d';
constexpr std::array<std::string_view, 3> states{"draft", "committed", "reversed"};

std::string joined(std::vector<std::string> const& parts, char by) {
    return text::join(parts, std::string_view(&by, 1));
}
std::vector<std::string> parts_of(std::string_view text, char by) {
    std::vector<std::string> out;
    if (!text.empty())
        for (auto const one : text::split(text, by)) out.emplace_back(one);
    return out;
}
std::string minute_text(std::optional<Minute> minute) { return minute ? std::to_string(*minute) : ""; }
std::optional<Minute> minute_in(std::string_view text) {
    auto const number = text::parse_int(text);
    return number ? std::optional(static_cast<Minute>(*number)) : std::nullopt;
}

std::string pack(std::vector<ShiftCode> const& codes) {
    std::vector<std::string> lines;
    for (auto const& one : codes) {
        std::vector<std::string> windows;
        for (auto const& window : one.windows)
            windows.push_back(std::to_string(window.from) + "-" + std::to_string(window.to) +
                              (window.soft ? "-s" : ""));
        lines.push_back(
            joined({one.code, one.title, joined(one.aliases, part), minute_text(one.starts), minute_text(one.ends),
                    one.crosses_midnight ? "1" : "", std::string(name_of(one.occupies)), joined(windows, part),
                    one.rest_after ? "1" : "", one.rest_hard ? "1" : "", one.releasable ? "1" : ""},
                   field));
    }
    return joined(lines, line_end);
}

std::vector<ShiftCode> unpack_codes(std::string_view packed) {
    std::vector<ShiftCode> codes;
    for (auto const line : text::split(packed, line_end)) {
        auto const fields = text::split(line, field);
        if (fields.size() != 11) continue;
        ShiftCode one;
        one.code = fields[0];
        one.title = fields[1];
        one.aliases = parts_of(fields[2], part);
        one.starts = minute_in(fields[3]);
        one.ends = minute_in(fields[4]);
        one.crosses_midnight = fields[5] == "1";
        one.occupies = occupies_named(fields[6]).value_or(Occupies::busy);
        for (auto const& window : parts_of(fields[7], part)) {
            auto const bounds = text::split(window, '-');
            if (bounds.size() >= 2)
                one.windows.push_back(
                    {minute_in(bounds[0]).value_or(0), minute_in(bounds[1]).value_or(0), bounds.size() == 3});
        }
        one.rest_after = fields[8] == "1";
        one.rest_hard = fields[9] == "1";
        one.releasable = fields[10] == "1";
        codes.push_back(std::move(one));
    }
    return codes;
}

std::string pack(std::map<std::string, std::string> const& said) {
    std::vector<std::string> lines;
    for (auto const& [text, code] : said) lines.push_back(text + field + code);
    return joined(lines, line_end);
}

Roster roster_of(db::Row const& row) {
    Roster out;
    out.id = row.get<RosterId>(0);
    out.ward = row.text(1);
    out.month = Month::parse(row.text(2)).value_or(Month{});
    out.organisation = row.get<OrganisationId>(3);
    auto const state = std::find(states.begin(), states.end(), row.text(4));
    XL_CHECK(state != states.end());
    out.state = static_cast<RosterState>(state - states.begin());
    out.file_name = row.text(5);
    for (auto const& day : parts_of(row.text(6), ','))
        out.missing_days.push_back(static_cast<int>(text::parse_int(day).value_or(0)));
    for (auto const& line : parts_of(row.text(7), line_end)) {
        auto const cut = line.find(field);
        if (cut != std::string::npos) out.said.emplace(line.substr(0, cut), line.substr(cut + 1));
    }
    out.owner = row.get<AccountId>(8);
    out.made_at = row.get<Instant>(9);
    out.committed_at = row.get<std::optional<Instant>>(10);
    out.reversed_at = row.get<std::optional<Instant>>(11);
    out.version = row.integer(12);
    return out;
}

std::string pack(StoredRow const& row) {
    std::vector<std::string> records{row.staff_no, row.name, row.job};
    for (auto const& cell : row.cells)
        records.push_back(cell.codes ? cell.text + field + joined(*cell.codes, part) : cell.text);
    return joined(records, record);
}

void unpack(std::string_view packed, StoredRow& row) {
    auto const records = text::split(packed, record);
    if (records.size() < 3) return;
    row.staff_no = records[0];
    row.name = records[1];
    row.job = records[2];
    for (std::size_t i = 3; i < records.size(); ++i) {
        auto const cut = records[i].find(field);
        StoredCell cell{std::string(records[i].substr(0, cut)), std::nullopt};
        if (cut != std::string_view::npos) cell.codes = parts_of(records[i].substr(cut + 1), part);
        row.cells.push_back(std::move(cell));
    }
}

std::string place(RosterId roster) { return "rosters_" + roster.text(); }
db::Blob seal(crypto::Vault const& vault, RosterId roster, StoredRow const& row) {
    auto const table = place(roster);
    return {vault.seal({table, "row", row.line}, pack(row))};
}
StoredRow row_of(db::Row const& row, crypto::Vault const& vault) {
    StoredRow out;
    auto const table = place(row.get<RosterId>(0));
    out.line = row.integer(1);
    out.person = row.get<PersonId>(2);
    unpack(vault.open({table, "row", out.line}, row.bytes(3)).value_or(""), out);
    return out;
}

}  // namespace

CodeTable codes(db::Reader& reader, std::string_view ward) {
    auto found = reader.one(
        sql::latest_codes,
        [](db::Row const& row) {
            return CodeTable{"", row.integer(0), unpack_codes(row.text(1))};
        },
        ward);
    if (!found) found = CodeTable{"", 0, common_codes()};
    found->ward = ward;
    return std::move(*found);
}

bool insert_codes(db::Tx& tx, CodeTable const& table, AccountId account, Instant at) {
    auto const now = tx.value<std::int64_t>(sql::latest_codes, table.ward).value_or(0);
    if (now != table.version) return false;
    tx.run(sql::insert_codes, table.ward, now + 1, pack(table.codes), account, at);
    return true;
}

void insert(db::Tx& tx, Roster const& roster) {
    std::vector<std::string> days;
    for (auto const day : roster.missing_days) days.push_back(std::to_string(day));
    tx.run(sql::insert_roster, roster.id, roster.ward, roster.month.text(), roster.organisation, roster.file_name,
           text::join(days, ","), roster.owner, roster.made_at);
}
std::optional<Roster> find(db::Reader& reader, RosterId id) { return reader.one(sql::find_roster, roster_of, id); }

std::vector<Roster> list(db::Reader& reader, Month from, Month to, std::string_view ward, ListKey const& before,
                         int limit) {
    auto const statement = ward.empty() ? sql::list_rosters.with({}) : sql::list_rosters.with({"ward"});
    return reader.all(statement, roster_of, from.text(), to.text(), before.month, before.ward, before.id, limit, ward);
}
std::optional<RosterId> in_force(db::Reader& reader, Roster const& like) {
    return reader.value<RosterId>(sql::in_force, like.ward, like.month.text(), like.organisation);
}
std::vector<OrganisationId> organisations_of_ward(db::Reader& reader, std::string_view ward) {
    return reader.all(
        sql::wards_organisations, [](db::Row const& row) { return row.get<OrganisationId>(0); }, ward);
}
bool set_said(db::Tx& tx, Roster const& roster) {
    return tx.run(sql::set_said, roster.id, roster.version, pack(roster.said)) == 1;
}
bool commit(db::Tx& tx, Roster const& roster, Instant at) {
    return tx.run(sql::commit_roster, roster.id, roster.version, at) == 1;
}
bool reverse(db::Tx& tx, RosterId id, Instant at) { return tx.run(sql::reverse_roster, id, at) == 1; }
bool remove_draft(db::Tx& tx, RosterId id) {
    auto const roster = find(tx, id);
    if (!roster || roster->state != RosterState::draft) return false;
    tx.run(sql::delete_draft_rows, id);
    return tx.run(sql::delete_draft, id) == 1;
}
std::vector<RosterId> old_drafts(db::Reader& reader, Instant before, int limit) {
    return reader.all(
        sql::old_drafts, [](db::Row const& row) { return row.get<RosterId>(0); }, before, limit);
}

void insert_row(db::Tx& tx, crypto::Vault const& vault, RosterId roster, StoredRow const& row) {
    tx.run(sql::insert_row, roster, row.line, row.person, seal(vault, roster, row));
}
void update_row(db::Tx& tx, crypto::Vault const& vault, RosterId roster, StoredRow const& row) {
    tx.run(sql::update_row, roster, row.line, seal(vault, roster, row));
}
std::vector<StoredRow> rows(db::Reader& reader, crypto::Vault const& vault, RosterId roster) {
    return reader.all(
        sql::rows_of, [&](db::Row const& row) { return row_of(row, vault); }, roster);
}
std::vector<HeldRow> months_of(db::Reader& reader, crypto::Vault const& vault, PersonId person, Month from, Month to) {
    return reader.all(
        sql::months_of,
        [&](db::Row const& row) {
            return HeldRow{row_of(row, vault), std::string(row.text(4)), Month::parse(row.text(5)).value_or(Month{})};
        },
        person, from.text(), to.text());
}

bool rest_given(db::Reader& reader, PersonId person) {
    return reader.value<std::int64_t>(sql::rest_of, person).value_or(0) != 0;
}
void put_rest(db::Tx& tx, PersonId person, bool given, Instant at) { tx.run(sql::put_rest, person, given ? 1 : 0, at); }

}  // namespace xinglin::rosters::store
