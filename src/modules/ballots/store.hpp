#pragma once
// Rows of ballots, to types and back. No decisions here; values come sealed and go sealed.

#include "modules/ballots/types.hpp"
#include "platform/crypto/rotation.hpp"
#include "platform/crypto/sealing.hpp"
#include "platform/db/db.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace xinglin::ballots::store {

[[nodiscard]] std::optional<Ballot> find(db::Reader& reader, BallotId id);
[[nodiscard]] std::vector<Ballot> of(db::Reader& reader, std::string_view subject_kind, std::int64_t subject);
/// Open, or closed and not counted.
[[nodiscard]] std::vector<Ballot> unfinished(db::Reader& reader, int limit);
void insert(db::Tx& tx, Ballot const& ballot);
/// State and what came with it, where the version is still the one read. @returns false when somebody was first
[[nodiscard]] bool update(db::Tx& tx, Ballot& ballot);
/// Why it was given up or annulled, "" where it was not.
[[nodiscard]] std::string void_reason(db::Reader& reader, crypto::Vault const& vault, BallotId id);
void put_void_reason(db::Tx& tx, crypto::Vault const& vault, BallotId id, std::string_view reason);
void repath(db::Tx& tx, std::string_view from, std::string_view to);

/// Digest of what was signed for this person; "" once forgotten; nothing: no permit was given.
[[nodiscard]] std::optional<std::string> permit(db::Reader& reader, BallotId id, PersonId person);
void insert_permit(db::Tx& tx, BallotId id, PersonId person, std::string_view blinded);
[[nodiscard]] std::int64_t issued(db::Reader& reader, BallotId id);
/// What was signed for whom is nothing to anybody any more; the rows are laid anew by person, not as they were asked for.
void forget_blinded(db::Tx& tx, BallotId id);

void insert_box(db::Tx& tx, BallotId id, db::Blob const& sealed);
void put_box(db::Tx& tx, BallotId id, std::int64_t returned, db::Blob const& sealed);
[[nodiscard]] std::optional<db::Blob> box(db::Reader& reader, BallotId id);
[[nodiscard]] std::int64_t returned(db::Reader& reader, BallotId id);
void delete_box(db::Tx& tx, BallotId id);
void insert_key(db::Tx& tx, BallotId id, db::Blob const& sealed);
[[nodiscard]] std::optional<db::Blob> key(db::Reader& reader, BallotId id);
void delete_key(db::Tx& tx, BallotId id);

void insert_totals(db::Tx& tx, BallotId id, std::vector<Total> const& totals);
[[nodiscard]] std::vector<Total> totals(db::Reader& reader, BallotId id);

}  // namespace xinglin::ballots::store
