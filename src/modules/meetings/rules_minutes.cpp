#include "modules/meetings/rules_minutes.hpp"

#include "modules/regulations/figures.hpp"

namespace xinglin::meetings {

namespace {

using regulations::Finding;
using regulations::finding;
using regulations::Severity;

constexpr char const* contents = "本项目约定（会议记录应有的内容）";
constexpr char const* chairing = "《中国共产党支部工作条例（试行）》第十四条";
constexpr char const* one_meeting = "本项目约定（表决须在一次会议上进行，会议自身符合人数要求）";

class Checking {
  public:
    Checking(MinutesFacts const& facts, RuleSet const& rules) : facts_(facts), rules_(rules) {}

    Verdict run() {
        heading();
        people();
        for (auto const& vote : facts_.votes) one_vote(vote);
        contents_of();
        late();
        return std::move(out_);
    }

  private:
    Finding& say(char const* rule, Severity severity, char const* article = contents) {
        out_.add(finding(rule, severity, std::string(article)).fact("kind", std::string(title(facts_.kind))));
        return out_.findings.back();
    }
    void unless(bool fine, char const* rule, Severity severity, char const* article = contents) {
        if (!fine) say(rule, severity, article);
    }

    void heading() {
        unless(facts_.held_on.has_value(), "minutes.no_day", Severity::block);
        unless(facts_.number, "minutes.no_number", Severity::warn);
        unless(facts_.place, "minutes.no_place", Severity::warn);
        unless(facts_.began && facts_.ended, "minutes.no_time", Severity::warn);
        if (facts_.began && facts_.ended && *facts_.ended < *facts_.began)
            say("minutes.ended_before_began", Severity::block)
                .fact("began", local_text(*facts_.began))
                .fact("ended", local_text(*facts_.ended));
    }

    bool chair_usual() const {
        if (facts_.chair == Chair::none) return true;  // said by itself
        if (facts_.kind == MeetingKind::group_meeting) return facts_.chair == Chair::group_leader;
        if (facts_.kind == MeetingKind::democratic_life_meeting || facts_.kind == MeetingKind::party_lecture ||
            facts_.kind == MeetingKind::theme_day)
            return true;
        return facts_.chair == Chair::secretary || facts_.chair == Chair::deputy_or_member;
    }

    void people() {
        unless(facts_.chair != Chair::none, "minutes.no_chair", Severity::block);
        unless(chair_usual(), "minutes.chair_unusual", Severity::warn, chairing);
        unless(facts_.recorder, "minutes.no_recorder", Severity::block);
        unless(!facts_.same_person, "minutes.same_person", Severity::warn);
        if (facts_.due <= 0 || facts_.present <= 0)
            say("minutes.no_attendance", Severity::block).fact("due", facts_.due).fact("present", facts_.present);
        else if (facts_.present + facts_.absent != facts_.due)
            say("minutes.attendance_sum", Severity::block)
                .fact("due", facts_.due)
                .fact("present", facts_.present)
                .fact("absent", facts_.absent);
        if (facts_.absent_without_reason > 0)
            say("minutes.absent_without_reason", Severity::warn).fact("people", facts_.absent_without_reason);
    }

    void one_vote(MinutesVote const& vote) {
        if (facts_.sittings > 1)
            say("minutes.vote_split_sittings", Severity::block, one_meeting).fact("title", vote.title);
        std::string missing;
        auto const need = [&](bool there, char const* word) {
            if (!there) missing += (missing.empty() ? "" : "、") + std::string(word);
        };
        need(vote.method_given, "表决方式");
        need(vote.due.has_value(), "应到会有表决权人数");
        need(vote.present.has_value(), "到会有表决权人数");
        need(vote.returned.has_value(), "收回票数");
        need(vote.in_favour.has_value(), "赞成票数");
        need(vote.against.has_value(), "反对票数");
        need(vote.abstained.has_value(), "弃权票数");
        if (!missing.empty())
            say("minutes.vote_incomplete", Severity::block).fact("title", vote.title).fact("missing", missing);
        if (vote.returned && vote.in_favour && vote.against && vote.abstained &&
            *vote.in_favour + *vote.against + *vote.abstained != *vote.returned)
            say("minutes.vote_sum", Severity::block)
                .fact("title", vote.title)
                .fact("in_favour", *vote.in_favour)
                .fact("against", *vote.against)
                .fact("abstained", *vote.abstained)
                .fact("sum", *vote.in_favour + *vote.against + *vote.abstained)
                .fact("returned", *vote.returned);
        bool const too_many = (vote.present && vote.returned && *vote.present < *vote.returned) ||
                              (vote.due && vote.present && *vote.due < *vote.present);
        if (too_many)
            say("minutes.vote_more_than_present", Severity::block)
                .fact("title", vote.title)
                .fact("due", vote.due.value_or(*vote.present))
                .fact("present", *vote.present)
                .fact("returned", vote.returned.value_or(*vote.present));
    }

    void contents_of() {
        unless(facts_.agenda > 0, "minutes.no_agenda", Severity::warn);
        unless(facts_.points > 0, "minutes.no_points", Severity::warn);
        for (auto const& item : facts_.empty_items) say("minutes.item_empty", Severity::warn).fact("title", item);
        for (auto const& decision : facts_.decisions)
            if (!decision.owner || !decision.deadline)
                say("minutes.decision_open", Severity::warn)
                    .fact("title", decision.title)
                    .fact("missing", decision.owner      ? "完成期限"
                                     : decision.deadline ? "责任人"
                                                         : "责任人和完成期限");
        unless(facts_.chair_signed && facts_.recorder_signed, "minutes.not_signed", Severity::warn);
    }

    void late() {
        if (!facts_.held_on) return;
        auto const closed_on = local_date(facts_.closing);
        auto const late_after = rules_.nearest("record.late_after_days", closed_on);
        if (facts_.held_on->plus_days(late_after.number()) < closed_on) {
            out_.add(finding("minutes.entered_late", Severity::warn, late_after)
                         .fact("held", facts_.held_on->text())
                         .fact("entered", closed_on.text())
                         .fact("days", late_after.number()));
            return;
        }
        auto const hours = rules_.nearest("minutes.finish_hours", closed_on);
        if (facts_.ended && *facts_.ended + hours.number() * hour_ms < facts_.closing)
            out_.add(finding("minutes.late", Severity::warn, hours)
                         .fact("ended", local_text(*facts_.ended))
                         .fact("hours", hours.number()));
    }

    MinutesFacts const& facts_;
    RuleSet const& rules_;
    Verdict out_;
};

}  // namespace

Verdict check_minutes(MinutesFacts const& facts, RuleSet const& rules) { return Checking(facts, rules).run(); }

Date make_up_until(Date held_on, RuleSet const& rules) {
    return held_on.plus_days(rules.nearest("study.make_up_days", held_on).number());
}

std::optional<Date> kept_until(Date held_on, RuleSet const& rules) {
    auto const kept = rules.nearest("archive.organisation_life", held_on);
    if (kept.choice() == "permanent") return std::nullopt;
    // Counted from the end of the year, as retention tables are.
    return Date{held_on.year + (kept.choice() == "years_10" ? 11 : 31), 1, 1};
}

Verdict anonymous_totals(std::int64_t voters, RuleSet const& rules, Date on) {
    Verdict verdict;
    auto const least = rules.nearest("ballot.least_voters", on);
    if (voters < least.number())
        verdict.add(finding("ballot.too_few_voters", Severity::block, least)
                        .fact("voters", voters)
                        .fact("least", least.number()));
    return verdict;
}

}  // namespace xinglin::meetings
