#include "modules/intake/branches.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace xinglin::intake {

namespace {

constexpr std::string_view endings[] = {"党支部委员会", "支部委员会", "党总支部委员会", "总支部委员会",
                                        "党支部",       "支部",       "党总支部",       "党总支",
                                        "总支部",       "总支",       "党委",           "委员会"};

std::string without_ending(std::string_view key) {
    for (auto const ending : endings)
        if (key.size() > ending.size() && key.ends_with(ending))
            return std::string(key.substr(0, key.size() - ending.size()));
    return std::string(key);
}

std::string without_party(std::string_view key) {
    for (std::string_view const lead : {"中国共产党", "中共"})
        if (key.starts_with(lead)) return std::string(key.substr(lead.size()));
    return std::string(key);
}

/// 五官科第一 → 五官科; 行政第一第一 → 行政第一.
std::string without_ordinal(std::string_view core) {
    auto const points = text::decode(core);
    auto const start = points.rfind(U'第');
    if (start == std::u32string::npos || start == 0 || start + 1 >= points.size()) return {};
    for (auto const c : points.substr(start + 1))
        if (std::u32string_view(U"一二三四五六七八九十0123456789").find(c) == std::u32string_view::npos) return {};
    return text::encode(std::u32string_view(points).substr(0, start));
}

/// Whether all characters of `part` stand in `whole` in this order.
bool subsequence(std::u32string_view part, std::u32string_view whole) {
    std::size_t at = 0;
    for (auto const c : whole)
        if (at < part.size() && part[at] == c) ++at;
    return at == part.size();
}

/// The departments that share a branch: 康复 and 中医科 of 康复与中医科; none where it is one.
std::vector<std::string> shared_by(std::string_view core) {
    auto joined = std::string(core);
    for (std::string_view const word : {"与", "及", "和", "、", "暨"}) joined = text::replace_all(joined, word, "|");
    std::vector<std::string> parts;
    for (auto const part : text::split(joined, '|')) parts.emplace_back(part);
    return parts.size() > 1 ? parts : std::vector<std::string>{};
}

/// Short for it, or it with a word left out: 心内科 of 心血管内科, 检验输血科 of 检验与输血科.
bool abbreviates(std::u32string_view core, std::u32string_view whole) {
    auto const& part = core.size() < whole.size() ? core : whole;
    auto const& longer = core.size() < whole.size() ? whole : core;
    return part.size() >= 3 && part.size() != longer.size() && part.size() * 5 >= longer.size() * 3 &&
           part.front() == longer.front() && part.back() == longer.back() && subsequence(part, longer);
}

}  // namespace

std::string Branches::key(std::string_view text) { return text::without_blanks(text::half_width(text)); }

Branches::Branches(std::vector<Known> known, std::unordered_map<std::string, OrganisationId> aliases)
    : known_(std::move(known)) {
    for (auto const& one : known_) {
        if (one.holds_members) continue;
        // 中共云澜市第一人民医院委员会 → 云澜市第一人民医院, which people put before a branch's short name.
        for (auto const& name : {one.name, one.short_name}) {
            auto const whole = key(name);
            for (auto& prefix : {whole, without_party(whole), without_ending(without_party(whole))})
                if (prefix.size() >= 6) prefixes_.push_back(prefix);
        }
    }
    std::sort(prefixes_.begin(), prefixes_.end(),
              [](auto const& a, auto const& b) { return a.size() > b.size() || (a.size() == b.size() && a < b); });
    prefixes_.erase(std::unique(prefixes_.begin(), prefixes_.end()), prefixes_.end());
    for (std::size_t i = 0; i < known_.size(); ++i) {
        for (auto const& name : {known_[i].name, known_[i].short_name, known_[i].code})
            if (!name.empty()) exact_.emplace(key(name), i);
        if (!known_[i].holds_members) continue;
        auto const short_core = core(key(known_[i].short_name.empty() ? known_[i].name : known_[i].short_name));
        cores_[short_core].push_back(i);
        core_list_.push_back({text::decode(short_core), shared_by(short_core), i});
        auto const long_core = core(key(known_[i].name));
        if (long_core != short_core) {
            cores_[long_core].push_back(i);
            core_list_.push_back({text::decode(long_core), shared_by(long_core), i});
        }
    }
    for (auto const& [text, id] : aliases)
        for (std::size_t i = 0; i < known_.size(); ++i)
            if (known_[i].id == id) exact_.emplace(key(text), i);
}

std::string Branches::core(std::string_view key) const {
    auto rest = without_party(key);
    for (int turn = 0; turn < 3; ++turn) {
        auto const prefix = std::find_if(prefixes_.begin(), prefixes_.end(), [&](std::string const& one) {
            return rest.size() > one.size() && rest.starts_with(one) &&
                   !without_ending(std::string_view(rest).substr(one.size())).empty() && without_ending(rest) != one;
        });
        if (prefix == prefixes_.end()) break;
        rest = without_party(std::string_view(rest).substr(prefix->size()));
    }
    return without_ending(rest);
}

Match Branches::by_core(std::string const& core) const {
    auto const found = cores_.find(core);
    if (found == cores_.end()) return {};
    if (found->second.size() > 1) return {Match::How::ambiguous, nullptr};
    return {Match::How::proposed, &known_[found->second.front()]};
}

Match Branches::resolve(std::string_view text) const {
    std::string const as_written(text);
    if (auto const seen = seen_.find(as_written); seen != seen_.end()) return seen->second;
    auto const typed = key(text);
    auto const decide = [&]() -> Match {
        if (auto const exact = exact_.find(typed); exact != exact_.end()) {
            auto const& known = known_[exact->second];
            if (!known.holds_members) return {};
            return {Match::How::exact, &known};
        }
        auto const plain = core(typed);
        if (plain.empty()) return {};
        if (auto const same = by_core(plain); same.how != Match::How::unknown) return same;
        if (auto const shorter = without_ordinal(plain); !shorter.empty())
            if (auto const same = by_core(shorter); same.how != Match::How::unknown) return same;
        auto const points = text::decode(plain);
        std::vector<std::size_t> fitting;
        for (auto const& [other, parts, index] : core_list_)
            if ((std::find(parts.begin(), parts.end(), plain) != parts.end() || abbreviates(points, other)) &&
                std::find(fitting.begin(), fitting.end(), index) == fitting.end())
                fitting.push_back(index);
        if (fitting.size() > 1) return {Match::How::ambiguous, nullptr};
        if (fitting.empty()) return {};
        return {Match::How::proposed, &known_[fitting.front()]};
    };
    auto made = decide();
    if (seen_.size() < 100000) seen_.emplace(as_written, made);
    return made;
}

Known const* Branches::find(OrganisationId id) const {
    auto const found = std::find_if(known_.begin(), known_.end(), [&](Known const& one) { return one.id == id; });
    return found == known_.end() ? nullptr : &*found;
}

Known const* Branches::named_in(std::string_view title) const {
    auto const typed = key(title);
    Known const* found = nullptr;
    std::size_t longest = 0;
    bool twice = false;
    for (auto const& one : known_) {
        if (!one.holds_members) continue;
        for (auto const& name : {key(one.name), key(one.short_name)}) {
            if (name.size() < 9 || !text::contains(typed, name) || name.size() < longest) continue;
            twice = found != nullptr && name.size() == longest && found != &one;
            found = &one;
            longest = name.size();
        }
    }
    return twice ? nullptr : found;
}

}  // namespace xinglin::intake
