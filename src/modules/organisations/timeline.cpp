#include "modules/organisations/timeline.hpp"

namespace xinglin::organisations {

void Timeline::let_go(Slice& slice) {
    if (slice.row != 0) gone.push_back({slice.row, slice.change});
    slice.row = 0;
    slice.change = {};
}

void Timeline::patch(Date from, std::function<bool(Facts&)> const& change) {
    std::vector<Slice> made;
    bool going = true;
    for (auto& slice : slices) {
        Facts facts = slice.facts;
        if (!going || slice.to <= from || !(going = change(facts)) || facts == slice.facts) {
            made.push_back(std::move(slice));
            continue;
        }
        let_go(slice);
        if (slice.from < from) {
            auto before = slice;
            before.to = from;
            made.push_back(std::move(before));
            slice.from = from;
        }
        slice.facts = std::move(facts);
        made.push_back(std::move(slice));
    }
    slices = std::move(made);
}

void Timeline::end(Date on) {
    std::vector<Slice> kept;
    for (auto& slice : slices) {
        if (slice.to > on) {
            let_go(slice);
            if (slice.from >= on) continue;
            slice.to = on;
        }
        kept.push_back(std::move(slice));
    }
    slices = std::move(kept);
}

void Timeline::begin(Date on, Facts facts) { slices.push_back({0, {}, on, forever, std::move(facts)}); }

Slice const* Timeline::on(Date day) const {
    for (auto const& slice : slices)
        if (slice.from <= day && day < slice.to) return &slice;
    return nullptr;
}

Slice const* Timeline::after(Date day) const {
    for (auto const& slice : slices)
        if (day < slice.from) return &slice;
    return nullptr;
}

}  // namespace xinglin::organisations
