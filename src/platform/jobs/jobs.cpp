#include "platform/jobs/jobs.hpp"

#include "gen/jobs/sql.hpp"
#include "platform/db/db.hpp"
#include "platform/jobs/channels.hpp"

namespace xinglin::jobs {

Problem interrupted() { return problem(Kind::unavailable, std::string(interrupted_code)); }

JobId enqueue(db::Tx& tx, std::string_view kind, std::string_view payload, AccountId owner, Instant run_at) {
    JobId const id{tx.new_id()};
    tx.run(sql::insert, id, kind, payload, owner, run_at);
    tx.notify(due_channel, kind);
    tell_changed(tx, id, owner);
    return id;
}

void tell_changed(db::Tx& tx, JobId id, AccountId owner) { tx.notify(changed_channel, id.text() + " " + owner.text()); }

std::optional<Progress> find(db::Reader& reader, JobId id) {
    return reader.one(
        sql::find,
        [](db::Row const& row) {
            Progress found;
            found.id = row.get<JobId>(0);
            found.kind = row.get<std::string>(1);
            found.state = row.get<std::string>(2);
            found.done = row.get<std::int64_t>(3);
            found.total = row.get<std::int64_t>(4);
            found.message = row.get<std::string>(5);
            found.owner = row.get<AccountId>(6);
            return found;
        },
        id);
}

bool cancel(db::Tx& tx, JobId id) {
    auto const found = find(tx, id);
    if (!found) return false;
    if (tx.run(sql::cancel_untouched, id) == 0 && tx.run(sql::cancel_begun, id) == 0) return false;
    tx.notify(due_channel, found->kind);
    tell_changed(tx, id, found->owner);
    return true;
}

bool retry(db::Tx& tx, JobId id, Instant now) {
    if (tx.run(sql::retry, id, now) == 0) return false;
    tx.notify(due_channel, "");
    return true;
}

std::int64_t parked(db::Reader& reader) { return reader.value<std::int64_t>(sql::count_parked).value_or(0); }

}  // namespace xinglin::jobs
