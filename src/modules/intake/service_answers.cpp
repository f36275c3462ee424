// What people say about an import: understood, kept, and the rows it touches checked anew.
#include "base/text.hpp"
#include "modules/intake/columns.hpp"
#include "modules/intake/reading.hpp"

#include <algorithm>
#include <set>

namespace xinglin::intake {

namespace {

/// Turns what a person says into what is stored; looks the proposal up.
Result<Answer> understood(db::Reader& reader, store::Seal const& seal, ImportId id, NewAnswer const& said) {
    auto const number = store::row_at(reader, id, said.sheet, said.line);
    if (!number) return fail(not_found("intake.no_such_row").fact("line", std::to_string(said.line)));
    Answer answer{*number, said.column, "cell", said.action, "", said.value};
    if (said.action == "skip") {
        answer.place = "(row)";
        answer.what = "row";
        return answer;
    }
    auto const column = column_of_header(said.column);
    if (!column) return fail(malformed("intake.unknown_column").fact("name", said.column));
    if (said.action == "mend" || said.action == "undo") return answer;
    if (said.action != "keep" && said.action != "accept")
        return fail(malformed("intake.unknown_action").fact("action", said.action));
    auto const findings = store::findings_of_row(reader, seal, id, *number);
    auto const about = [&](auto const& fits) {
        auto const found = std::find_if(findings.begin(), findings.end(),
                                        [&](Finding const& one) { return one.column == *column && fits(one); });
        return found == findings.end() ? nullptr : &*found;
    };
    if (said.action == "keep") {
        auto const* const found = about([](Finding const& one) { return keepable(one.code); });
        if (found == nullptr || text::trim(said.value).empty()) return fail(refused("intake.cannot_keep"));
        answer.code = found->code;
        return answer;
    }
    auto const* const found = about([](Finding const& one) { return one.handling == Handling::confirm; });
    if (found == nullptr) return fail(conflict("intake.nothing_to_accept").fact("line", std::to_string(said.line)));
    if (found->code == "NEW_PERSON") return Answer{*number, "(row)", "row", "take", found->code, ""};
    if (found->code == "CHANGED") return Answer{*number, said.column, "difference", "take", found->code, ""};
    answer.value = found->value;
    answer.code = found->code;
    return answer;
}

bool of_register(std::string_view code) {
    return code == "CHANGED" || code == "NEW_PERSON" || code == "PERSON_OUTSIDE" || code == "STATE_STEP";
}
bool from_register(Finding const& one) { return of_register(one.code); }

/// What was said laid over what had been said, and what the rules find then.
struct Anew {
    std::vector<Answer> fresh;
    Answers answers;                                        ///< all there are now
    std::set<std::int64_t> touched;                         ///< rows to be written again
    std::map<std::int64_t, StoredRow> rows;                 ///< those somebody spoke about
    std::map<std::int64_t, std::vector<Finding>> findings;  ///< of all rows, by the rules
    std::map<std::int64_t, std::vector<Finding>> compared;  ///< what the register had said about touched rows
};

Result<Done> lay_over(db::Reader& reader, store::Seal const& seal, ImportId id, std::vector<NewAnswer> const& said,
                      Anew& anew) {
    auto stored = store::answers(reader, seal, id);
    for (auto const& one : said) {
        TRY_ASSIGN(auto answer, understood(reader, seal, id, one));
        std::erase_if(stored, [&](Answer const& old) {
            bool const same_place = old.number == answer.number && old.place == answer.place;
            return same_place && (old.what == answer.what || answer.action == "undo");
        });
        if (answer.action == "undo" && answer.place == "(row)") answer.what = "row";
        anew.touched.insert(answer.number);
        if (answer.action != "undo") stored.push_back(answer);
        anew.fresh.push_back(std::move(answer));
    }
    anew.answers = by_row(std::move(stored));
    return Done{};
}

void check_again(db::Reader& reader, store::Seal const& seal, Import const& import, Pass& pass, Anew& anew) {
    constexpr int a_look = 500;
    auto const report = read_report(import.report);
    for (std::int64_t last = -1;;) {
        auto rows = store::rows_after(reader, seal, import.id, last, a_look);
        for (auto& row : rows) {
            last = row.number;
            pass.add(report.sheets.at(static_cast<std::size_t>(row.sheet)).layout, row);
            if (anew.touched.contains(row.number)) anew.rows.emplace(row.number, std::move(row));
        }
        if (rows.size() < a_look) break;
    }
    anew.findings = pass.finish();
}

/// One finding as store::finding_keys writes it.
void add_key(std::string& to, std::string_view column, std::string_view code, std::string_view handling) {
    for (auto const part : {column, code, handling}) to.append(part).append("|");
}

/// Rows whose findings are others now: neighbours of those spoken about, when doubles appear or vanish.
void touch_neighbours(db::Reader& reader, ImportId id, Anew& anew) {
    std::map<std::int64_t, std::string> now;
    for (auto const& [number, findings] : anew.findings)
        for (auto const& one : findings) add_key(now[number], header_of(one.column), one.code, code(one.handling));
    for (auto& [number, key] : store::finding_keys(reader, id)) {
        std::string without;
        auto const parts = text::split(key, '|');
        for (std::size_t i = 0; i + 3 <= parts.size(); i += 3)
            if (!of_register(parts[i + 1])) add_key(without, parts[i], parts[i + 1], parts[i + 2]);
        if (auto const found = now.find(number); found == now.end() ? !without.empty() : found->second != without)
            anew.touched.insert(number);
        now.erase(number);
    }
    for (auto const& [number, key] : now) anew.touched.insert(number);
}

void put_answers(db::Tx& tx, store::Seal const& seal, ImportId id, Anew const& anew, AccountId by, Instant at) {
    for (auto const& one : anew.fresh) {
        if (one.action != "undo") {
            store::put_answer(tx, seal, id, one, by, at);
            continue;
        }
        for (auto const what : {"cell", "difference", "row"}) {
            auto gone = one;
            gone.what = what;
            store::delete_answer(tx, id, gone);
        }
    }
}

/// A row that is found anew, with its state and findings; compared with the register again if somebody spoke about it.
void put_row(db::Tx& tx, store::Seal const& seal, Import const& import, people::Import& known, Anew& anew,
             std::int64_t number) {
    auto const found = anew.findings.find(number);
    auto findings = found == anew.findings.end() ? std::vector<Finding>{} : found->second;
    auto const own = anew.answers.find(number);
    auto const* const mine = own == anew.answers.end() ? nullptr : &own->second;
    auto const row = anew.rows.find(number);
    auto compared = row == anew.rows.end() ? anew.compared[number] : compare(known, import.kind, row->second, mine);
    if (!worth_comparing(findings, mine)) compared.clear();
    findings.insert(findings.end(), compared.begin(), compared.end());
    auto const state = state_of_row(findings, mine);
    if (row == anew.rows.end()) {
        store::set_row_state(tx, import.id, number, state);
    } else {
        row->second.state = state;
        store::update_row(tx, seal, import.id, row->second);
    }
    store::delete_findings(tx, import.id, number, number + 1);
    int ordinal = 0;
    for (auto const& one : findings) store::insert_finding(tx, seal, import.id, one, ordinal++);
}

}  // namespace

bool keepable(std::string_view code) { return code == "BIRTH_ID_MISMATCH" || code == "FULL_TOO_EARLY"; }

Result<Done> Service::answer(auth::Actor const& actor, ImportId id, std::vector<NewAnswer> const& said) {
    TRY_ASSIGN(auto const import, tools_.people.db.read([&](db::Reader& reader) { return access(reader, actor, id); }));
    if (import.state != "checked") return fail(conflict("intake.not_open"));
    store::Seal const seal(tools_.people.vault, id);
    auto const branches = load_branches(actor);
    Anew anew;
    TRY(tools_.people.db.read([&](db::Reader& reader) -> Result<Done> {
        if (auto laid = lay_over(reader, seal, id, said, anew); !laid) return laid;
        Pass pass(branches, tools_.people.clock.today(), anew.answers, import.kind);
        check_again(reader, seal, import, pass, anew);
        touch_neighbours(reader, id, anew);
        for (auto const number : anew.touched)
            for (auto& one : store::findings_of_row(reader, seal, id, number))
                if (from_register(one)) anew.compared[number].push_back(std::move(one));
        return Done{};
    }));
    return tools_.people.db.write([&](db::Tx& tx) -> Result<Done> {
        if (!store::bump_version(tx, id, import.version, "checked")) return fail(conflict("intake.not_open"));
        put_answers(tx, seal, id, anew, actor.account, tools_.people.clock.now());
        people::Import known(tools_.people, tx, id.value, "import", import.owner);
        known.act_for(actor, actor.scope(rights::run));
        for (auto const number : anew.touched) put_row(tx, seal, import, known, anew, number);
        audit(tx, actor, import, "import.answered", "回答导入中的疑问",
              {{"answers", std::to_string(anew.fresh.size())}});
        return Done{};
    });
}

Result<std::int64_t> Service::accept_all(auth::Actor const& actor, ImportId id) {
    TRY(tools_.people.db.read([&](db::Reader& reader) { return access(reader, actor, id); }));
    store::Seal const seal(tools_.people.vault, id);
    std::vector<NewAnswer> answers;
    tools_.people.db.read([&](db::Reader& reader) {
        store::FindingKey after;
        for (;;) {
            auto const some = store::findings_after(reader, seal, id, after, "confirm", "", 500);
            for (auto const& [key, finding] : some) {
                after = key;
                answers.push_back({finding.sheet, finding.line, std::string(header_of(finding.column)), "accept", ""});
            }
            if (some.size() < 500) return;
        }
    });
    if (!answers.empty()) TRY(answer(actor, id, answers));
    return static_cast<std::int64_t>(answers.size());
}

}  // namespace xinglin::intake
