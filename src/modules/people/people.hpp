#pragma once
// The door of the people: who is there, what an import may do, what follows a change of the tree.

#include "base/result.hpp"
#include "modules/organisations/organisations.hpp"
#include "modules/people/events.hpp"
#include "modules/people/import.hpp"
#include "modules/people/types.hpp"
#include "platform/auth/auth.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/db/db.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xinglin {
class Clock;
class IdSource;
namespace audit {
class Trail;
}
namespace crypto {
struct EncryptedColumn;
}
}  // namespace xinglin

namespace xinglin::people {

namespace rights {
inline constexpr auth::Right read{"people.read"};
/// Edits contact, work and history sections, adds entries, decides low corrections.
inline constexpr auth::Right write{"people.write"};
/// Edits identity and party fields, creates people, decides their corrections.
inline constexpr auth::Right write_identity{"people.write_identity"};
/// Reads and writes sanctions.
inline constexpr auth::Right discipline{"people.discipline"};
/// Sees one sealed value in clear, for a stated purpose, on record.
inline constexpr auth::Right reveal{"people.reveal"};
inline constexpr auth::Right export_{"people.export"};
/// Consents to the bulk export in clear somebody else asked for.
inline constexpr auth::Right approve_export{"people.approve_export"};
inline constexpr auth::Right bulk{"people.bulk"};
}  // namespace rights

/// What every use case stands on; held by the composition root.
struct Tools {
    db::Database& db;
    IdSource& ids;
    Clock const& clock;
    audit::Trail const& trail;
    crypto::Vault const& vault;
};

/// What other modules show of a person.
struct Card {
    PersonId id;
    std::string name;
    std::string staff_no;
    OrganisationId organisation;
    std::string path;
    members::State state{members::State::staff};
    std::string department;
};
/// The card of a person, without asking who wants it: for modules that have decided access on their own records.
[[nodiscard]] std::optional<Card> find_card(db::Reader& reader, PersonId person);
[[nodiscard]] std::optional<Card> find_card_by_staff_no(db::Reader& reader, std::string_view staff_no);
/// The only road to one person for somebody.
/// @errors not_found when there is none or they lie outside the actor's scope for this right
[[nodiscard]] Result<Card> access(db::Reader& reader, auth::Actor const& actor, PersonId person, auth::Right right);

/// People found by name, reading, initials, staff number, phone tail or resident ID, within the scope of people.read.
[[nodiscard]] std::vector<Card> search(db::Reader& reader, crypto::Vault const& vault, auth::Scope const& scope,
                                       std::string_view text, int limit);

/// Makes the roster row of a person anew from the dated rows and adjusts the counts of the organisations.
/// @returns false when nothing dated is left (a reversed import): the person is taken off the roster
bool refresh(db::Tx& tx, Tools const& tools, PersonId person);

/// One turn over the posts that are known by a name only: each is tied to the one full member of that name in its
/// organisation or beneath it. Where nobody or several people bear the name it stays as it is; a duty of the office names it.
struct PostTurn {
    organisations::PostId last;  ///< go on behind it
    int looked_at{0};
    int tied{0};
};
PostTurn tie_posts(db::Tx& tx, Tools const& tools, organisations::PostId after, int limit);
/// All of them, in short turns of the writer: after an import, and each night. @returns how many were tied
[[nodiscard]] Result<std::int64_t> tie_all_posts(Tools const& tools);

/// What the key rotation seals again.
[[nodiscard]] std::vector<crypto::EncryptedColumn> encrypted_columns();

}  // namespace xinglin::people
