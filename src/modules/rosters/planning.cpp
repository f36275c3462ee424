#include "modules/rosters/planning.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace xinglin::rosters {

namespace {

std::string people(std::size_t number) { return std::to_string(number) + "人"; }

/// 值班3人、休假1人, the commonest first.
std::string reasons_of(std::vector<Absent> const& absent) {
    std::map<Reason, std::size_t> counts;
    for (auto const& one : absent) ++counts[one.reason];
    std::vector<std::pair<Reason, std::size_t>> order(counts.begin(), counts.end());
    std::stable_sort(order.begin(), order.end(), [](auto const& a, auto const& b) { return a.second > b.second; });
    std::vector<std::string> parts;
    for (auto const& [reason, number] : order) {
        auto const title = reason == Reason::none || reason == Reason::off ? std::string_view("座位已满")
                           : reason == Reason::on_duty                     ? std::string_view("科室须留人")
                                                                           : title_of(reason);
        parts.push_back(std::string(title) + people(number));
    }
    return text::join(parts, "、");
}

}  // namespace

std::string when_text(Span const& when) {
    constexpr std::array<std::string_view, 7> names{"一", "二", "三", "四", "五", "六", "日"};
    return std::to_string(when.day.month) + "月" + std::to_string(when.day.day) + "日（周" +
           std::string(names[static_cast<std::size_t>(when.day.weekday() - 1)]) + "）" + clock_text(when.from);
}

std::string sentence_of(SlotProblem const& problem, Proposal const& proposal) {
    std::size_t coming = 0, asked = 0, unknown = 0;
    std::vector<std::string> parts;
    for (auto const& sitting : proposal.sittings) {
        coming += sitting.coming.size();
        asked += sitting.asked.size();
        unknown += sitting.unknown.size();
        auto when = when_text(problem.candidates[sitting.candidate].when);
        if (proposal.sittings.size() > 1) when += " " + people(sitting.coming.size());
        parts.push_back(std::move(when));
    }
    std::string out = proposal.sittings.size() > 1
                          ? "分" + std::to_string(proposal.sittings.size()) + "场：" + text::join(parts, "、") + "；"
                          : parts.front() + "，";
    out += "应到" + people(problem.people.size()) + "中" + people(coming) + "能到";
    if (asked > 0) out += "，另有" + people(asked) + "正值下夜休息，须本人同意";
    if (unknown > 0) out += "，" + people(unknown) + "排班未知，须先询问";
    if (problem.quorum > 0)
        out += proposal.certain ? "，达到" + people(problem.quorum) + "的到会要求"
                                : "，排班未知的人到会后才能达到" + people(problem.quorum) + "的要求";
    if (!proposal.absent.empty())
        out += "；" + std::string(problem.vote ? "不能到的" : "须补学的") + people(proposal.absent.size()) + "：" +
               reasons_of(proposal.absent);
    return out + "。";
}

std::string why_none(SlotProblem const& problem) {
    if (problem.candidates.empty()) return "这段时间里没有可选的开会时间，请放宽日期或开始时间。";
    // The candidate most voters can come to tells how far it is from enough.
    int most = 0;
    std::size_t best = 0;
    bool led = problem.chairs.empty();
    for (std::size_t s = 0; s < problem.candidates.size(); ++s) {
        int voters = 0;
        for (auto const& person : problem.people) voters += person.votes && gain(person, person.at[s]).has_value();
        if (voters > most) most = voters, best = s;
        for (auto const i : problem.chairs) led = led || gain(problem.people[i], problem.people[i].at[s]).has_value();
    }
    if (!led) return "这段时间里书记、副书记都不能到会，请换一段时间，或不要求他们主持。";
    if (most < problem.quorum)
        return "到会最多的" + when_text(problem.candidates[best].when) + "也只有" +
               people(static_cast<std::size_t>(most)) + "可能到会，不足" +
               people(static_cast<std::size_t>(problem.quorum)) + "，请换一段时间。";
    return "没有同时满足到会人数、主持人和座位的时间，请放宽条件。";
}

}  // namespace xinglin::rosters
