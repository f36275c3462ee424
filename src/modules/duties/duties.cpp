#include "modules/duties/duties.hpp"

#include <algorithm>

namespace xinglin::duties {

void rank(std::vector<Duty>& duties, Date today) {
    auto const day = [&](Duty const& duty) {
        if (duty.due_on) return *duty.due_on;
        return duty.asked_on ? duty.asked_on->plus_days(days_to_answer) : today.plus_days(days_without_day);
    };
    std::stable_sort(duties.begin(), duties.end(), [&](Duty const& a, Duty const& b) {
        if (a.overdue != b.overdue) return a.overdue;
        auto const day_a = day(a), day_b = day(b);
        return day_a != day_b ? day_a < day_b : a.weight > b.weight;
    });
}

Ranked most_urgent(std::vector<Source const*> const& sources, db::Reader& reader, auth::Actor const& actor, Date today,
                   int limit) {
    Ranked out;
    for (auto const* source : sources)
        for (auto& duty : source->due(reader, actor, today, most_duties)) out.duties.push_back(std::move(duty));
    rank(out.duties, today);
    if (auto const most = static_cast<std::size_t>(limit); out.duties.size() > most) {
        out.more = static_cast<std::int64_t>(out.duties.size() - most);
        out.duties.resize(most);
    }
    return out;
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
