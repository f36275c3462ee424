#pragma once
#include "modules/regulations/vectors.hpp"

namespace xinglin::organisations {

/// Names this module's rules to the vector runner. `rules` must live as long as the book of vectors.
void add_vectors(regulations::VectorBook& book, regulations::RuleSet const& rules);

}  // namespace xinglin::organisations
