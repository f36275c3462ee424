#pragma once
#include "modules/regulations/vectors.hpp"

namespace xinglin::honours {

/// Lets vector files check the rules of evaluation. `rules` must outlive the book.
/// @param today the day whose figures a case without a day is judged by
void add_vectors(regulations::VectorBook& book, regulations::RuleSet const& rules, Date today);

}  // namespace xinglin::honours
