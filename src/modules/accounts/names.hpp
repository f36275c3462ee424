#pragma once
// Part of the door: what an account is called.

#include "base/id.hpp"

#include <string>

namespace xinglin::db {
class Reader;
}

namespace xinglin::accounts {

/// The name an account bears; "" when there is none.
[[nodiscard]] std::string account_name(db::Reader& reader, AccountId id);

}  // namespace xinglin::accounts
