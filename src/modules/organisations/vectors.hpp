#pragma once
#include "modules/regulations/vectors.hpp"

namespace xinglin::organisations {

/// Names this module's rules to the vector runner. `rules` must live as long as the book of vectors.
void add_vectors(regulations::VectorBook& book, regulations::RuleSet const& rules);

/// The part on hospitals and projects.
/// @param today the day whose figures a case without a day is judged by
void add_hospital_vectors(regulations::VectorBook& book, regulations::RuleSet const& rules, Date today);

}  // namespace xinglin::organisations
