#pragma once
// News for open screens: a push names what changed (kind, id, version), never the record; the client reads it again through
// the contract, so access is decided in one place.

#include "base/id.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace xinglin::push {

struct Event {
    std::string kind;  ///< "job", "notice", "import", "session_ended", …
    std::int64_t id{0};
    std::int64_t version{0};
};

/// Who is told. An event for a path reaches the listeners whose scope covers it.
struct Audience {
    AccountId account{};  ///< one account, or
    std::string path{};  ///< everybody with a scope over this organisation, or
    bool everyone{false};  ///< every signed-in listener
    /// Besides those with a scope over the path: whoever signs in as one of these people.
    std::shared_ptr<std::set<PersonId> const> people{};
    [[nodiscard]] static Audience one(AccountId account) { return {account, {}, false, {}}; }
    [[nodiscard]] static Audience over(std::string path) { return {{}, std::move(path), false, {}}; }
    [[nodiscard]] static Audience over(std::string path, std::set<PersonId> people) {
        return {{}, std::move(path), false, std::make_shared<std::set<PersonId> const>(std::move(people))};
    }
    [[nodiscard]] static Audience all() { return {{}, {}, true, {}}; }
};

/// One event as it is sent: `data` is JSON {"kind","id","version"}.
struct Sent {
    std::uint64_t sequence{0};
    std::string kind;
    std::string data;
};

/// Thread-safe. Call notify() after the commit (tx.after_commit), never inside the transaction.
class Hub {
  public:
    /// @param kept how many events stay for clients that come back with Last-Event-ID
    explicit Hub(std::size_t kept = 4096);
    ~Hub();
    Hub(Hub const&) = delete;
    Hub& operator=(Hub const&) = delete;

    void notify(Audience const& audience, Event const& event);
    [[nodiscard]] std::size_t listeners() const;

    /// Who listens: covers(path) says whether an event over that organisation concerns it.
    struct Listener {
        AccountId account;
        PersonId person;  ///< behind the account; none for pure administrators
        std::function<bool(std::string_view path)> covers;
        std::function<void()> wake;  ///< called from any thread when there may be news; must not block
    };
    using Ticket = std::uint64_t;
    [[nodiscard]] Ticket join(Listener listener);
    void leave(Ticket ticket);
    /// Events for this listener after `sequence`, at most `most`; moves `sequence` on. `lost` tells that older ones are gone:
    /// the client should read everything again.
    [[nodiscard]] std::vector<Sent> after(Ticket ticket, std::uint64_t& sequence, std::size_t most, bool& lost) const;
    [[nodiscard]] std::uint64_t last() const;
    /// Ids of events are "<epoch>-<sequence>": a restart begins a new epoch.
    [[nodiscard]] std::string id(std::uint64_t sequence) const;
    /// Sequence of a Last-Event-ID of this epoch; nothing for another one or nonsense.
    [[nodiscard]] std::uint64_t sequence_of(std::string_view last_event_id, bool& known) const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace xinglin::push
