#include "modules/rosters/service.hpp"

#include "base/text.hpp"
#include "modules/audit/audit.hpp"
#include "modules/rosters/grid.hpp"

#include <algorithm>
#include <set>

namespace xinglin::rosters {

namespace {

/// Codes a person names: "白", "白/值", an alias; nothing when one of them is in no table.
std::optional<std::vector<std::string>> codes_said(std::string const& said, CodeTable const& table) {
    if (code_key(said).empty()) return std::vector<std::string>{};
    auto reading = read_cell(said, table);
    if (reading.how == How::unknown) return std::nullopt;
    return std::move(reading.codes);
}

struct Matched {
    std::vector<StoredRow> rows;
    OrganisationId organisation;
};

/// Ties rows to the people the actor may plan for, by their staff number; the organisation is that of most of them.
Matched match(db::Reader& reader, auth::Scope const& scope, Grid const& grid) {
    Matched out;
    std::map<OrganisationId, int> counts;
    for (auto const& row : grid.rows) {
        StoredRow stored{row.line, {}, row.staff_no, row.name, row.job, {}};
        for (auto const& cell : row.cells) stored.cells.push_back({cell, std::nullopt});
        // Of people elsewhere the file may say what it likes: their shifts are not the actor's to keep.
        if (auto const card = people::find_card_by_staff_no(reader, row.staff_no); card && scope.covers(card->path)) {
            stored.person = card->id;
            ++counts[card->organisation];
        }
        out.rows.push_back(std::move(stored));
    }
    int most = 0;
    for (auto const& [organisation, number] : counts)
        if (number > most) most = number, out.organisation = organisation;
    return out;
}

}  // namespace

Understood understand(StoredCell const& cell, Roster const& roster, CodeTable const& table) {
    Understood out;
    out.reading = read_cell(cell.text, table);
    if (cell.codes) {
        out.answered = true;
        out.reading.codes = *cell.codes;
    } else if (out.reading.how == How::unknown) {
        if (auto const said = roster.said.find(code_key(cell.text)); said != roster.said.end()) {
            out.answered = true;
            out.reading.codes = codes_said(said->second, table).value_or(std::vector<std::string>{});
        }
    }
    return out;
}

void Service::audit(db::Tx& tx, auth::Actor const& actor, Roster const& roster, std::string action, std::string summary,
                    std::vector<std::pair<std::string, std::string>> details) const {
    audit::Event event;
    event.action = std::move(action);
    event.subject_kind = "roster";
    event.subject = roster.id.value;
    if (auto const place = organisations::find(tx, roster.organisation)) event.path = place->path;
    event.summary = std::move(summary);
    event.details = std::move(details);
    event.details.emplace_back("ward", roster.ward);
    event.details.emplace_back("month", roster.month.text());
    tools_.people.trail.record(tx, actor, event);
}

Result<Roster> Service::access(db::Reader& reader, auth::Actor const& actor, RosterId id, auth::Right right) const {
    auto const roster = store::find(reader, id);
    if (!roster) return fail(not_found());
    if (roster->state == RosterState::draft) {
        if (actor.system || (!actor.account.none() && actor.account == roster->owner)) return *roster;
        return fail(not_found());
    }
    auto const place = organisations::find(reader, roster->organisation);
    if (!place || !actor.scope(right).covers(place->path)) return fail(not_found());
    return *roster;
}

Result<Roster> Service::draft(db::Reader& reader, auth::Actor const& actor, RosterId id) const {
    TRY_ASSIGN(auto const roster, access(reader, actor, id, rights::write));
    if (roster.state != RosterState::draft) return fail(conflict("rosters.no_draft"));
    return roster;
}

bool Service::ward_within(db::Reader& reader, auth::Actor const& actor, std::string_view ward,
                          auth::Right right) const {
    auto const owners = store::organisations_of_ward(reader, ward);
    if (owners.empty()) return true;
    auto const scope = actor.scope(right);
    return std::any_of(owners.begin(), owners.end(), [&](OrganisationId id) {
        auto const place = organisations::find(reader, id);
        return place && scope.covers(place->path);
    });
}

Result<RosterId> Service::start(auth::Actor const& actor, NewRoster const& wanted) {
    TRY(expire());
    TRY_ASSIGN(auto const grid,
               read_grid_file(wanted.file_path, wanted.sheet, {wanted.ward, wanted.month, wanted.file_name, ""}));
    return tools_.people.db.write([&](db::Tx& tx) -> Result<RosterId> {
        auto const matched = match(tx, actor.scope(rights::write), grid);
        if (matched.organisation.none()) return fail(refused("rosters.nobody_yours").fact("ward", grid.ward));
        Roster roster;
        roster.id = tools_.people.ids.next<RosterId>();
        roster.ward = grid.ward;
        roster.month = grid.month;
        roster.organisation = matched.organisation;
        roster.file_name = wanted.file_name;
        roster.missing_days = grid.missing_days;
        roster.owner = actor.account;
        roster.made_at = tools_.people.clock.now();
        store::insert(tx, roster);
        for (auto const& row : matched.rows) store::insert_row(tx, tools_.people.vault, roster.id, row);
        audit(tx, actor, roster, "rosters.read", "读入排班表", {{"rows", std::to_string(matched.rows.size())}});
        return roster.id;
    });
}

Result<Done> Service::answer(auth::Actor const& actor, Answers const& said) {
    return tools_.people.db.write([&](db::Tx& tx) -> Result<Done> {
        TRY_ASSIGN(auto roster, draft(tx, actor, said.id));
        if (said.version && *said.version != roster.version)
            return fail(problem(Kind::precondition, "rosters.changed_meanwhile"));
        auto const table = store::codes(tx, roster.ward);
        for (auto const& one : said.texts) {
            auto const codes = codes_said(one.code, table);
            if (!codes) return fail(malformed("rosters.unknown_code").fact("code", one.code));
            auto const key = code_key(one.text);
            if (key.empty() || text::length(key) > 12 || read_cell(key, table).how != How::unknown)
                return fail(malformed("rosters.no_such_cell").fact("text", one.text));
            roster.said[key] = text::join(*codes, "/");
        }
        auto rows = store::rows(tx, tools_.people.vault, roster.id);
        std::set<std::size_t> touched;
        for (auto const& one : said.cells) {
            auto const at =
                std::find_if(rows.begin(), rows.end(), [&](auto const& row) { return row.line == one.line; });
            if (at == rows.end() || one.day < 1 || static_cast<std::size_t>(one.day) > at->cells.size())
                return fail(malformed("rosters.no_such_cell").fact("text", std::to_string(one.line)));
            auto codes = codes_said(one.code, table);
            if (!codes) return fail(malformed("rosters.unknown_code").fact("code", one.code));
            at->cells[static_cast<std::size_t>(one.day - 1)].codes = std::move(*codes);
            touched.insert(static_cast<std::size_t>(at - rows.begin()));
        }
        for (auto const i : touched) store::update_row(tx, tools_.people.vault, roster.id, rows[i]);
        if (!store::set_said(tx, roster)) return fail(problem(Kind::precondition, "rosters.changed_meanwhile"));
        return Done{};
    });
}

Result<Done> Service::commit(auth::Actor const& actor, RosterId id) {
    return tools_.people.db.write([&](db::Tx& tx) -> Result<Done> {
        TRY_ASSIGN(auto const roster, draft(tx, actor, id));
        auto table = store::codes(tx, roster.ward);
        auto rows = store::rows(tx, tools_.people.vault, id);
        std::int64_t open = 0;
        for (auto& row : rows)
            for (auto& cell : row.cells) {
                auto const understood = understand(cell, roster, table);
                open += understood.open();
                cell.codes = understood.reading.codes;
            }
        if (open > 0) return fail(refused("rosters.unknown_cells").fact("count", std::to_string(open)));
        bool learned = false;
        for (auto const& [text, code] : roster.said)
            for (auto& one : table.codes)  // a text that stands for several codes has no one name to be an alias of
                if (one.code == code) one.aliases.push_back(text), learned = true;
        if (learned) {
            TRY(check_codes(table.codes));
            if (!store::insert_codes(tx, table, actor.account, tools_.people.clock.now()))
                return fail(problem(Kind::precondition, "rosters.changed_meanwhile"));
        }
        for (auto const& row : rows) store::update_row(tx, tools_.people.vault, id, row);
        if (!store::commit(tx, roster, tools_.people.clock.now())) return fail(conflict("rosters.no_draft"));
        audit(tx, actor, roster, "rosters.committed", "启用排班表",
              {{"rows", std::to_string(rows.size())}, {"learned", std::to_string(learned ? roster.said.size() : 0)}});
        return Done{};
    });
}

Result<Done> Service::reverse(auth::Actor const& actor, RosterId id) {
    return tools_.people.db.write([&](db::Tx& tx) -> Result<Done> {
        TRY_ASSIGN(auto const roster, access(tx, actor, id, rights::write));
        if (!store::reverse(tx, id, tools_.people.clock.now())) return fail(conflict("rosters.not_committed"));
        audit(tx, actor, roster, "rosters.reversed", "撤回排班表");
        return Done{};
    });
}

Result<Done> Service::discard(auth::Actor const& actor, RosterId id) {
    return tools_.people.db.write([&](db::Tx& tx) -> Result<Done> {
        TRY_ASSIGN(auto const roster, draft(tx, actor, id));
        store::remove_draft(tx, id);
        audit(tx, actor, roster, "rosters.discarded", "放弃未启用的排班表");
        return Done{};
    });
}

Result<int> Service::expire() {
    return tools_.people.db.write([&](db::Tx& tx) -> Result<int> {
        int gone = 0;
        for (auto const id : store::old_drafts(tx, tools_.people.clock.now() + -draft_lifetime_ms, 20))
            gone += store::remove_draft(tx, id);
        return gone;
    });
}

Result<CodeTable> Service::put_codes(auth::Actor const& actor, CodeTable const& table) {
    TRY(check_codes(table.codes));
    return tools_.people.db.write([&](db::Tx& tx) -> Result<CodeTable> {
        if (table.ward.empty() ? !actor.has(rights::write_common) : !ward_within(tx, actor, table.ward, rights::write))
            return fail(not_found());
        if (!store::insert_codes(tx, table, actor.account, tools_.people.clock.now()))
            return fail(problem(Kind::precondition, "rosters.changed_meanwhile"));
        audit::Event event;
        event.action = "rosters.codes_changed";
        event.subject_kind = "shift_codes";
        event.summary = "修改班次代码";
        event.details = {{"ward", table.ward}, {"codes", std::to_string(table.codes.size())}};
        tools_.people.trail.record(tx, actor, event);
        return store::codes(tx, table.ward);
    });
}

Result<Done> Service::give_rest(auth::Actor const& actor, bool given) {
    if (actor.person.none()) return fail(not_found());
    return tools_.people.db.write([&](db::Tx& tx) -> Result<Done> {
        store::put_rest(tx, actor.person, given, tools_.people.clock.now());
        audit::Event event;
        event.action = "rosters.rest_said";
        event.subject_kind = "person";
        event.subject = actor.person.value;
        event.summary = given ? "本人表示下夜休息时可以参会" : "本人表示下夜休息时不参会";
        tools_.people.trail.record(tx, actor, event);
        return Done{};
    });
}

}  // namespace xinglin::rosters
