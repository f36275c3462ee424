#include "modules/honours/rules.hpp"

#include "modules/regulations/figures.hpp"

#include <array>
#include <numeric>
#include <string>

namespace xinglin::honours {

namespace {

using regulations::finding;
using regulations::Severity;

constexpr std::array<std::string_view, branch_part_count> part_titles{
    "组织和班子建设", "组织生活", "党员管理和发展", "教育和思想政治工作", "党建与业务融合", "廉洁和医德医风"};
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> bands{{{"rectify", "整顿提高"},
                                                                              {"pass", "达标"},
                                                                              {"three_star", "三星"},
                                                                              {"four_star", "四星"},
                                                                              {"five_star", "五星（优秀）"}}};

std::int64_t sum(std::vector<std::int64_t> const& parts) {
    return std::accumulate(parts.begin(), parts.end(), std::int64_t{0});
}

/// Parts within a scheme that makes a hundred.
bool scheme_holds(std::vector<std::int64_t> const& parts, regulations::Value const& scheme, Verdict& verdict) {
    auto const& most = scheme.numbers();
    if (sum(most) != 100) {
        verdict.add(finding("evaluation.scheme", Severity::block, scheme).fact("sum", sum(most)));
        return false;
    }
    if (parts.size() != most.size()) {
        verdict.add(finding("evaluation.parts_missing", Severity::block, scheme)
                        .fact("given", static_cast<std::int64_t>(parts.size()))
                        .fact("need", static_cast<std::int64_t>(most.size())));
        return false;
    }
    for (std::size_t i = 0; i < parts.size(); ++i)
        if (parts[i] < 0 || most[i] < parts[i])
            verdict.add(finding("evaluation.part_over", Severity::block, scheme)
                            .fact("part", static_cast<std::int64_t>(i) + 1)
                            .fact("given", parts[i])
                            .fact("most", most[i]));
    return true;
}

}  // namespace

std::string_view title(BranchPart part) { return part_titles[static_cast<std::size_t>(part)]; }
std::string_view code(Band band) { return bands[static_cast<std::size_t>(band)].first; }
std::string_view title(Band band) { return bands[static_cast<std::size_t>(band)].second; }

BranchResult evaluate(BranchEvaluation const& facts, RuleSet const& rules, Date on) {
    BranchResult out;
    auto const scheme = rules.nearest("evaluation.branch_parts", on);
    if (!scheme_holds(facts.parts, scheme, out.verdict)) return out;
    out.total = sum(facts.parts);
    out.vetoed = facts.discipline_case || facts.false_records || facts.serious_ethics_case;
    if (out.vetoed) {
        out.verdict.add(finding("evaluation.veto", Severity::warn, scheme)
                            .fact("why", facts.discipline_case ? "支部班子成员有违纪案件"
                                         : facts.false_records ? "记录弄虚作假"
                                                               : "发生严重医德医风问题"));
        return out;
    }
    // From the highest bound down; an institution's list may be shorter than four.
    auto const bounds = rules.nearest("evaluation.bands", on);
    auto const& list = bounds.numbers();
    for (std::size_t i = 0; i < list.size() && i < 4; ++i)
        if (list[i] <= out.total) {
            out.band = static_cast<Band>(4 - i);
            break;
        }
    return out;
}

std::int64_t strongest_places(std::int64_t branches, RuleSet const& rules, Date on) {
    return branches * rules.nearest("evaluation.strongest_percent", on).number() / 100;
}

Verdict strongest(BranchResult const& result) {
    Verdict verdict;
    if (result.vetoed) verdict.add(finding("evaluation.strongest_vetoed", Severity::block, "本项目约定（最强党支部）"));
    return verdict;
}

Verdict four_excellent(FourExcellent const& facts, RuleSet const& rules, Date on) {
    Verdict verdict;
    auto const scheme = rules.nearest("evaluation.four_excellent_parts", on);
    auto const unless = [&](bool fine, char const* rule) {
        if (!fine) verdict.add(finding(rule, Severity::block, scheme));
    };
    unless(facts.grade_qualified, "four_excellent.grade");
    unless(facts.dues_clear, "four_excellent.dues");
    unless(!facts.sanctioned, "four_excellent.sanction");
    unless(facts.ethics_good, "four_excellent.ethics");
    scheme_holds(facts.parts, scheme, verdict);
    return verdict;
}

Verdict pioneer_post(std::int64_t staff, std::int64_t members, bool head_is_member, RuleSet const& rules, Date on) {
    Verdict verdict;
    auto const share = rules.nearest("pioneer_post.member_percent", on);
    auto const need = regulations::at_least_percent(staff, share.number());
    if (staff <= 0 || members < need)
        verdict.add(finding("pioneer_post.too_few_members", Severity::block, share)
                        .fact("staff", staff)
                        .fact("members", members)
                        .fact("need", need)
                        .fact("percent", share.number()));
    if (!head_is_member) verdict.add(finding("pioneer_post.head", Severity::block, share));
    return verdict;
}

}  // namespace xinglin::honours
