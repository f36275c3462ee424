#pragma once
// Dated rows of membership, to types and back. No decisions here.

#include "modules/members/types.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/crypto/rotation.hpp"
#include "platform/db/db.hpp"

#include <vector>

namespace xinglin::members::store {

void insert(db::Tx& tx, crypto::Vault const& vault, StateRow const& row);
void insert(db::Tx& tx, AffiliationRow const& row);
void insert(db::Tx& tx, FlagRow const& row);

/// Everything dated about one person, oldest first, withdrawn rows included.
/// Why states changed is sealed and left out.
[[nodiscard]] History history(db::Reader& reader, PersonId person);
/// The same with the reasons opened.
[[nodiscard]] History history(db::Reader& reader, crypto::Vault const& vault, PersonId person);

/// Sealed columns of this module, for the rotation of keys.
[[nodiscard]] std::vector<crypto::EncryptedColumn> encrypted_columns();

/// Marks the rows this batch wrote for the person as withdrawn. @returns how many
std::int64_t withdraw(db::Tx& tx, PersonId person, std::int64_t batch, Instant at);

/// Whether something was recorded about the membership after the row `last`, by anything but this batch.
[[nodiscard]] bool later_than(db::Reader& reader, PersonId person, std::int64_t last, std::int64_t batch);

/// Marks one state row as withdrawn: its date was a mistake and another row takes its place.
void withdraw_state(db::Tx& tx, std::int64_t id, Instant at);
/// Every organisation that somebody ever belonged to.
[[nodiscard]] std::vector<OrganisationId> organisations(db::Reader& reader);

/// People whose formal relation on `day` was with the organisation, by id, after `after`.
[[nodiscard]] std::vector<PersonId> belonging_on(db::Reader& reader, OrganisationId organisation, Date day,
                                                 PersonId after, int limit);

/// Ids of state rows whose MAC does not fit (changed outside the program), among the `limit` rows after `after`.
/// @param last set to the last id looked at; unchanged when there were none
[[nodiscard]] std::vector<std::int64_t> forged_states(db::Reader& reader, crypto::Vault const& vault,
                                                      std::int64_t after, int limit, std::int64_t& last);

}  // namespace xinglin::members::store
