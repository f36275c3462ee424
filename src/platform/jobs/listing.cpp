#include "platform/jobs/listing.hpp"

#include "gen/jobs/sql.hpp"
#include "platform/db/db.hpp"

#include <array>

namespace xinglin::jobs {

std::vector<Entry> list(db::Reader& reader, Which which, int limit) {
    std::vector<Entry> out;
    std::array<db::Value, 1> const values{db::to_value(limit)};
    reader.query(sql::list.with({which == Which::open ? "open" : "ended"}), values, [&](db::Row const& row) {
        Entry entry;
        entry.id = row.get<JobId>(0);
        entry.kind = row.get<std::string>(1);
        entry.state = row.get<std::string>(2);
        entry.done = row.get<std::int64_t>(3);
        entry.total = row.get<std::int64_t>(4);
        entry.message = row.get<std::string>(5);
        entry.owner = row.get<AccountId>(6);
        entry.tries = row.get<std::int64_t>(7);
        entry.run_at = row.get<Instant>(8);
        entry.fault = row.get<std::string>(9);
        entry.ended_at = row.get<std::optional<Instant>>(10);
        out.push_back(std::move(entry));
        return true;
    });
    return out;
}

}  // namespace xinglin::jobs
