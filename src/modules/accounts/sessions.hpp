#pragma once
// Sessions: opaque tokens, looked up in memory, ended everywhere within a second.

#include "modules/accounts/standing.hpp"
#include "platform/http/edge.hpp"

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <unordered_map>

namespace xinglin::accounts {

/// A session just opened; the token is known to nobody else and stored as a digest only.
struct OpenedSession {
    std::string token;
    SessionId id;
    std::int64_t seconds{0};  ///< how long at most
};

/// Answers most requests from memory: one look at the counter of changes each quarter second, by whichever request comes then,
/// tells whether anything was revoked on any node. Idle and absolute limits are measured by a clock that no change of the
/// wall clock moves; after a restart they continue from what is stored (written once a minute).
class Sessions final : public http::Authenticator {
  public:
    /// Milliseconds since some fixed point, never going back.
    using Ticks = std::function<std::int64_t()>;
    explicit Sessions(Context const& context, Ticks ticks = {});
    ~Sessions() override;

    std::shared_ptr<http::Identity const> identify(std::string_view token, std::string_view client_address, Instant now,
                                                   bool activity) override;

    /// Opens a session within tx. In the graded profile an administrator has one at a time.
    [[nodiscard]] OpenedSession open(db::Tx& tx, Standing const& standing, bool second_factor, std::string_view address,
                                     std::string_view agent, Instant now);
    /// Ends sessions of an account within tx, but for `except`; every node learns of it. @returns how many
    std::int64_t end_all(db::Tx& tx, AccountId account, SessionId except);
    [[nodiscard]] bool end(db::Tx& tx, AccountId account, SessionId session);
    /// Makes every node look again at accounts and grants.
    void note_change(db::Tx& tx);

    /// Token that a state-changing request must repeat in its header.
    [[nodiscard]] static std::string csrf_token(std::string_view session_token);
    /// Writes down when sessions were last used; called once a minute by itself and at the end of the program.
    void flush();

  private:
    struct Entry {
        std::shared_ptr<http::Identity const> identity;
        SessionId id;
        std::int64_t generation{0};  ///< of the changes it was read under
        Date day;  ///< grants begin and end at midnight
        std::int64_t ends_at{0};  ///< ticks
        std::int64_t idle_ms{0};
        std::atomic<std::int64_t> used_at{0};  ///< ticks
        std::atomic<std::int64_t> used_wall{0};  ///< what is written down
        std::atomic<std::int64_t> written_wall{0};
    };
    using Found = std::shared_ptr<Entry>;

    void look_for_changes();
    [[nodiscard]] Found find(std::string const& digest) const;
    [[nodiscard]] Found load(std::string const& digest, std::string_view token, Found const& known, Instant now);
    void forget(std::string const& digest);

    Context const& context_;
    Ticks ticks_;
    mutable std::shared_mutex mutex_;
    std::unordered_map<std::string, Found> entries_;
    std::atomic<std::int64_t> generation_{0};
    std::atomic<std::int64_t> looked_at_;
    std::atomic<std::int64_t> flushed_at_;
    std::mutex looking_;
    std::mutex flushing_;
};

}  // namespace xinglin::accounts
