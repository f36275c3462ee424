#pragma once
// Steps of a membership that need two people: kept when the first one enters them, taken when the second one enters the same.

#include "modules/people/types.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/db/db.hpp"

#include <optional>
#include <string>
#include <vector>

namespace xinglin::people::store {

struct ProposedStep {
    std::int64_t id{0};
    PersonId person;
    members::State to{members::State::staff};
    Date on;
    std::string reason;
    AccountId proposed_by;
    Instant proposed_at;
    PersonId proposed_by_person;
    std::string name;  ///< of the person; in lists only
};

void insert(db::Tx& tx, crypto::Vault const& vault, ProposedStep const& step);
/// The one that waits, proposed after `since`.
[[nodiscard]] std::optional<ProposedStep> proposed_step(db::Reader& reader, crypto::Vault const& vault, PersonId person,
                                                        Instant since);
/// One of them that still waits, whenever it was proposed.
[[nodiscard]] std::optional<ProposedStep> waiting_step(db::Reader& reader, crypto::Vault const& vault, std::int64_t id);
/// Ends what waits for this person. @param state done, replaced, refused, withdrawn
void close_proposed_steps(db::Tx& tx, PersonId person, std::string_view state, AccountId by, Instant at);
[[nodiscard]] std::vector<ProposedStep> proposed_steps(db::Reader& reader, crypto::Vault const& vault,
                                                       auth::Scope const& scope, Instant since, int limit);

}  // namespace xinglin::people::store
