#pragma once
#include "base/time.hpp"

#include <cstdint>

namespace xinglin::people {

/// Set by the composition root from the configuration.
struct ExportPolicy {
    bool second_person{
        true};    ///< clear exports, and steps that end or suspend a membership, need somebody else besides
    bool second_factor{true};    ///< and a session proven by a second factor
    int most_people{50'000};     ///< one file; a larger institution exports by subtree
    std::int64_t lifetime_ms{24 * hour_ms};
};

}  // namespace xinglin::people
