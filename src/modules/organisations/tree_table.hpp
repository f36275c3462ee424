#pragma once
// The living tree as the table an import of organisations reads, so that what goes out can come in elsewhere.

#include "platform/db/db.hpp"

#include <string>
#include <vector>

namespace xinglin::organisations {

struct TreeTable {
    std::vector<std::string> headers;
    std::vector<std::vector<std::string>> rows;  ///< each organisation after its parent
};
[[nodiscard]] TreeTable tree_table(db::Reader& reader);

}  // namespace xinglin::organisations
