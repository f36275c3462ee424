#pragma once
#include "modules/regulations/vectors.hpp"

namespace xinglin::meetings {

/// Lets vector files check the rules of this module. `rules` must outlive the book.
/// @param today the day whose figures a case without a day is judged by
void add_vectors(regulations::VectorBook& book, regulations::RuleSet const& rules, Date today);
/// The part of it on organisation life: what is due, year plans.
void add_life_vectors(regulations::VectorBook& book, regulations::RuleSet const& rules);
/// The part on minutes, appraisal, ballots and re-elections.
void add_round_vectors(regulations::VectorBook& book, regulations::RuleSet const& rules, Date today);

}  // namespace xinglin::meetings
