#include "modules/audit/store.hpp"

#include "base/check.hpp"
#include "platform/db/db.hpp"

#include "gen/audit/sql.hpp"

#include <array>

namespace xinglin::audit::store {

namespace {

Entry entry_of(db::Row const& row) {
    return {row.get<std::int64_t>(0), row.get<std::int64_t>(1), row.get<Instant>(2),
            row.get<AccountId>(3),    row.get<PersonId>(4),     row.get<std::string>(5),
            row.get<std::string>(6),  row.get<std::string>(7),  row.get<std::optional<std::int64_t>>(8).value_or(0),
            row.get<std::string>(9),  row.get<std::string>(10), row.get<std::string>(11),
            row.get<std::string>(12), row.get<std::string>(13), std::string(row.bytes(14))};
}

Checkpoint checkpoint_of(db::Row const& row) {
    return {row.get<std::int64_t>(0),  row.get<Instant>(1),     row.get<std::string>(2),
            std::string(row.bytes(3)), row.get<std::string>(4), std::string(row.bytes(5))};
}

std::optional<std::int64_t> present(std::int64_t id) { return id == 0 ? std::nullopt : std::optional(id); }

}  // namespace

Head take_numbers(db::Tx& tx, std::int64_t node, std::int64_t count, std::string_view algorithm) {
    auto const take = [&] {
        return tx.one(
            sql::take_numbers,
            [&](db::Row const& row) {
                return Head{node, row.get<std::int64_t>(0), row.get<std::string>(1), std::string(row.bytes(2))};
            },
            node, count);
    };
    if (auto head = take()) return *head;
    db::Blob const zeros{std::string(32, '\0')};
    tx.run(sql::begin_chain, node, algorithm, zeros);
    auto head = take();
    XL_CHECK(head);
    return *head;
}

void insert(db::Tx& tx, Entry const& entry) {
    db::Blob const hash{entry.hash};
    tx.run(sql::insert_entry, entry.node, entry.sequence, entry.at, entry.account, entry.person, entry.actor,
           entry.action, entry.subject_kind, present(entry.subject), entry.path, entry.summary, entry.result,
           entry.details, entry.address, hash);
}

void set_head(db::Tx& tx, std::int64_t node, std::string const& hash) {
    db::Blob const bytes{hash};
    tx.run(sql::set_head, node, bytes);
}

std::vector<Head> heads(db::Reader& reader) {
    return reader.all(sql::heads, [](db::Row const& row) {
        return Head{row.get<std::int64_t>(0), row.get<std::int64_t>(1), row.get<std::string>(2),
                    std::string(row.bytes(3))};
    });
}

std::vector<Entry> chain_after(db::Reader& reader, std::int64_t node, std::int64_t after, int limit) {
    return reader.all(sql::chain_after, entry_of, node, after, limit);
}

std::vector<std::int64_t> nodes(db::Reader& reader) {
    return reader.all(sql::nodes, [](db::Row const& row) { return row.get<std::int64_t>(0); });
}

std::vector<Checkpoint> checkpoints_after(db::Reader& reader, std::int64_t after, int limit) {
    return reader.all(sql::checkpoints_after, checkpoint_of, after, limit);
}

std::optional<Checkpoint> last_checkpoint(db::Reader& reader) {
    return reader.one(sql::last_checkpoint, checkpoint_of);
}

void insert(db::Tx& tx, Checkpoint const& checkpoint) {
    db::Blob const previous{checkpoint.previous}, signature{checkpoint.signature};
    tx.run(sql::insert_checkpoint, checkpoint.number, checkpoint.at, checkpoint.heads, previous, checkpoint.algorithm,
           signature);
}

std::vector<Entry> list(db::Reader& reader, auth::Scope const& scope, Filter const& filter,
                        std::optional<Position> const& position, int limit) {
    if (!scope.covers("")) return {};
    // '/' follows '.' in ASCII: "people." ≤ action < "people/" is the whole module.
    auto const action = filter.action.value_or("");
    bool const module = !action.empty() && action.back() == '.';
    auto const module_end = module ? action.substr(0, action.size() - 1) + "/" : std::string();
    std::vector<std::string_view> blocks;
    auto const keep = [&](bool wanted, std::string_view name) {
        if (wanted) blocks.push_back(name);
    };
    keep(filter.account.has_value(), "account");
    keep(filter.subject.has_value(), "subject");
    keep(filter.subject_kind.has_value(), "subject_kind");
    keep(!action.empty() && !module, "action");
    keep(module, "module");
    keep(filter.result.has_value(), "result");
    keep(filter.from.has_value(), "from");
    keep(filter.to.has_value(), "to");
    keep(position.has_value(), "after");
    auto const after = position.value_or(Position{});
    return reader.all(sql::list.with(blocks), entry_of, filter.account, filter.subject, filter.subject_kind, action,
                      module_end, filter.result, filter.from, filter.to, after.at, after.node, after.sequence, limit);
}

}  // namespace xinglin::audit::store
