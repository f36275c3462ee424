#include "modules/portal/kept_pages.hpp"

namespace xinglin::portal {

PageFacts::PageFacts(std::string_view page, Frame const& frame) {
    text_.reserve(1024);
    add(page).add(frame.institution).add(frame.at);
    text_ += frame.demo ? 'd' : '-';
    text_ += frame.large ? 'l' : '-';
}

PageFacts& PageFacts::add(std::string_view text) {
    // Its length goes before it, so that two neighbours cannot share their bytes otherwise.
    add(static_cast<std::int64_t>(text.size()));
    text_ += text;
    return *this;
}

PageFacts& PageFacts::add(std::int64_t number) {
    text_.append(reinterpret_cast<char const*>(&number), sizeof number);
    return *this;
}

PageFacts& PageFacts::add(PublicOrganisation const& one) {
    return add(one.id.value)
        .add(one.parent.value)
        .add(std::int64_t{one.depth})
        .add(one.name)
        .add(one.short_name)
        .add(one.kind)
        .add(one.phone)
        .add(one.founded)
        .add(one.secretary);
}

PageFacts& PageFacts::add(std::vector<PublicOrganisation> const& organisations) {
    add(static_cast<std::int64_t>(organisations.size()));
    for (auto const& one : organisations) add(one);
    return *this;
}

std::string KeptPages::page(PageFacts const& facts, std::function<std::string()> const& render) {
    {
        std::lock_guard const lock(mutex_);
        auto const found = pages_.find(facts.text());
        if (found != pages_.end()) return found->second;
    }
    auto made = render();
    auto const size = facts.text().size() + made.size();
    std::lock_guard const lock(mutex_);
    if (bytes_ + size > most_bytes_) {
        pages_.clear();
        bytes_ = 0;
    }
    if (size <= most_bytes_ && pages_.emplace(facts.text(), made).second) bytes_ += size;
    return made;
}

std::optional<std::string> ServedPages::at(std::optional<std::int64_t> mark, std::string_view asked) const {
    if (!mark) return std::nullopt;
    std::lock_guard const lock(mutex_);
    if (*mark != mark_) return std::nullopt;
    auto const found = pages_.find(asked);
    return found == pages_.end() ? std::nullopt : std::optional(found->second);
}

void ServedPages::keep(std::optional<std::int64_t> mark, std::string_view asked, std::string const& page) {
    if (!mark) return;
    std::lock_guard const lock(mutex_);
    if (*mark != mark_ || pages_.size() >= most) pages_.clear();
    mark_ = *mark;
    pages_.insert_or_assign(std::string(asked), page);
}

}  // namespace xinglin::portal
