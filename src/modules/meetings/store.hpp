#pragma once
// Rows of meetings, to types and back. No decisions here.

#include "modules/meetings/types.hpp"
#include "platform/auth/auth.hpp"
#include "platform/crypto/rotation.hpp"
#include "platform/crypto/sealing.hpp"
#include "platform/db/db.hpp"

#include <utility>
#include <vector>

namespace xinglin::meetings::store {

/// @param by the person behind created_by
void insert(db::Tx& tx, Meeting const& meeting, PersonId by = {});
/// Writes everything that may change where the version is still `meeting.version`, and counts it up in `meeting`.
/// @returns false when somebody was first
[[nodiscard]] bool update(db::Tx& tx, Meeting& meeting);
[[nodiscard]] Meeting meeting_from(db::Row const& row);
[[nodiscard]] std::optional<Meeting> find(db::Reader& reader, MeetingId id);
[[nodiscard]] int next_number(db::Reader& reader, OrganisationId organisation, MeetingKind kind, int year);
/// Whoever entered a meeting or closed its minutes: account, and the person behind it.
[[nodiscard]] std::vector<std::pair<AccountId, PersonId>> hands(db::Reader& reader, MeetingId id);
/// Paths that start with `from` start with `to` afterwards.
void repath(db::Tx& tx, std::string_view from, std::string_view to);

struct ListKey {
    Instant starts_at{INT64_MAX};
    MeetingId id{INT64_MAX};
};
struct ListFilter {
    std::optional<OrganisationId> organisation;
    std::optional<MeetingKind> kind;
    std::optional<MeetingState> state;
    std::optional<Instant> from;
    std::optional<Instant> until;  ///< exclusive
};
/// The latest first, at most `limit` before the key.
[[nodiscard]] std::vector<Meeting> list(db::Reader& reader, auth::Scope const& scope, ListFilter const& filter,
                                        ListKey const& before, int limit);
/// Meetings of an organisation whose attendance is not settled.
[[nodiscard]] std::vector<Meeting> open_of(db::Reader& reader, OrganisationId organisation);
/// Meetings a person was asked to, the latest first.
[[nodiscard]] std::vector<Meeting> of_person(db::Reader& reader, PersonId person, std::optional<Instant> from,
                                             ListKey const& before, int limit);

[[nodiscard]] std::vector<Item> items(db::Reader& reader, MeetingId id);
void insert(db::Tx& tx, MeetingId meeting, Item const& item);
void update(db::Tx& tx, MeetingId meeting, Item const& item);
void remove(db::Tx& tx, MeetingId meeting, ItemId item);
[[nodiscard]] std::vector<Material> materials(db::Reader& reader, MeetingId id);
void set_materials(db::Tx& tx, IdSource& ids, MeetingId id, std::vector<Material> const& materials);
/// Whom a meeting is narrowed to; empty: everybody its kind asks.
[[nodiscard]] std::vector<PersonId> participants(db::Reader& reader, MeetingId id);
void set_participants(db::Tx& tx, MeetingId id, std::vector<PersonId> const& people);

/// Reasons and bases are sealed; the vault opens them.
[[nodiscard]] std::vector<Attendee> attendees(db::Reader& reader, crypto::Vault const& vault, MeetingId id);
[[nodiscard]] std::optional<Attendee> attendee(db::Reader& reader, crypto::Vault const& vault, MeetingId id,
                                               PersonId person);
void insert(db::Tx& tx, crypto::Vault const& vault, MeetingId meeting, Attendee const& attendee);
void update(db::Tx& tx, crypto::Vault const& vault, Attendee const& attendee);
void remove(db::Tx& tx, AttendeeId attendee);
[[nodiscard]] MeetingCounts counts(db::Reader& reader, MeetingId id);

void insert(db::Tx& tx, MeetingId meeting, AccountId account, MeetingChange const& change);
/// What happened after a version, the earliest first.
[[nodiscard]] std::vector<MeetingChange> changes_since(db::Reader& reader, MeetingId id, std::int64_t version);

/// Sealed columns of this module, for the rotation of keys.
[[nodiscard]] std::vector<crypto::EncryptedColumn> encrypted_columns();
/// What stood in clear before they were sealed.
[[nodiscard]] std::vector<crypto::ClearColumn> clear_columns();

}  // namespace xinglin::meetings::store
