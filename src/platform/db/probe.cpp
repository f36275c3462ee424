#include "platform/db/probe.hpp"

#include "gen/db/sql.hpp"

#include <exception>

namespace xinglin::db {

std::string probe(Database& database, Instant now) {
    try {
        auto const done = database.write([&](Tx& tx) -> Result<Done> {
            tx.run(sql::probe, now);
            return Done{};
        });
        return done ? std::string() : done.error().code;
    } catch (Fault const& fault) {
        return fault.message.empty() ? "the write failed" : fault.message;
    } catch (std::exception const& fault) { return fault.what(); }
}

}  // namespace xinglin::db
