#pragma once
#include "modules/regulations/vectors.hpp"

namespace xinglin::app {

/// Every rule of the program that answers to vector files. `rules` must outlive the book.
/// @param today the day whose figures a case without a day is judged by
void add_every_rule(regulations::VectorBook& vectors, regulations::RuleSet const& rules, Date today);

}  // namespace xinglin::app
