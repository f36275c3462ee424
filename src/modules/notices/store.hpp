#pragma once
// Rows of notices, to types and back. No decisions here.

#include "modules/notices/notices.hpp"
#include "platform/db/db.hpp"

#include <vector>

namespace xinglin::notices::store {

/// @returns false when this source_key was told before
/// @param waits_until when its person may be reminded, where that is later
bool insert(db::Tx& tx, NoticeId id, Message const& message, Instant at, std::optional<Instant> waits_until);

struct Waiting {
    NoticeId id;
    AccountId account;
    PersonId person;
    bool read{false};
};
/// Put off until an instant that is past, the first ones first.
[[nodiscard]] std::vector<Waiting> waiting_since(db::Reader& reader, Instant now, int limit);
void put_off(db::Tx& tx, NoticeId id, std::optional<Instant> until);
/// The newest notices of one recipient before an id (0: from the newest on), at most `limit`.
[[nodiscard]] std::vector<Notice> of_account(db::Reader& reader, AccountId account, std::int64_t before, bool unread,
                                             std::int64_t limit);
[[nodiscard]] std::vector<Notice> of_person(db::Reader& reader, PersonId person, std::int64_t before, bool unread,
                                            std::int64_t limit);
/// Capped at 100 per kind of recipient.
[[nodiscard]] int unread_count(db::Reader& reader, AccountId account, PersonId person);
/// @returns false when it is not there, not theirs, or read already
bool mark_read(db::Tx& tx, NoticeId id, AccountId account, PersonId person, Instant at);
void mark_all_read(db::Tx& tx, AccountId account, PersonId person, Instant at);
[[nodiscard]] bool exists(db::Reader& reader, NoticeId id, AccountId account, PersonId person);

}  // namespace xinglin::notices::store
