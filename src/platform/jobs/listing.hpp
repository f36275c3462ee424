#pragma once
// Jobs as the administrator of the system sees them: all of them, with what stopped them.

#include "platform/jobs/jobs.hpp"

#include <optional>
#include <vector>

namespace xinglin::jobs {

struct Entry : Progress {
    std::int64_t tries{0};
    Instant run_at;     ///< when it began or is to begin
    std::string fault;  ///< what stopped it the last time, for the operator; "" nothing
    std::optional<Instant> ended_at;
};
enum class Which { open, ended };  ///< waiting, running or parked; over

/// The latest first.
[[nodiscard]] std::vector<Entry> list(db::Reader& reader, Which which, int limit);

}  // namespace xinglin::jobs
