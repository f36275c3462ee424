#include "modules/notices/notices.hpp"

#include "platform/http/router.hpp"

namespace xinglin::notices {

namespace {
struct OneNotice {
    NoticeId id;
};
BOOST_DESCRIBE_STRUCT(OneNotice, (), (id))
}  // namespace

BOOST_DESCRIBE_STRUCT(Notice, (), (id, kind, title, body, link, created_at, read_at))
BOOST_DESCRIBE_STRUCT(NoticeFilter, (), (unread, limit, cursor))
BOOST_DESCRIBE_STRUCT(NoticePage, (), (items, next, unread))

void routes(http::Router& router, Service& service) {
    router.get<NoticeFilter, NoticePage>(
        "/v1/notices", auth::signed_in, "List my notices, newest first", {.scope = http::ScopeKind::own},
        [&service](http::Call const& call, NoticeFilter const& filter) -> Result<NoticePage> {
            return service.list(call.reader(), call.actor(), filter);
        });
    router.small_write<OneNotice, http::Nothing>(
        "PUT", "/v1/notices/{id}/reading", auth::signed_in, "Mark one notice as read", {.scope = http::ScopeKind::own},
        [&service](http::Call const& call, OneNotice const& input) -> Result<http::Nothing> {
            TRY(service.mark_read(call.actor(), input.id));
            return http::Nothing{};
        });
    router.small_write<http::Nothing, http::Nothing>(
        "PUT", "/v1/notices/reading", auth::signed_in, "Mark all my notices as read", {.scope = http::ScopeKind::own},
        [&service](http::Call const& call, http::Nothing const&) -> Result<http::Nothing> {
            TRY(service.mark_all_read(call.actor()));
            return http::Nothing{};
        });
}

}  // namespace xinglin::notices
