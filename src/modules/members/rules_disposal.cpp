#include "modules/members/rules_disposal.hpp"

#include "modules/regulations/figures.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace xinglin::members {

namespace {

using regulations::finding;
using regulations::RuleSet;
using regulations::Severity;
using regulations::Value;
using regulations::Verdict;

constexpr char const* kinds = "《中国共产党不合格党员组织处置办法》（处置方式和情形）";
constexpr char const* procedure = "《中国共产党不合格党员组织处置办法》（程序）";

class Advising {
  public:
    Advising(DisposalFacts const& facts, RuleSet const& rules, Date on)
        : facts_(facts),
          on_(on),
          inactive_(rules.nearest("disposal.inactive_months", on)),
          contact_(rules.nearest("disposal.out_of_contact_months", on)),
          lost_(rules.nearest("disposal.lost_removal_years", on)) {}

    DisposalAdvice run() {
        removal();
        persuasion();
        correction();
        if (out_.measure != Measure::none && facts_.punished_for_same)
            out_.verdict.add(finding("disposal.same_matter", Severity::block, std::string(kinds)));
        return std::move(out_);
    }

  private:
    void say(Measure measure, std::string const& why, std::string const& article, std::string const& version = "") {
        out_.measure = std::max(out_.measure, measure);
        auto one = finding(measure == Measure::removal      ? "disposal.removal_possible"
                           : measure == Measure::persuasion ? "disposal.persuasion_possible"
                                                            : "disposal.correction_possible",
                           Severity::advice, article)
                       .fact("why", why);
        one.version = version;
        out_.verdict.add(std::move(one));
    }
    void say(Measure measure, std::string const& why, Value const& source) {
        say(measure, why, source.article, source.version);
    }

    void removal() {
        auto const row = [&](int months, char const* what) {
            if (months >= inactive_.number())
                say(Measure::removal, "没有正当理由，连续" + std::to_string(months) + "个月" + what, inactive_);
        };
        row(facts_.months_without_life, "不参加党的组织生活");
        row(facts_.months_without_dues, "不交纳党费");
        row(facts_.months_without_work, "不做党所分配的工作");
        if (facts_.suspended_on && facts_.suspended_on->plus_years(static_cast<int>(lost_.number())) <= on_)
            say(Measure::removal, "停止党籍满" + std::to_string(lost_.number()) + "年仍无法取得联系", lost_);
        if (facts_.disloyal) say(Measure::removal, "理想信念缺失，对党不忠诚", kinds);
        if (facts_.persuaded_and_refused) say(Measure::removal, "劝其退党而坚持不退", kinds);
    }
    void persuasion() {
        if (facts_.threatened_to_quit) say(Measure::persuasion, "为达到个人目的以退党相要挟", kinds);
        if (facts_.unchanged_after_correction) say(Measure::persuasion, "限期改正期满后仍无转变", kinds);
    }
    void correction() {
        if (facts_.weak)
            say(Measure::correction, "理想信念不坚定、消极涣散，或者不按要求参加组织生活、交纳党费", kinds);
        if (facts_.religion_willing_to_correct) say(Measure::correction, "信仰宗教，经教育愿意改正", kinds);
        if (facts_.months_out_of_contact >= contact_.number() && facts_.months_out_of_contact < 12 * lost_.number() &&
            !facts_.suspended_on)
            say(Measure::correction, "与党组织失去联系" + std::to_string(facts_.months_out_of_contact) + "个月",
                contact_);
    }

    DisposalFacts const& facts_;
    Date on_;
    Value inactive_, contact_, lost_;
    DisposalAdvice out_;
};

}  // namespace

DisposalAdvice disposal_advice(DisposalFacts const& facts, RuleSet const& rules, Date on) {
    return Advising(facts, rules, on).run();
}

Verdict correction_period(Date from, Date until, RuleSet const& rules) {
    Verdict verdict;
    auto const usual = rules.nearest("disposal.correction_usual_months", from);
    auto const most = rules.nearest("disposal.correction_most_months", from);
    auto const end_of = [&](Value const& months) { return from.plus_months(static_cast<int>(months.number())); };
    auto const say = [&](char const* rule, Severity severity, Value const& source) {
        verdict.add(finding(rule, severity, source)
                        .fact("from", from.text())
                        .fact("until", until.text())
                        .fact("months", source.number())
                        .fact("last", end_of(source).text()));
    };
    if (end_of(most) < until)
        say("disposal.correction_too_long", Severity::block, most);
    else if (end_of(usual) < until)
        say("disposal.correction_over_usual", Severity::warn, usual);
    return verdict;
}

Verdict disposal_step(DisposalCase const& one) {
    std::array<std::pair<bool, char const*>, 7> const steps{{{one.proposed, "disposal.not_proposed"},
                                                             {one.filed, "disposal.not_filed"},
                                                             {one.investigated, "disposal.not_investigated"},
                                                             {one.heard, "disposal.not_heard"},
                                                             {one.voted, "disposal.not_voted"},
                                                             {one.approved, "disposal.not_approved"},
                                                             {one.announced, "disposal.not_announced"}}};
    Verdict verdict;
    auto const missing = std::find_if(steps.begin(), steps.end(), [](auto const& step) { return !step.first; });
    if (missing == steps.end()) return verdict;
    bool const skipped = std::any_of(missing, steps.end(), [](auto const& step) { return step.first; });
    verdict.add(finding(missing->second, skipped ? Severity::block : Severity::advice, std::string(procedure)));
    return verdict;
}

}  // namespace xinglin::members
