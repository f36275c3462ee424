#pragma once
// Corrections people ask for in their own file, to rows and back. The values are sealed: they are often sensitive.

#include "modules/people/types.hpp"
#include "modules/people/waiting.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/db/db.hpp"

#include <optional>
#include <string>
#include <vector>

namespace xinglin::people {
using CorrectionId = Id<struct CorrectionTag>;
}

namespace xinglin::people::store {

struct CorrectionRow {
    CorrectionId id;
    PersonId person;
    std::string section;
    EntryId entry;
    std::string field;
    std::string before;
    std::string after;
    std::string note;
    UploadId evidence;
    std::string state;    ///< applied waiting approved refused withdrawn
    std::string decider;  ///< branch or office, "" when applied at once
    AccountId asked_by;
    Instant asked_at;
    AccountId decided_by;
    std::optional<Instant> decided_at;
    std::string reason;
};

void insert(db::Tx& tx, crypto::Vault const& vault, CorrectionRow const& row);
[[nodiscard]] std::optional<CorrectionRow> find_correction(db::Reader& reader, crypto::Vault const& vault,
                                                           CorrectionId id);
/// false: somebody has decided already
bool decide(db::Tx& tx, CorrectionId id, std::string_view state, AccountId by, Instant at, std::string_view reason);
[[nodiscard]] std::vector<CorrectionRow> corrections_waiting(db::Reader& reader, crypto::Vault const& vault,
                                                             PersonId person);

struct CorrectionFilter {
    std::optional<PersonId> person;
    std::string state;
};
/// Newest first, before `before`; people in scope only.
[[nodiscard]] std::vector<CorrectionRow> corrections(db::Reader& reader, crypto::Vault const& vault,
                                                     auth::Scope const& scope, CorrectionFilter const& filter,
                                                     std::int64_t before, int limit);
/// How many wait for this kind of decider within the scope, not counting the own person's.
[[nodiscard]] Waiting count_waiting(db::Reader& reader, auth::Scope const& scope, std::string_view decider);

}  // namespace xinglin::people::store
