#include "modules/notices/notices.hpp"

#include "gen/notices/sql.hpp"
#include "platform/db/db.hpp"
#include "platform/push/push.hpp"

#include <algorithm>

namespace xinglin::notices {

namespace {

Notice from(db::Row const& row) {
    return {row.get<NoticeId>(0),      row.get<std::string>(1), row.get<std::string>(2),           row.get<std::string>(3),
            row.get<std::string>(4), row.get<Instant>(5),     row.get<std::optional<Instant>>(6)};
}

/// The newest notices of one recipient, one more than asked so that the page knows whether there are others.
std::vector<Notice> newest(db::Reader& reader, db::Statement const& statement, std::int64_t recipient,
                           NoticeFilter const& filter) {
    std::vector<std::string_view> blocks;
    std::int64_t before = 0;
    if (filter.cursor) {
        blocks.push_back("before");
        before = filter.cursor->number(0).value_or(0);
    }
    if (filter.unread) blocks.push_back("unread");
    return reader.all(statement.with(blocks), from, recipient, before, filter.limit.value + 1);
}

}  // namespace

void Service::tell(db::Tx& tx, Message const& message) {
    auto const id = ids_.next<NoticeId>();
    auto const added = tx.run(sql::insert, id, message.account, message.person, message.kind, message.title, message.body,
                              message.link, message.source_key, clock_.now());
    if (added == 0) return;
    // Whoever is told by person has an account this module does not know: all listeners look, each sees only its own.
    tx.after_commit([this, account = message.account, id] {
        hub_.notify(account.none() ? push::Audience::all() : push::Audience::one(account), {"notice", id.value, 1});
    });
}

NoticePage Service::list(db::Reader& reader, auth::Actor const& actor, NoticeFilter const& filter) const {
    auto rows = newest(reader, sql::of_account, actor.account.value, filter);
    if (!actor.person.none()) {
        auto personal = newest(reader, sql::of_person, actor.person.value, filter);
        rows.insert(rows.end(), personal.begin(), personal.end());
        std::sort(rows.begin(), rows.end(), [](Notice const& a, Notice const& b) { return a.id > b.id; });
    }
    auto page = Page<Notice>::of(std::move(rows), static_cast<std::size_t>(filter.limit.value), [](Notice const& last) {
        return std::vector<std::string>{last.id.text()};
    });
    auto const unread = reader.value<std::int64_t>(sql::unread_count, actor.account, actor.person).value_or(0);
    return {std::move(page.items), std::move(page.next), static_cast<int>(unread)};
}

Result<Done> Service::mark_read(auth::Actor const& actor, NoticeId id) {
    return db_.write([&](db::Tx& tx) -> Result<Done> {
        if (tx.run(sql::mark_read, id, actor.account, actor.person, clock_.now()) > 0) return Done{};
        // Read already is as good; somebody else's answers like none at all.
        if (tx.value<std::int64_t>(sql::exists, id, actor.account, actor.person)) return Done{};
        return fail(not_found());
    });
}

Result<Done> Service::mark_all_read(auth::Actor const& actor) {
    return db_.write([&](db::Tx& tx) -> Result<Done> {
        tx.run(sql::mark_all_read, actor.account, actor.person, clock_.now());
        return Done{};
    });
}

}  // namespace xinglin::notices
