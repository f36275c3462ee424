#pragma once
// Rows of the yearly round, to types and back. No decisions here.

#include "modules/appraisal/types.hpp"
#include "platform/auth/auth.hpp"
#include "platform/crypto/rotation.hpp"
#include "platform/crypto/sealing.hpp"
#include "platform/db/db.hpp"

#include <vector>

namespace xinglin::appraisal::store {

[[nodiscard]] std::optional<Round> find(db::Reader& reader, RoundId id);
[[nodiscard]] std::optional<Round> of_year(db::Reader& reader, OrganisationId organisation, int year);
/// Rounds in scope since a year, at most `limit` for each part of the scope.
[[nodiscard]] std::vector<Round> list(db::Reader& reader, auth::Scope const& scope, int since, int limit);
[[nodiscard]] std::vector<Round> of_person(db::Reader& reader, PersonId person);
void insert(db::Tx& tx, Round const& round);
/// @returns false when somebody was first
[[nodiscard]] bool update(db::Tx& tx, Round& round);
/// Why the grades came back, "" where they did not.
[[nodiscard]] std::string returned_reason(db::Reader& reader, crypto::Vault const& vault, RoundId id);
/// @param reason "" when they are set anew
void put_returned(db::Tx& tx, crypto::Vault const& vault, RoundId id, std::string_view reason);
/// The round that names a meeting.
[[nodiscard]] std::optional<RoundId> of_meeting(db::Reader& reader, meetings::MeetingId meeting);
/// Sealed columns of this module, for the rotation of keys.
[[nodiscard]] std::vector<crypto::EncryptedColumn> encrypted_columns();
/// What stood in clear before it was sealed.
[[nodiscard]] std::vector<crypto::ClearColumn> clear_columns();
void repath(db::Tx& tx, std::string_view from, std::string_view to);

[[nodiscard]] std::vector<Member> members(db::Reader& reader, RoundId id);
void insert(db::Tx& tx, RoundId id, Member const& member);
void put_self(db::Tx& tx, RoundId id, Member const& member);
void put_grade(db::Tx& tx, RoundId id, Member const& member);

void insert(db::Tx& tx, OrganisationId organisation, std::string_view path, TalkHeld const& talk, Instant at,
            AccountId by);
/// A talk with the branch it is recorded at.
struct TalkOf {
    TalkHeld talk;
    OrganisationId organisation;
    std::string path;
};
[[nodiscard]] std::optional<TalkOf> find(db::Reader& reader, TalkId id);
[[nodiscard]] bool used(db::Reader& reader, TalkId id);
void remove(db::Tx& tx, TalkId id);
/// @returns false when it has a correction
[[nodiscard]] bool remove(db::Tx& tx, ProblemId id);
[[nodiscard]] std::vector<TalkHeld> talks(db::Reader& reader, OrganisationId organisation, int year);
void insert(db::Tx& tx, LifeProblem const& problem, Instant at, AccountId by);
[[nodiscard]] std::vector<LifeProblem> problems(db::Reader& reader, OrganisationId organisation, int year);
[[nodiscard]] std::optional<LifeProblem> find(db::Reader& reader, ProblemId id);
/// @returns false when it has a correction already
[[nodiscard]] bool tie(db::Tx& tx, ProblemId id, std::int64_t task);

}  // namespace xinglin::appraisal::store
