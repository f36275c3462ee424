#pragma once
// The door of the rosters: who is on duty when, as far as others need to know.

#include "base/result.hpp"
#include "modules/rosters/availability.hpp"
#include "platform/auth/auth.hpp"

#include <vector>

namespace xinglin {
namespace crypto {
class Vault;
struct EncryptedColumn;
}  // namespace crypto
namespace db {
class Reader;
}
}  // namespace xinglin

namespace xinglin::rosters {

namespace rights {
/// Sees which grids there are and, of people in scope, when they are free, busy or protected.
inline constexpr auth::Right read{"rosters.read"};
/// Imports grids, keeps the codes of wards.
inline constexpr auth::Right write{"rosters.write"};
/// Keeps the common table that wards start with: not given to a branch.
inline constexpr auth::Right write_common{"rosters.write_common"};
/// Looks for times at which a branch can meet.
inline constexpr auth::Right plan{"rosters.plan"};
}  // namespace rights

/// The shifts of one person by the grids that hold.
struct PersonShifts {
    Shifts shifts;  ///< codes lie in the tables of the StaffShifts it is part of
    NightRest rest{NightRest::kept};
    std::vector<std::string> wards;  ///< whose grids they stand in
};
struct StaffShifts {
    std::map<std::string, CodeTable> tables;  ///< by ward; moving the whole keeps their places
    std::vector<PersonShifts> people;
};
/// Of several people at once, in their order; each ward's table is read once. `to` is the last day.
[[nodiscard]] StaffShifts shifts_of(db::Reader& reader, crypto::Vault const& vault, std::vector<PersonId> const& people,
                                    Date from, Date to);

/// How far somebody can come to something, without asking who wants to know: for modules that have decided access.
[[nodiscard]] Availability availability_of(db::Reader& reader, crypto::Vault const& vault, PersonId person,
                                           Span const& when);
/// Whether somebody is within a shift at that moment (for reminders); false where nothing is known.
[[nodiscard]] bool on_shift_at(db::Reader& reader, crypto::Vault const& vault, PersonId person, Instant at);
/// `at`, or when the shift or the rest after a night it lies in is over, to a quarter of an hour; `at` where nothing is known.
[[nodiscard]] Instant undisturbed_until(db::Reader& reader, crypto::Vault const& vault, PersonId person, Instant at);

/// Columns that a key rotation re-seals.
[[nodiscard]] std::vector<crypto::EncryptedColumn> encrypted_columns();

}  // namespace xinglin::rosters
