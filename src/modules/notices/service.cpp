#include "modules/notices/notices.hpp"
#include "modules/notices/store.hpp"

#include "platform/db/db.hpp"
#include "platform/push/push.hpp"

#include <algorithm>

namespace xinglin::notices {

void Service::tell(db::Tx& tx, Message const& message) {
    auto const id = ids_.next<NoticeId>();
    if (!store::insert(tx, id, message, clock_.now())) return;
    // Nobody else's screen learns that there was a notice.
    auto told = message.person.none() || !accounts_of_ ? std::vector<AccountId>{} : accounts_of_(tx, message.person);
    if (!message.account.none() && std::ranges::find(told, message.account) == told.end())
        told.push_back(message.account);
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
