#pragma once
#include "modules/regulations/vectors.hpp"

namespace xinglin::members {

/// Lets vector files check the rules on sanctions and disposal. `rules` must outlive the book.
void add_vectors(regulations::VectorBook& book, regulations::RuleSet const& rules);

}  // namespace xinglin::members
