#pragma once
#include "modules/audit/types.hpp"
#include "platform/auth/auth.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace xinglin::db {
class Reader;
class Tx;
}// namespace xinglin::db

namespace xinglin::audit::store {

/// Takes `count` numbers of a node's chain and locks it until the end of the transaction; a new chain begins with
/// `algorithm`. The head answered holds the hash before and the last number before.
[[nodiscard]] Head take_numbers(db::Tx& tx, std::int64_t node, std::int64_t count, std::string_view algorithm);
void insert(db::Tx& tx, Entry const& entry);
void set_head(db::Tx& tx, std::int64_t node, std::string const& hash);

[[nodiscard]] std::vector<Head> heads(db::Reader& reader);
/// Entries of one chain after a number, in order.
[[nodiscard]] std::vector<Entry> chain_after(db::Reader& reader, std::int64_t node, std::int64_t after, int limit);
/// Nodes that have entries, also such as have no head.
[[nodiscard]] std::vector<std::int64_t> nodes(db::Reader& reader);
[[nodiscard]] std::vector<Checkpoint> checkpoints_after(db::Reader& reader, std::int64_t after, int limit);
[[nodiscard]] std::optional<Checkpoint> last_checkpoint(db::Reader& reader);
void insert(db::Tx& tx, Checkpoint const& checkpoint);

/// Newest first, after `position`. The trail belongs to the whole installation: only a scope over all of it sees anything.
[[nodiscard]] std::vector<Entry> list(db::Reader& reader, auth::Scope const& scope, Filter const& filter,
                                      std::optional<Position> const& position, int limit);

}  // namespace xinglin::audit::store
