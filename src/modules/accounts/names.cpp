#include "modules/accounts/names.hpp"

#include "modules/accounts/store.hpp"

namespace xinglin::accounts {

std::string account_name(db::Reader& reader, AccountId id) {
    auto const account = id.none() ? std::nullopt : store::find(reader, id);
    return account ? account->name : std::string();
}

}  // namespace xinglin::accounts
