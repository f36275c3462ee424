#pragma once
// What counting votes and counting elections share. Inside this module only.

#include "modules/meetings/figures.hpp"
#include "modules/meetings/voting.hpp"

namespace xinglin::meetings {

/// A meeting that goes on, the point at hand, and who counts.
struct Voting::Room {
    Meeting meeting;
    Item item;
    Figures figures;
    regulations::RuleSet rules;
};

/// The first block of the verdict, in words.
inline Result<Done> enforce(Verdict verdict) {
    regulations::phrase(verdict);
    return verdict.enforce();
}

}  // namespace xinglin::meetings
