#include "platform/db/reads_for.hpp"

namespace xinglin::db {

std::unique_ptr<Reader> reader_for(Database& database, ReadsFor const& whom) {
    auto* const securing = dynamic_cast<SecuresRows*>(&database);
    return securing == nullptr ? database.reader() : securing->reader_for(whom);
}

}  // namespace xinglin::db
