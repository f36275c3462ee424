#pragma once
// The trail: append-only, hash-chained, written in the transaction of the change it records.

#include "base/id.hpp"
#include "base/time.hpp"
#include "platform/auth/auth.hpp"
#include "platform/crypto/crypto.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace xinglin {
class Clock;
namespace db {
class Database;
class Reader;
class Tx;
}// namespace db
namespace crypto {
class Signer;
}
namespace http {
class Router;
}
namespace jobs {
class Runner;
}
}  // namespace xinglin

namespace xinglin::audit {

inline constexpr auth::Right read_right{"audit.read"};
inline constexpr auth::Right export_right{"audit.export"};

/// What happened. Sensitive values never come here in clear: give digests, or the name of the field only.
struct Event {
    std::string action;        ///< stable, past tense: "people.corrected"
    std::string subject_kind;  ///< "person", "organisation", "account", "import", …
    std::int64_t subject{0};   ///< id of the record, 0 when none
    std::string path;          ///< materialised path of the organisation concerned, "" when none
    std::string summary;       ///< Chinese sentence for the audit administrator, without sensitive values
    std::string result{"ok"};  ///< ok | refused | failed
    std::vector<std::pair<std::string, std::string>> details;  ///< names and harmless values or digests
    std::string address;       ///< client address, where a request caused it
};

/// Writes the chain. Stateless but for the clock; the head of the chain lives in the database.
class Trail {
  public:
    /// @param node chain of this process, as of its IdSource
    /// @param profile digest of a chain that begins; one that exists keeps its own
    explicit Trail(Clock const& clock, int node = 0, crypto::Profile profile = crypto::Profile::international)
        : clock_(clock), node_(node), profile_(profile) {}
    void record(db::Tx& tx, auth::Actor const& actor, Event const& event) const;
    /// Many entries under one lock of the head: for imports and other bulk work.
    void record_all(db::Tx& tx, auth::Actor const& actor, std::span<Event const> events) const;

  private:
    Clock const& clock_;
    int node_;
    crypto::Profile profile_;
};

/// One thing that is wrong with the trail.
struct Finding {
    std::int64_t node{0};
    std::int64_t sequence{0};  ///< entry or, with kind checkpoint_*, number of the checkpoint
    std::string
        kind;  ///< changed | missing | truncated | head | checkpoint_changed | checkpoint_missing | checkpoint_signature
    std::string text;  ///< Chinese sentence
};

struct Report {
    std::int64_t entries{0};
    std::int64_t checkpoints{0};
    std::int64_t findings_total{0};
    std::vector<Finding> findings;  ///< the first 200
    std::optional<Instant> last_checkpoint;
    [[nodiscard]] bool intact() const { return findings_total == 0; }
};

/// Recomputes every chain and checks every checkpoint.
/// @param public_key_pem of the installation; "" leaves the signatures unchecked
[[nodiscard]] Report verify(db::Reader& reader, std::string_view public_key_pem);
/// The same in short reads, for a program that works on meanwhile (entries written after the start are not looked at).
[[nodiscard]] Report verify(db::Database& database, std::string_view public_key_pem);

/// Writes a signed statement of where all chains stand. @returns its number, or nothing when nothing happened since the last
std::optional<std::int64_t> write_checkpoint(db::Tx& tx, Instant now, crypto::Signer const& signer);

/// Writes the whole trail as JSON lines (README.md names the members), in short reads. `sink` answers false to stop.
void export_lines(db::Database& database, std::string_view public_key_pem, Instant now,
                  std::function<bool(std::string_view line)> const& sink);

struct RouteParts {
    db::Database& database;
    Trail const& trail;
    crypto::Signer const& signer;
    std::string export_folder;  ///< where an export waits for its download
};
/// The routes of the audit administrator. `parts` and what it refers to outlive the router.
void mount(http::Router& router, RouteParts const& parts);
/// Declares the hourly signed checkpoint. `parts` and what it refers to outlive the runner.
void add_jobs(jobs::Runner& runner, RouteParts const& parts, Clock const& clock);

}  // namespace xinglin::audit
