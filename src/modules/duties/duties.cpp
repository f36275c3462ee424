#include "modules/duties/duties.hpp"

#include <algorithm>

namespace xinglin::duties {

std::vector<Duty> most_urgent(std::vector<Source const*> const& sources, db::Reader& reader, auth::Actor const& actor,
                              Date today, int limit) {
    std::vector<Duty> all;
    for (auto const* source : sources)
        for (auto& duty : source->due(reader, actor, today, limit)) all.push_back(std::move(duty));
    constexpr Date no_day{9999, 12, 31};
    std::stable_sort(all.begin(), all.end(), [&](Duty const& a, Duty const& b) {
        if (a.overdue != b.overdue) return a.overdue;
        auto const due_a = a.due_on.value_or(no_day);
        auto const due_b = b.due_on.value_or(no_day);
        if (due_a != due_b) return due_a < due_b;
        return a.weight > b.weight;
    });
    if (all.size() > static_cast<std::size_t>(limit)) all.resize(static_cast<std::size_t>(limit));
    return all;
}

std::vector<Confirmation> waiting(std::vector<Source const*> const& sources, db::Reader& reader,
                                  auth::Actor const& actor, Instant now) {
    std::vector<Confirmation> all;
    for (auto const* source : sources)
        for (auto& one : source->confirmations(reader, actor, now, most_confirmations)) all.push_back(std::move(one));
    std::stable_sort(all.begin(), all.end(),
                     [](Confirmation const& a, Confirmation const& b) { return a.asked_at < b.asked_at; });
    return all;
}

}  // namespace xinglin::duties
