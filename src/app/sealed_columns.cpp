#include "app/sealed_columns.hpp"

#include "modules/accounts/accounts.hpp"
#include "modules/appraisal/store.hpp"
#include "modules/approvals/store.hpp"
#include "modules/ballots/ballots.hpp"
#include "modules/intake/intake.hpp"
#include "modules/meetings/store.hpp"
#include "modules/members/store.hpp"
#include "modules/organisations/organisations.hpp"
#include "modules/people/people.hpp"
#include "modules/rosters/rosters.hpp"
#include "platform/idempotency/keys.hpp"

namespace xinglin::app {

std::vector<crypto::EncryptedColumn> sealed_columns() {
    std::vector<crypto::EncryptedColumn> all;
    for (auto const& some :
         {organisations::encrypted_columns(), accounts::encrypted_columns(), people::encrypted_columns(),
          members::store::encrypted_columns(), intake::encrypted_columns(), rosters::encrypted_columns(),
          ballots::encrypted_columns(), appraisal::store::encrypted_columns(), approvals::store::encrypted_columns(),
          meetings::store::encrypted_columns(), idempotency::encrypted_columns()})
        all.insert(all.end(), some.begin(), some.end());
    return all;
}

std::vector<crypto::ClearColumn> clear_columns() {
    auto all = approvals::store::clear_columns();
    for (auto& one : meetings::store::clear_columns()) all.push_back(std::move(one));
    for (auto& one : ballots::clear_columns()) all.push_back(std::move(one));
    for (auto& one : appraisal::store::clear_columns()) all.push_back(std::move(one));
    return all;
}

}  // namespace xinglin::app
