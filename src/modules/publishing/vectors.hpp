#pragma once
#include "modules/regulations/vectors.hpp"

namespace xinglin::publishing {

/// Lets vector files check the rules of openness. `rules` must outlive the book.
void add_vectors(regulations::VectorBook& book, regulations::RuleSet const& rules);

}  // namespace xinglin::publishing
