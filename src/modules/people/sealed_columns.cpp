#include "gen/people/sql.hpp"
#include "modules/people/people.hpp"
#include "platform/crypto/rotation.hpp"

namespace xinglin::people {

std::vector<crypto::EncryptedColumn> encrypted_columns() {
    return {{"people_changes", "sealed", &sql::next_seal, &sql::replace_seal},
            {"people_corrections", "before_sealed", &sql::next_before, &sql::replace_before},
            {"people_corrections", "after_sealed", &sql::next_after, &sql::replace_after},
            {"people_proposed_steps", "reason_sealed", &sql::next_step_reason, &sql::replace_step_reason}};
}

}  // namespace xinglin::people
