#pragma once
// Changes of files and the roster, to rows and back. No decisions here; every list takes a scope.

#include "modules/people/types.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/db/db.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xinglin::people::store {

void insert(db::Tx& tx, crypto::Vault const& vault, Change const& change);
/// All changes of one file in the order of their recording, withdrawn ones included. A value that no longer opens (its key
/// is gone) is left out.
[[nodiscard]] std::vector<Change> changes(db::Reader& reader, crypto::Vault const& vault, PersonId person);
/// Marks what this batch wrote for the person as withdrawn.
std::int64_t withdraw_changes(db::Tx& tx, PersonId person, std::int64_t batch, Instant at);
/// People a batch wrote to, each with the last row it wrote, by id, after `after`; withdrawn rows do not count.
[[nodiscard]] std::vector<std::pair<PersonId, std::int64_t>> batch_last(db::Reader& reader, std::int64_t batch,
                                                                        PersonId after, int limit);
/// Whether a change, a waiting correction or a waiting step came after the row `last`, from anything but this batch.
[[nodiscard]] bool later_than(db::Reader& reader, PersonId person, std::int64_t last, std::int64_t batch);
[[nodiscard]] std::vector<PersonId> people_of_batch(db::Reader& reader, std::int64_t batch, PersonId after, int limit);

/// Writes the row; a new person's fails as ConstraintViolation when staff number or resident ID is another's.
void insert(db::Tx& tx, RosterRow const& row);
void replace(db::Tx& tx, RosterRow const& row);
void remove(db::Tx& tx, PersonId person);
[[nodiscard]] std::optional<RosterRow> find(db::Reader& reader, PersonId person);
[[nodiscard]] std::optional<RosterRow> find_by_staff_no(db::Reader& reader, std::string_view staff_no);
[[nodiscard]] std::optional<RosterRow> find_by_resident_key(db::Reader& reader, std::string_view key);

void insert_tokens(db::Tx& tx, PersonId person, std::vector<std::string> const& tokens);
void delete_tokens(db::Tx& tx, PersonId person, std::vector<std::string> const& tokens);
/// Replaces the chips of a person. `known_none`: a new person has none to remove.
enum class Before { none, some };
void set_chips(db::Tx& tx, RosterRow const& row, std::vector<std::string> const& chips, Before before);
[[nodiscard]] std::vector<std::string> chips_of(db::Reader& reader, PersonId person);
[[nodiscard]] std::vector<PersonId> recheck_due(db::Reader& reader, Date day, int limit);

/// Moves a subtree of the roster and its chips: paths that start with `from` start with `to` afterwards.
void repath(db::Tx& tx, std::string_view from, std::string_view to);

}  // namespace xinglin::people::store
