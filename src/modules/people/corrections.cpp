#include "modules/people/corrections.hpp"

#include "gen/people/sql.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace xinglin::people::store {

namespace {

std::optional<std::string_view> text_or_null(std::string const& text) {
    return text.empty() ? std::nullopt : std::optional<std::string_view>(text);
}

std::optional<db::Blob> sealed(crypto::Vault const& vault, std::string_view column, CorrectionId id,
                               std::string const& clear) {
    if (clear.empty()) return std::nullopt;
    return db::Blob{vault.seal({"people_corrections", column, id.value}, clear)};
}

std::string opened(crypto::Vault const& vault, std::string_view column, std::int64_t id, db::Row const& row, int at) {
    if (row.null(at)) return {};
    return vault.open({"people_corrections", column, id}, row.bytes(at)).value_or("");
}

CorrectionRow correction_row(crypto::Vault const& vault, db::Row const& row) {
    CorrectionRow out;
    out.id = CorrectionId{row.integer(0)};
    out.person = row.get<PersonId>(1);
    out.section = row.get<std::string>(2);
    out.entry = EntryId{row.integer(3)};
    out.field = row.get<std::string>(4);
    out.before = opened(vault, "before_sealed", row.integer(0), row, 5);
    out.after = opened(vault, "after_sealed", row.integer(0), row, 6);
    out.note = row.get<std::string>(7);
    out.evidence = row.get<UploadId>(8);
    out.state = row.get<std::string>(9);
    out.decider = row.get<std::string>(10);
    out.asked_by = row.get<AccountId>(11);
    out.asked_at = row.get<Instant>(12);
    out.decided_by = row.get<AccountId>(13);
    out.decided_at = row.get<std::optional<Instant>>(14);
    out.reason = row.get<std::string>(15);
    return out;
}

constexpr std::int64_t from_the_newest = std::numeric_limits<std::int64_t>::max();

struct Ask {
    std::int64_t before{from_the_newest};
    int limit{1};
    std::int64_t one{0};
    std::int64_t person{0};
    std::string_view state{};
    auth::PathRange const* range{nullptr};
};

template <class Fn>
void ask(db::Reader& reader, Ask const& what, Fn fn) {
    std::vector<std::string_view> blocks;
    if (what.one != 0) blocks.push_back("one");
    if (what.person != 0) blocks.push_back("person");
    if (!what.state.empty()) blocks.push_back("state");
    if (what.range != nullptr) blocks.push_back("range");
    std::string_view const from = what.range == nullptr ? std::string_view() : what.range->from,
                           to = what.range == nullptr ? std::string_view() : what.range->to;
    std::array<db::Value, 7> const values{db::to_value(what.before), db::to_value(what.limit), db::to_value(what.one),
                                          db::to_value(what.person), db::to_value(what.state), db::to_value(from),
                                          db::to_value(to)};
    reader.query(sql::corrections.with(blocks), values, fn);
}

}  // namespace

void insert(db::Tx& tx, crypto::Vault const& vault, CorrectionRow const& row) {
    auto const before = sealed(vault, "before_sealed", row.id, row.before),
               after = sealed(vault, "after_sealed", row.id, row.after);
    tx.run(sql::insert_correction, row.id, row.person, row.section, row.entry.value, row.field, before, after,
           text_or_null(row.note), row.evidence, row.state, row.decider, row.asked_by, row.asked_at, row.decided_by,
           row.decided_at);
}

std::optional<CorrectionRow> find_correction(db::Reader& reader, crypto::Vault const& vault, CorrectionId id) {
    std::optional<CorrectionRow> out;
    ask(reader, {.one = id.value}, [&](db::Row const& row) {
        out = correction_row(vault, row);
        return false;
    });
    return out;
}

bool decide(db::Tx& tx, CorrectionId id, std::string_view state, AccountId by, Instant at, std::string_view reason) {
    return tx.run(sql::decide_correction, id, state, by, at, reason) == 1;
}

std::vector<CorrectionRow> corrections_waiting(db::Reader& reader, crypto::Vault const& vault, PersonId person) {
    std::vector<CorrectionRow> out;
    ask(reader, {.limit = 100, .person = person.value, .state = "waiting"}, [&](db::Row const& row) {
        out.push_back(correction_row(vault, row));
        return true;
    });
    return out;
}

std::vector<CorrectionRow> corrections(db::Reader& reader, crypto::Vault const& vault, auth::Scope const& scope,
                                       CorrectionFilter const& filter, std::int64_t before, int limit) {
    std::vector<CorrectionRow> out;
    Ask wanted{before == 0 ? from_the_newest : before, limit, 0, filter.person ? filter.person->value : 0,
               filter.state};
    auto const take = [&](Ask const& ask_for) {
        ask(reader, ask_for, [&](db::Row const& row) {
            // Ranges do not overlap; only the own file may lie in one of them too.
            if (ask_for.range == nullptr || scope.self != row.get<PersonId>(1))
                out.push_back(correction_row(vault, row));
            return true;
        });
    };
    if (scope.self && (!filter.person || filter.person == scope.self)) {
        auto own = wanted;
        own.person = scope.self->value;
        take(own);
        // What stands in a range and is one's own is read twice: the range must not end early for it.
        wanted.limit += static_cast<int>(out.size());
    }
    for (auto const& range : scope.subtrees) {
        wanted.range = &range;
        take(wanted);
    }
    std::ranges::sort(out, [](auto const& a, auto const& b) { return b.id < a.id; });
    if (static_cast<int>(out.size()) > limit) out.resize(static_cast<std::size_t>(limit));
    return out;
}

Waiting count_waiting(db::Reader& reader, auth::Scope const& scope, std::string_view decider) {
    Waiting waiting;
    auto const own = scope.self.value_or(PersonId{}).value;  // 0 is nobody
    for (auto const& range : scope.subtrees)
        waiting.add(reader, sql::count_corrections, decider, range.from, range.to, own);
    return waiting;
}

}  // namespace xinglin::people::store
