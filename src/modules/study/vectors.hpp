#pragma once
#include "modules/regulations/vectors.hpp"

namespace xinglin::study {

/// Lets vector files check the rules of education. `rules` must outlive the book.
/// @param today the day whose figures a case without a day is judged by
void add_vectors(regulations::VectorBook& book, regulations::RuleSet const& rules, Date today);

}  // namespace xinglin::study
