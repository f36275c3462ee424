#include "modules/people/shown_lines.hpp"

#include <mutex>
#include <utility>

namespace xinglin::people {

std::uint64_t ShownLines::place(Key const& key) {
    return static_cast<std::uint64_t>(key.id.value) * 4 + (key.personal ? 2 : 0) + (key.internal ? 1 : 0);
}

ShownLines::Line const* ShownLines::View::find(Key const& key) const {
    auto const found = of_.lines_.find(place(key));
    bool const same =
        found != of_.lines_.end() && found->second.version == key.version && found->second.changed_at == key.changed_at;
    return same ? &found->second.line : nullptr;
}

void ShownLines::keep(Key const& key, Line line) {
    std::lock_guard const lock(mutex_);
    if (lines_.size() >= most_) lines_.clear();
    lines_.insert_or_assign(place(key), Kept{key.version, key.changed_at, std::move(line)});
}

}  // namespace xinglin::people
