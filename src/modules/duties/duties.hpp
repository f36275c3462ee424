#pragma once
// What is due for somebody, and where it is finished. Each module that knows duties gives a Source; app registers them.

#include "base/time.hpp"
#include "platform/auth/auth.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace xinglin::db {
class Reader;
}

namespace xinglin::duties {

/// One thing to do, with the reason and the button that finishes it.
struct Duty {
    std::string id;  ///< stable per duty, so that a list does not jump: "term:123"
    std::string kind;  ///< "organisations.re_election"
    std::string title;  ///< 心血管内科党支部任期将满
    std::string detail;  ///< one sentence: what, by when, why
    std::string article;  ///< "" when no rule speaks
    std::optional<Date> due_on;
    /// Without `due_on`: the day somebody asked (the first of several), so that no request is put off for ever.
    std::optional<Date> asked_on;
    bool overdue{false};
    int weight{0};  ///< among duties of the same day: higher first
    std::int64_t count{1};  ///< things behind it: 12 rows to confirm
    std::string action;  ///< label of the button
    std::string link;  ///< address inside the web app that finishes it
};

enum class ConfirmationKind { role_grant, clear_export, membership_step, late_change, approval };

/// A step somebody took that has no effect before a second person agrees.
struct Confirmation {
    ConfirmationKind kind{};
    std::int64_t id{0};  ///< of the step, in its module
    std::string title;  ///< 林明旭：组织关系转出
    std::string detail;  ///< what to compare before agreeing: period, scope, reason, purpose
    std::string article;  ///< why two people, "" when the regulations do not say
    std::string asked_by;  ///< name of the first person
    Instant asked_at;
    std::string link;  ///< address inside the web app where the thing itself can be looked at
    bool refusable{true};  ///< false: one agrees or leaves it
};

/// What one module knows to be due. Called per request with a snapshot; must be quick (an indexed query).
class Source {
  public:
    virtual ~Source() = default;
    /// At most `limit`, the most urgent first.
    [[nodiscard]] virtual std::vector<Duty> due(db::Reader& reader, auth::Actor const& actor, Date today,
                                                int limit) const = 0;
    /// Steps of others that this actor may agree to; the oldest first, at most `limit`.
    [[nodiscard]] virtual std::vector<Confirmation> confirmations(db::Reader&, auth::Actor const&, Instant /*now*/,
                                                                  int /*limit*/) const {
        return {};
    }
};

/// At most this many of one kind are listed; nobody lets more wait.
inline constexpr int most_confirmations = 50;

/// Never more than this on a home screen.
inline constexpr int most_on_home = 5;

/// More than this nobody has; every source is asked for so many, so that what stands behind the first ones is counted.
inline constexpr int most_duties = 200;
/// A request of somebody ranks as if it were due so many days after it was asked,
inline constexpr int days_to_answer = 7;
/// and what has neither day nor asker as if it were due so many days from today.
inline constexpr int days_without_day = 30;

/// Sorts by urgency: overdue first, then by day (see above for a duty without one), then by weight.
void rank(std::vector<Duty>& duties, Date today);

struct Ranked {
    std::vector<Duty> duties;  ///< at most as many as asked for
    std::int64_t more{0};  ///< how many stand behind them
};

/// The most urgent of all sources and how many there are besides.
[[nodiscard]] Ranked most_urgent(std::vector<Source const*> const& sources, db::Reader& reader,
                                 auth::Actor const& actor, Date today, int limit = most_on_home);

/// What waits for this actor in all modules, the oldest first.
[[nodiscard]] std::vector<Confirmation> waiting(std::vector<Source const*> const& sources, db::Reader& reader,
                                                auth::Actor const& actor, Instant now);

}  // namespace xinglin::duties
