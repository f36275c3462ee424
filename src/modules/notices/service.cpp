#include "modules/notices/notices.hpp"
#include "modules/notices/store.hpp"

#include "platform/db/db.hpp"
#include "platform/push/push.hpp"

#include <algorithm>

namespace xinglin::notices {

namespace {
/// One turn of the writer; the next minute takes the rest.
constexpr int most_at_once = 500;
}  // namespace

void Service::tell(db::Tx& tx, Message const& message) {
    auto const id = ids_.next<NoticeId>();
    auto const now = clock_.now();
    auto const at = message.urgent ? now : wakes_at(tx, message.person, now);
    if (!store::insert(tx, id, message, now, at > now ? std::optional(at) : std::nullopt)) return;
    if (at <= now) wake(tx, id, message.account, message.person);
}

Instant Service::wakes_at(db::Reader& reader, PersonId person, Instant now) const {
    return person.none() || !may_remind_ ? now : may_remind_(reader, person, now);
}

Result<int> Service::remind_waiting() {
    return db_.write([&](db::Tx& tx) -> Result<int> {
        auto const now = clock_.now();
        int woken = 0;
        for (auto const& one : store::waiting_since(tx, now, most_at_once)) {
            // The roster may have been changed since it was put off.
            auto const at = wakes_at(tx, one.person, now);
            store::put_off(tx, one.id, at > now ? std::optional(at) : std::nullopt);
            if (at > now) continue;
            ++woken;
            if (!one.read) wake(tx, one.id, one.account, one.person);
        }
        return woken;
    });
}

void Service::wake(db::Tx& tx, NoticeId id, AccountId account, PersonId person) {
    // Nobody else's screen learns that there was a notice.
    auto told = person.none() || !accounts_of_ ? std::vector<AccountId>{} : accounts_of_(tx, person);
    if (!account.none() && std::ranges::find(told, account) == told.end()) told.push_back(account);
    tx.after_commit([this, told = std::move(told), id] {
        for (auto const account : told) hub_.notify(push::Audience::one(account), {"notice", id.value, 1});
    });
}

NoticePage Service::list(db::Reader& reader, auth::Actor const& actor, NoticeFilter const& filter) const {
    auto const before = filter.cursor ? filter.cursor->number(0).value_or(0) : 0;
    // One more than asked, so that the page knows whether there are others.
    auto rows = store::of_account(reader, actor.account, before, filter.unread, filter.limit.value + 1);
    if (!actor.person.none()) {
        auto personal = store::of_person(reader, actor.person, before, filter.unread, filter.limit.value + 1);
        rows.insert(rows.end(), personal.begin(), personal.end());
        std::sort(rows.begin(), rows.end(), [](Notice const& a, Notice const& b) { return a.id > b.id; });
    }
    auto page = Page<Notice>::of(std::move(rows), static_cast<std::size_t>(filter.limit.value),
                                 [](Notice const& last) { return std::vector<std::string>{last.id.text()}; });
    return {std::move(page.items), std::move(page.next), store::unread_count(reader, actor.account, actor.person)};
}

Result<Done> Service::mark_read(auth::Actor const& actor, NoticeId id) {
    return db_.write([&](db::Tx& tx) -> Result<Done> {
        if (store::mark_read(tx, id, actor.account, actor.person, clock_.now())) return Done{};
        // Read already is as good; somebody else's answers like none at all.
        if (store::exists(tx, id, actor.account, actor.person)) return Done{};
        return fail(not_found());
    });
}

Result<Done> Service::mark_all_read(auth::Actor const& actor) {
    return db_.write([&](db::Tx& tx) -> Result<Done> {
        store::mark_all_read(tx, actor.account, actor.person, clock_.now());
        return Done{};
    });
}

}  // namespace xinglin::notices
