#pragma once
// The trail: append-only, hash-chained, written in the transaction of the change it records.

#include "base/id.hpp"
#include "platform/auth/auth.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace xinglin {
class Clock;
namespace db {
class Tx;
}
}  // namespace xinglin

namespace xinglin::audit {

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
    explicit Trail(Clock const& clock) : clock_(clock) {}
    void record(db::Tx& tx, auth::Actor const& actor, Event const& event) const;

  private:
    Clock const& clock_;
};

}  // namespace xinglin::audit
