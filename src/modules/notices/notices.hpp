#pragma once
// The notice centre: what a person should hear of, kept until read. A push only says that there is something new.

#include "base/id.hpp"
#include "base/page.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "platform/auth/auth.hpp"

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace xinglin {
namespace db {
class Database;
class Reader;
class Tx;
}  // namespace db
namespace http {
class Router;
}
namespace push {
class Hub;
}
}  // namespace xinglin

namespace xinglin::notices {

using NoticeId = Id<struct NoticeTag>;

/// What to tell whom. Bodies never carry sensitive values: a title, a sentence and a link to where the thing is.
struct Message {
    AccountId account;       ///< to an account (administrators), or
    PersonId person;         ///< to whoever signs in as this person
    std::string kind;        ///< "correction_decided", …
    std::string title;       ///< at most 60 characters
    std::string body;        ///< one or two sentences
    std::string link;        ///< path inside the platform, "/m/…" or "/console/…"
    std::string source_key;  ///< the same key is told once, however often the event is delivered
    bool urgent{false};  ///< wakes an open screen also at night and within a shift
};

struct Notice {
    NoticeId id;
    std::string kind;
    std::string title;
    std::string body;
    std::string link;
    Instant created_at;
    std::optional<Instant> read_at;
};

struct NoticeFilter {
    bool unread{false};
    Within<1, 100> limit{20};
    std::optional<Cursor> cursor;
};

struct NoticePage {
    std::vector<Notice> items;
    std::optional<Cursor> next;
    int unread{0};  ///< capped at 100 per kind of recipient
};

/// The accounts of a person, answered by the composition root: whose open screens hear of a notice to the person.
/// Without it nobody is woken; the notice is there when the list is read.
using AccountsOf = std::function<std::vector<AccountId>(db::Reader&, PersonId)>;

/// When a person may be reminded, at this instant or later: not at night, within a shift, or while resting from a night shift.
/// Answered by the composition root, which knows the rosters. Without it everybody may at once.
using MayRemind = std::function<Instant(db::Reader&, PersonId, Instant)>;

class Service {
  public:
    Service(db::Database& db, IdSource& ids, Clock const& clock, push::Hub& hub, AccountsOf accounts_of = {},
            MayRemind may_remind = {})
        : db_(db),
          ids_(ids),
          clock_(clock),
          hub_(hub),
          accounts_of_(std::move(accounts_of)),
          may_remind_(std::move(may_remind)) {}

    /// Within the transaction of its cause. Telling the same source_key again changes nothing. It is on the list at once, for
    /// whoever looks; open screens are woken when the person may be reminded, at once when it is urgent.
    void tell(db::Tx& tx, Message const& message);
    /// Wakes open screens for what has waited long enough; what still may not be is put off again. For a job, each minute.
    [[nodiscard]] Result<int> remind_waiting();
    /// Only one's own notices can be read or marked.
    [[nodiscard]] NoticePage list(db::Reader& reader, auth::Actor const& actor, NoticeFilter const& filter) const;
    Result<Done> mark_read(auth::Actor const& actor, NoticeId id);
    Result<Done> mark_all_read(auth::Actor const& actor);

  private:
    [[nodiscard]] Instant wakes_at(db::Reader& reader, PersonId person, Instant now) const;
    void wake(db::Tx& tx, NoticeId id, AccountId account, PersonId person);

    db::Database& db_;
    IdSource& ids_;
    Clock const& clock_;
    push::Hub& hub_;
    AccountsOf accounts_of_;
    MayRemind may_remind_;
};

/// GET /v1/notices, PUT /v1/notices/{id}/reading, PUT /v1/notices/reading
void routes(http::Router& router, Service& service);

}  // namespace xinglin::notices
