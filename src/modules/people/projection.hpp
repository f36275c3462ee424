#pragma once
// From dated rows to the roster: the row lists show, the tokens search finds, the chips that count. Kept in the transaction of
// every change; can be made anew from the dated rows at any time.

#include "modules/people/types.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/db/db.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace xinglin::people {

/// The blind index under which a resident ID is looked up.
[[nodiscard]] std::string resident_key(crypto::Vault const& vault, std::string_view number);
/// What a name is found by: pairs of neighbouring characters, readings, initials.
[[nodiscard]] std::vector<std::string> tokens_of(std::string_view name);
/// Findings and flags as chips: "file.contact_missing", "flag.floating".
[[nodiscard]] std::vector<std::string> chips_of(FileFacts const& facts, members::Standing const& standing);
/// Every chip there can be, with its Chinese title.
[[nodiscard]] std::vector<ChipCount> const& all_chips();

/// Fills what file and standing say; id, version, path, batch and instants stay as they are in `row`.
void fill_row(RosterRow& row, crypto::Vault const& vault, File const& file, members::Standing const& standing,
              Date today);

/// A person as the dated rows say today.
struct Whole {
    std::vector<Change> changes;
    members::History history;
    File file;
    members::Standing standing;
};
[[nodiscard]] Whole read_whole(db::Reader& reader, crypto::Vault const& vault, PersonId person, Date day,
                               std::optional<Instant> known_at = std::nullopt);
/// The first day after `today` on which a dated row begins to hold or a finding changes.
[[nodiscard]] std::optional<Date> next_change(Whole const& whole, Date today);

}  // namespace xinglin::people
