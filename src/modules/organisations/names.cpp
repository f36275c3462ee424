// Finding organisations by what people write.
#include "modules/organisations/organisations.hpp"

#include "base/text.hpp"
#include "gen/organisations/sql.hpp"
#include "platform/db/db.hpp"

#include <algorithm>
#include <set>

namespace xinglin::organisations {

namespace {

std::string folded(std::string_view name) { return text::upper_ascii(text::without_blanks(text::half_width(name))); }

/// What tells one organisation from its siblings: the words that nearly all of them carry are taken off.
std::u32string core(std::string name) {
    for (auto const* word : {"支部委员会", "总支部委员会", "联合党支部", "党总支部", "总支部", "党总支", "党支部",
                             "支部", "委员会", "党委", "中共", "中国共产党"})
        name = text::replace_all(name, word, "");
    return text::decode(name);
}

/// Longest common run of what both begin with.
std::size_t shared_start(std::u32string const& a, std::u32string const& b) {
    std::size_t n = 0;
    while (n < a.size() && n < b.size() && a[n] == b[n]) ++n;
    return n;
}

/// 0 … 100: how much of both texts is the same letters in the same order (longest common subsequence).
int likeness(std::u32string const& a, std::u32string const& b) {
    if (a.empty() || b.empty()) return 0;
    std::vector<std::size_t> before(b.size() + 1), now(b.size() + 1);
    for (char32_t const letter : a) {
        for (std::size_t j = 0; j < b.size(); ++j)
            now[j + 1] = letter == b[j] ? before[j] + 1 : std::max(now[j], before[j + 1]);
        std::swap(before, now);
    }
    return static_cast<int>(200 * before[b.size()] / (a.size() + b.size()));
}

}  // namespace

NameBook NameBook::load(db::Reader& reader) {
    NameBook book;
    std::unordered_map<std::int64_t, std::size_t> by_id;
    std::vector<std::u32string> full_cores;
    auto const put = [&](std::string_view name, std::size_t entry, By by) {
        auto key = folded(name);
        if (!key.empty()) book.exact_.emplace(std::move(key), std::pair{entry, by});
    };
    reader.each(sql::all_names, [&](db::Row const& row) {
        auto const entry = book.entries_.size();
        book.entries_.push_back({row.get<OrganisationId>(0), row.get<std::string>(2), row.get<std::string>(3), {}});
        by_id[row.integer(0)] = entry;
        put(row.text(1), entry, By::code);
        put(row.text(2), entry, By::full_name);
        put(row.text(3), entry, By::short_name);
        full_cores.push_back(core(folded(row.text(2))));
        book.entries_.back().cores.push_back(core(folded(row.text(3))));
    });
    // Full names begin with the institution's name; what all of them share says nothing.
    std::size_t common = full_cores.size() < 2 ? 0 : full_cores[0].size();
    for (auto const& name : full_cores) common = std::min(common, shared_start(name, full_cores[0]));
    for (std::size_t i = 0; i < full_cores.size(); ++i) book.entries_[i].cores.push_back(full_cores[i].substr(common));
    reader.each(sql::all_aliases, [&](db::Row const& row) {
        auto const entry = by_id.at(row.integer(0));
        put(row.text(1), entry, By::alias);
        book.entries_[entry].cores.push_back(core(folded(row.text(1))));
    });
    return book;
}

NameBook::Resolution NameBook::resolve(std::string_view given) const {
    Resolution found;
    auto const key = folded(given);
    if (key.empty()) return found;
    std::set<std::size_t> exact;
    auto const [begin, end] = exact_.equal_range(key);
    for (auto at = begin; at != end; ++at) {
        exact.insert(at->second.first);
        found.by = at->second.second;
    }
    if (exact.size() == 1) {
        found.id = entries_[*exact.begin()].id;
        return found;
    }
    auto const wanted = core(key);
    for (std::size_t i = 0; i < entries_.size(); ++i) {
        int best = exact.contains(i) ? 100 : 0;
        for (auto const& name : entries_[i].cores) best = std::max(best, likeness(wanted, name));
        if (best >= 50)
            found.proposals.push_back(
                {entries_[i].id, entries_[i].short_name.empty() ? entries_[i].name : entries_[i].short_name, best});
    }
    std::stable_sort(found.proposals.begin(), found.proposals.end(),
                     [](Proposal const& a, Proposal const& b) { return a.likeness > b.likeness; });
    if (found.proposals.size() > 5) found.proposals.resize(5);
    return found;
}

}  // namespace xinglin::organisations
