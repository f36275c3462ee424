#include "base/check.hpp"
#include "modules/members/members.hpp"
#include "modules/regulations/regulations.hpp"

#include <algorithm>
#include <map>

namespace xinglin::members {

namespace {

using regulations::Book;
using regulations::RuleSet;

int number(RuleSet const& rules, std::string_view name, Date day) {
    return static_cast<int>(rules.nearest(name, day).number());
}

Terms read_terms(RuleSet const& rules, Date day) {
    Terms terms{};
    terms.minimum_age = number(rules, "admission.minimum_age", day);
    terms.activist_months = number(rules, "admission.activist_months", day);
    terms.probation_months = number(rules, "admission.probation_months", day);
    terms.extension_minimum = number(rules, "admission.extension_least_months", day);
    terms.extension_maximum = number(rules, "admission.extension_most_months", day);
    terms.readmission_years = number(rules, "disposal.readmission_years", day);
    terms.lost_removal_years = number(rules, "disposal.lost_removal_years", day);
    // The span in which probation was no months at all.
    for (auto const& value : rules.book().find("admission.probation_months")->values)
        if (std::get<std::int64_t>(value.datum) == 0) {
            terms.no_probation_from = value.from;
            terms.no_probation_to = value.to->plus_days(-1);
        }
    return terms;
}

/// Terms by the day they begin to hold. Made once: the regulations are part of the program.
std::map<Date, Terms> read_all() {
    auto const book = regulations::load_embedded();
    XL_CHECK(book.has_value());  // the start has read the same files
    RuleSet const rules(*book, {});
    std::map<Date, Terms> made;
    for (auto const* const name : {"admission.minimum_age", "admission.activist_months", "admission.probation_months",
                                   "admission.extension_least_months", "admission.extension_most_months",
                                   "disposal.readmission_years", "disposal.lost_removal_years"}) {
        auto const* const parameter = book->find(name);
        XL_CHECK(parameter != nullptr);
        for (auto const& value : parameter->values) made.emplace(value.from, read_terms(rules, value.from));
    }
    return made;
}

}  // namespace

Terms const& terms_on(Date day) {
    static std::map<Date, Terms> const all = read_all();
    auto const next = all.upper_bound(day);
    return next == all.begin() ? next->second : std::prev(next)->second;
}

}  // namespace xinglin::members
