#include "modules/meetings/rules_appraisal.hpp"

#include "modules/regulations/figures.hpp"

#include <algorithm>

namespace xinglin::meetings {

namespace {

using regulations::Finding;
using regulations::finding;
using regulations::fraction;
using regulations::Severity;

constexpr char const* article_life = "《中国共产党支部工作条例（试行）》第十七条";
constexpr char const* article_appraisal = "《中国共产党支部工作条例（试行）》第十八条";

bool in(std::vector<std::int64_t> const& people, std::int64_t person) {
    return std::find(people.begin(), people.end(), person) != people.end();
}

/// Counts the talks of a year between two people, or between one and any of several.
class Talks {
  public:
    Talks(std::vector<Talk> const& all, int year) {
        std::copy_if(all.begin(), all.end(), std::back_inserter(kept_),
                     [year](Talk const& talk) { return talk.on.year == year && talk.one != talk.other; });
    }
    [[nodiscard]] std::int64_t with(std::int64_t person, std::vector<std::int64_t> const& others) const {
        return std::count_if(kept_.begin(), kept_.end(), [&](Talk const& talk) {
            return (talk.one == person && in(others, talk.other)) || (talk.other == person && in(others, talk.one));
        });
    }

  private:
    std::vector<Talk> kept_;
};

/// 林一、韦二等7名党员; 党员 when nobody is named.
std::string several(std::vector<std::string> const& names) {
    constexpr std::size_t shown = 5;
    std::string out;
    for (std::size_t i = 0; i < std::min(shown, names.size()); ++i) out += (i == 0 ? "" : "、") + names[i];
    if (names.size() > shown) out += "等" + std::to_string(names.size()) + "名党员";
    return out.empty() ? "党员" : out;
}

}  // namespace

TalksMissing talks_missing(TalkFacts const& facts, int year, RuleSet const& rules, Date today) {
    TalksMissing out;
    Date const end{year, 12, 31};
    auto const figure = rules.nearest("talk.per_year", end);
    Talks const talks(facts.talks, year);
    auto const too_few = [&](std::int64_t person, std::vector<std::int64_t> const& others) {
        return talks.with(person, others) < figure.number();
    };
    for (std::size_t i = 0; i < facts.committee.size(); ++i)
        for (std::size_t j = i + 1; j < facts.committee.size(); ++j)
            if (too_few(facts.committee[i], {facts.committee[j]}))
                out.committee_pairs.emplace_back(facts.committee[i], facts.committee[j]);
    for (auto const person : facts.members) {
        if (!facts.committee.empty() && too_few(person, facts.committee)) out.with_committee.push_back(person);
        if (facts.members.size() > 1 && too_few(person, facts.members)) out.among_members.push_back(person);
    }
    auto const say = [&](char const* rule, std::size_t missing) {
        if (missing == 0) return;
        auto one = finding(rule, end < today ? Severity::warn : Severity::advice, figure)
                       .fact("year", year)
                       .fact("needed", figure.number())
                       .fact("missing", static_cast<std::int64_t>(missing))
                       .fact("deadline", end.text());
        one.earliest = std::max(today, Date{year, 1, 1});
        out.verdict.add(std::move(one));
    };
    say("talks.committee", out.committee_pairs.size());
    say("talks.with_committee", out.with_committee.size());
    say("talks.among_members", out.among_members.size());
    return out;
}

Verdict life_meeting_steps(YearlyRound const& round) {
    Verdict verdict;
    bool const held = round.meeting_on.has_value();
    auto const say = [&](bool done, char const* rule) {
        if (!done)
            verdict.add(finding(rule, held ? Severity::warn : Severity::advice, std::string(article_life))
                            .fact("year", round.year));
    };
    say(round.theme, "life_meeting.no_theme");
    say(round.study, "life_meeting.no_study");
    say(round.talks, "life_meeting.no_talks");
    say(round.opinions, "life_meeting.no_opinions");
    if (!held) return verdict;  // what belongs to the meeting itself is not missing before it
    say(round.problems, "life_meeting.no_problems");
    say(round.criticism, "life_meeting.no_criticism");
    say(round.corrections, "life_meeting.no_corrections");
    return verdict;
}

Verdict appraisal_steps(YearlyRound const& round) {
    Verdict verdict;
    auto const say = [&](bool done, char const* rule, Severity severity) {
        if (!done) verdict.add(finding(rule, severity, std::string(article_appraisal)).fact("year", round.year));
    };
    // Each step stands on the one before it: grades that skip one are refused.
    auto const before_grades = round.grades_set ? Severity::block : Severity::advice;
    if (!round.self_appraisal)
        verdict.add(finding("appraisal.no_self", before_grades, std::string(article_appraisal))
                        .fact("year", round.year)
                        .fact("who", several(round.self_missing)));
    say(round.mutual_appraisal, "appraisal.no_mutual", before_grades);
    say(round.test_ballot, "appraisal.no_test_ballot", before_grades);
    say(!round.test_ballot || round.test_ballot_secret, "appraisal.ballot_not_secret", Severity::block);
    say(round.grades_set, "appraisal.no_grades", Severity::advice);
    if (round.grades_set) say(round.announced, "appraisal.not_announced", Severity::advice);
    return verdict;
}

std::int64_t excellent_ceiling(GradeFacts const& facts, RuleSet const& rules, Date on) {
    auto const base = rules.nearest("appraisal.excellent_base", on);
    auto const share = fraction(rules.nearest("appraisal.excellent_fraction", on));
    return share.at_most_of(base.choice() == "members" ? facts.members : facts.graded);
}

Verdict grades_given(GradeFacts const& facts, RuleSet const& rules, Date on) {
    Verdict verdict;
    auto const share = rules.nearest("appraisal.excellent_fraction", on);
    auto const most = excellent_ceiling(facts, rules, on);
    if (most < facts.excellent)
        verdict.add(finding("appraisal.too_many_excellent", Severity::warn, share)
                        .fact("graded", facts.graded)
                        .fact("excellent", facts.excellent)
                        .fact("share", fraction(share).text())
                        .fact("most", most));
    return verdict;
}

Verdict may_be_graded(bool full_member) {
    Verdict verdict;
    if (!full_member) verdict.add(finding("appraisal.not_graded", Severity::block, std::string(article_appraisal)));
    return verdict;
}

Verdict grade_effect(Grade grade) {
    Verdict verdict;
    auto const say = [&](char const* rule, std::string article) {
        verdict.add(finding(rule, Severity::advice, std::move(article)));
    };
    if (grade == Grade::excellent) say("grade.excellent", article_appraisal);
    if (grade == Grade::basic) say("grade.basic", article_appraisal);
    if (grade == Grade::unqualified)
        say("grade.unqualified", std::string(article_appraisal) + "；《中国共产党不合格党员组织处置办法》");
    return verdict;
}

Verdict secretary_report(int year, std::int64_t held, RuleSet const& rules, Date today) {
    Verdict verdict;
    Date const end{year, 12, 31};
    auto const needed = rules.nearest("secretary_report.per_year", end);
    if (held >= needed.number()) return verdict;
    bool const missed = end < today;
    auto one = finding(missed ? "life.secretary_report_missed" : "life.secretary_report_due",
                       missed ? Severity::warn : Severity::advice, needed)
                   .fact("year", year)
                   .fact("needed", needed.number())
                   .fact("held", held)
                   .fact("deadline", end.text());
    one.earliest = std::max(today, Date{year, 1, 1});
    verdict.add(std::move(one));
    return verdict;
}

Verdict report_grades(std::int64_t reported, std::int64_t good, RuleSet const& rules, Date on) {
    Verdict verdict;
    auto const share = rules.nearest("secretary_report.good_fraction", on);
    auto const most = fraction(share).at_most_of(reported);
    if (most < good)
        verdict.add(finding("report.too_many_good", Severity::warn, share)
                        .fact("reported", reported)
                        .fact("good", good)
                        .fact("share", fraction(share).text())
                        .fact("most", most));
    return verdict;
}

Verdict democratic_life_quorum(std::int64_t due, std::int64_t present, RuleSet const& rules, Date on) {
    Verdict verdict;
    auto const share = rules.nearest("democratic_life.quorum_fraction", on);
    auto const need = fraction(share).at_least_of(due);
    if (due <= 0 || present < need)
        verdict.add(finding("democratic_life.too_few_present", Severity::block, share)
                        .fact("due", due)
                        .fact("present", present)
                        .fact("share", fraction(share).text())
                        .fact("need", need));
    return verdict;
}

}  // namespace xinglin::meetings
