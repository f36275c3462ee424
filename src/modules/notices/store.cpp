#include "modules/notices/store.hpp"

#include "gen/notices/sql.hpp"

namespace xinglin::notices::store {

namespace {

Notice from(db::Row const& row) {
    return {
        row.get<NoticeId>(0),    row.get<std::string>(1), row.get<std::string>(2),           row.get<std::string>(3),
        row.get<std::string>(4), row.get<Instant>(5),     row.get<std::optional<Instant>>(6)};
}

std::vector<Notice> newest(db::Reader& reader, db::Statement const& statement, std::int64_t recipient,
                           std::int64_t before, bool unread, std::int64_t limit) {
    std::vector<std::string_view> blocks;
    if (before != 0) blocks.push_back("before");
    if (unread) blocks.push_back("unread");
    return reader.all(statement.with(blocks), from, recipient, before, limit);
}

}  // namespace

bool insert(db::Tx& tx, NoticeId id, Message const& message, Instant at, std::optional<Instant> waits_until) {
    return tx.run(sql::insert, id, message.account, message.person, message.kind, message.title, message.body,
                  message.link, message.source_key, at, waits_until) > 0;
}

std::vector<Waiting> waiting_since(db::Reader& reader, Instant now, int limit) {
    return reader.all(
        sql::waiting_since,
        [](db::Row const& row) {
            return Waiting{row.get<NoticeId>(0), row.get<AccountId>(1), row.get<PersonId>(2), row.get<bool>(3)};
        },
        now, std::int64_t{limit});
}

void put_off(db::Tx& tx, NoticeId id, std::optional<Instant> until) { tx.run(sql::put_off, id, until); }

std::vector<Notice> of_account(db::Reader& reader, AccountId account, std::int64_t before, bool unread,
                               std::int64_t limit) {
    return newest(reader, sql::of_account, account.value, before, unread, limit);
}

std::vector<Notice> of_person(db::Reader& reader, PersonId person, std::int64_t before, bool unread,
                              std::int64_t limit) {
    return newest(reader, sql::of_person, person.value, before, unread, limit);
}

int unread_count(db::Reader& reader, AccountId account, PersonId person) {
    return static_cast<int>(reader.value<std::int64_t>(sql::unread_count, account, person).value_or(0));
}

bool mark_read(db::Tx& tx, NoticeId id, AccountId account, PersonId person, Instant at) {
    return tx.run(sql::mark_read, id, account, person, at) > 0;
}

void mark_all_read(db::Tx& tx, AccountId account, PersonId person, Instant at) {
    tx.run(sql::mark_all_read, account, person, at);
}

bool exists(db::Reader& reader, NoticeId id, AccountId account, PersonId person) {
    return reader.value<std::int64_t>(sql::exists, id, account, person).has_value();
}

}  // namespace xinglin::notices::store
