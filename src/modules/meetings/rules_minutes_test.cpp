#include "modules/meetings/rules_minutes.hpp"

#include "modules/regulations/regulations.hpp"

#include <doctest/doctest.h>

using namespace xinglin;
using namespace xinglin::meetings;
using regulations::Severity;

namespace {

regulations::Book const& book() {
    static auto const loaded = *regulations::load_embedded();
    return loaded;
}

MinutesFacts complete() {
    MinutesFacts facts;
    facts.number = facts.place = facts.recorder = facts.chair_signed = facts.recorder_signed = true;
    facts.held_on = Date{2026, 11, 20};
    facts.began = start_of_day({2026, 11, 20}) + 17 * hour_ms;
    facts.ended = start_of_day({2026, 11, 20}) + 18 * hour_ms;
    facts.closing = start_of_day({2026, 11, 20}) + 19 * hour_ms;
    facts.chair = Chair::secretary;
    facts.due = 10;
    facts.present = 9;
    facts.absent = 1;
    facts.agenda = facts.points = 1;
    facts.decisions = {{"整改", true, true}};
    return facts;
}

/// What is said when one thing is changed in minutes that are complete: the rules with their severities.
template <class Change>
std::string said(Change&& change) {
    RuleSet const rules(book(), {});
    auto facts = complete();
    change(facts);
    auto verdict = check_minutes(facts, rules);
    regulations::phrase(verdict);
    std::string all;
    for (auto const& one : verdict.findings) {
        INFO(one.rule, one.text, one.way_forward);
        CHECK(one.text.find('{') == std::string::npos);
        CHECK_FALSE(one.way_forward.empty());
        CHECK_FALSE(one.article.empty());
        all += (all.empty() ? "" : " ") + one.rule.substr(one.rule.find('.') + 1) +
               (one.severity == Severity::block ? "!" : "");
    }
    return all;
}

}  // namespace

TEST_SUITE("meetings rules of minutes") {
    TEST_CASE("complete minutes can be closed, and each thing missing is said once") {
        CHECK(said([](MinutesFacts&) {}) == "");
        CHECK(said([](MinutesFacts& f) { f.chair = Chair::none; }) == "no_chair!");
        CHECK(said([](MinutesFacts& f) { f.recorder = false; }) == "no_recorder!");
        CHECK(said([](MinutesFacts& f) { f.same_person = true; }) == "same_person");
        CHECK(said([](MinutesFacts& f) { f.held_on.reset(); }) == "no_day!");
        CHECK(said([](MinutesFacts& f) { f.number = false; }) == "no_number");
        CHECK(said([](MinutesFacts& f) { f.place = false; }) == "no_place");
        CHECK(said([](MinutesFacts& f) { f.ended.reset(); }) == "no_time");
        CHECK(said([](MinutesFacts& f) { f.agenda = 0; }) == "no_agenda");
        CHECK(said([](MinutesFacts& f) { f.points = 0; }) == "no_points");
        CHECK(said([](MinutesFacts& f) { f.empty_items = {"学习条例"}; }) == "item_empty");
        CHECK(said([](MinutesFacts& f) { f.chair_signed = false; }) == "not_signed");
        CHECK(said([](MinutesFacts& f) { f.absent_without_reason = 1; }) == "absent_without_reason");
        CHECK(said([](MinutesFacts& f) {
                  f.due = 0;
                  f.present = 0;
                  f.absent = 0;
              }) == "no_attendance!");
        CHECK(said([](MinutesFacts& f) { f.absent = 0; }) == "attendance_sum!");
        CHECK(said([](MinutesFacts& f) { f.absent = 2; }) == "attendance_sum!");
        CHECK(said([](MinutesFacts& f) { f.decisions[0].owner = false; }) == "decision_open");
        CHECK(said([](MinutesFacts& f) { f.decisions[0].deadline = false; }) == "decision_open");
        CHECK(said([](MinutesFacts& f) { f.sittings = 2; }) == "");  // study in two sittings is fine
    }
    TEST_CASE("who chairs which meeting") {
        auto const chaired = [](MeetingKind kind, Chair chair) {
            return said([&](MinutesFacts& f) {
                f.kind = kind;
                f.chair = chair;
            });
        };
        CHECK(chaired(MeetingKind::members_meeting, Chair::deputy_or_member) == "");
        CHECK(chaired(MeetingKind::members_meeting, Chair::other) == "chair_unusual");
        CHECK(chaired(MeetingKind::committee_meeting, Chair::group_leader) == "chair_unusual");
        CHECK(chaired(MeetingKind::group_meeting, Chair::group_leader) == "");
        CHECK(chaired(MeetingKind::group_meeting, Chair::secretary) == "chair_unusual");
        CHECK(chaired(MeetingKind::party_lecture, Chair::other) == "");
    }
    TEST_CASE("make-up, keeping and totals without names") {
        RuleSet const rules(book(), {});
        CHECK(make_up_until({2026, 11, 22}, rules) == Date{2026, 12, 22});
        CHECK(kept_until({2026, 1, 1}, rules) == Date{2057, 1, 1});
        CHECK(kept_until({2026, 12, 31}, rules) == Date{2057, 1, 1});
        regulations::Setting setting;
        setting.name = "archive.organisation_life";
        setting.datum = std::string("permanent");
        setting.effective_on = {2026, 7, 1};
        RuleSet const own(book(), {setting});
        CHECK(kept_until({2026, 6, 30}, own) == Date{2057, 1, 1});
        CHECK_FALSE(kept_until({2026, 7, 1}, own));
        CHECK(anonymous_totals(4, rules, {2026, 11, 22}).blocked());
        CHECK_FALSE(anonymous_totals(5, rules, {2026, 11, 22}).blocked());
    }
}
