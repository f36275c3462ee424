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
    bool overdue{false};
    int weight{0};  ///< among duties of the same day: higher first
    std::int64_t count{1};  ///< things behind it: 12 rows to confirm
    std::string action;  ///< label of the button
    std::string link;  ///< address inside the web app that finishes it
};

/// What one module knows to be due. Called per request with a snapshot; must be quick (an indexed query).
class Source {
  public:
    virtual ~Source() = default;
    /// At most `limit`, the most urgent first.
    [[nodiscard]] virtual std::vector<Duty> due(db::Reader& reader, auth::Actor const& actor, Date today,
                                                int limit) const = 0;
};

/// Never more than this on a home screen.
inline constexpr int most_on_home = 5;

/// The most urgent of all sources: overdue first, then by day (without a day last), then by weight.
[[nodiscard]] std::vector<Duty> most_urgent(std::vector<Source const*> const& sources, db::Reader& reader,
                                            auth::Actor const& actor, Date today, int limit = most_on_home);

}  // namespace xinglin::duties
