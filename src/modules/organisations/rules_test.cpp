#include "modules/organisations/rules.hpp"

#include "modules/organisations/vectors.hpp"
#include "modules/regulations/regulations.hpp"
#include "platform/texts/texts.hpp"

#include <doctest/doctest.h>

using namespace xinglin;
using namespace xinglin::organisations;

namespace {

RuleSet embedded_rules() {
    static auto const book = regulations::load_embedded();
    REQUIRE(book);
    return RuleSet(*book, {});
}

}  // namespace

TEST_SUITE("organisations rules") {
    TEST_CASE("every vector of the embedded regulations holds") {
        auto const rules = embedded_rules();
        regulations::VectorBook book;
        regulations::add_vectors(book, {2026, 11, 22});
        add_vectors(book, rules);
        std::vector<regulations::SourceFile> mine;
        for (auto& file : regulations::embedded_files())
            if (file.path.find("/branch_work/") != std::string::npos || file.path.find("/terms/") != std::string::npos)
                mine.push_back(file);
        auto const report = book.run(mine);
        CHECK(report.files == 7);
        CHECK(report.cases > 90);
        for (auto const& m : report.mismatches)
            FAIL_CHECK(m.file, ":", m.line, " ", m.case_id, " ", m.column, ": expected ", m.expected, ", given ",
                       m.given);
    }
    TEST_CASE("each kind has its code, and people's spellings are understood") {
        CHECK(national_code(OrganisationKind::committee) == "611");
        CHECK(national_code(OrganisationKind::temporary_joint_branch) == "932");
        CHECK(national_code(OrganisationKind::floating_branch).empty());
        for (auto const code : {"611", "612", "621", "631", "632", "641", "911", "921", "931", "932"})
            CHECK(national_code(*kind_from_text(code)) == code);
        CHECK(kind_from_text(" 党总支 ") == OrganisationKind::general_branch);
        CHECK(kind_from_text("６３１") == OrganisationKind::branch);
        CHECK(kind_from_text("631党支部") == OrganisationKind::branch);
        CHECK_FALSE(kind_from_text("699"));
        CHECK_FALSE(kind_from_text(""));
        CHECK(unit_case_from_text("与上级党组织相同") == UnitCase::same_as_parent);
        CHECK_FALSE(unit_case_from_text("别的"));
    }
    TEST_CASE("what stands under what") {
        using K = OrganisationKind;
        auto const fits = [](K kind, std::optional<K> parent) { return !stands_under(kind, parent).blocked(); };
        CHECK(fits(K::committee, std::nullopt));
        CHECK(fits(K::branch, std::nullopt));
        CHECK_FALSE(fits(K::group, std::nullopt));
        CHECK(fits(K::committee, K::committee));
        CHECK(fits(K::general_branch, K::committee));
        CHECK(fits(K::branch, K::committee));
        CHECK(fits(K::branch, K::general_branch));
        CHECK(fits(K::group, K::branch));
        CHECK_FALSE(fits(K::group, K::general_branch));
        CHECK_FALSE(fits(K::branch, K::branch));
        CHECK_FALSE(fits(K::general_branch, K::general_branch));
        CHECK_FALSE(fits(K::committee, K::general_branch));
        auto const verdict = stands_under(K::branch, K::branch);
        CHECK(verdict.findings.at(0).article == "《中国共产党章程》第三十条");
    }
    TEST_CASE("posts: full members only, a committee from seven on, one deputy") {
        auto const rules = embedded_rules();
        Date const day{2026, 11, 22};
        Appointment facts;
        facts.post = PostKind::secretary;
        facts.full_member = false;
        facts.full_members = 6;
        facts.committee_after = 1;
        CHECK(appoint(facts, rules, day).blocked());
        facts.full_member = true;
        CHECK(appoint(facts, rules, day).findings.empty());
        facts.post = PostKind::organisation;
        facts.committee_after = 2;
        CHECK(appoint(facts, rules, day).find("post.committee_not_needed") != nullptr);
        facts.full_members = 7;
        CHECK(appoint(facts, rules, day).findings.empty());
        facts.committee_after = 7;
        CHECK(appoint(facts, rules, day).findings.empty());
        facts.committee_after = 8;
        CHECK(appoint(facts, rules, day).find("branch.committee_too_large") != nullptr);
        facts.committee_after = 3;
        facts.post = PostKind::deputy_secretary;
        facts.deputies_after = 2;
        CHECK(appoint(facts, rules, day).find("post.one_deputy") != nullptr);
        facts.post = PostKind::contact;
        facts.full_member = false;
        CHECK(appoint(facts, rules, day).findings.empty());
    }
    TEST_CASE("a fixed line has an area code, a hyphen and seven or eight digits") {
        for (auto const* good : {"0600-8800001", "010-12345678", "0600-8800001-123"}) CHECK(is_fixed_line(good));
        for (auto const* bad : {"", "0600", "8800001", "15400000001", "06008800001", "0600-880000", "0600-880000123",
                                "1600-8800001", "0600-88000o1", "0600-8800001-", "0600-8800001-1234567", "-8800001"})
            CHECK_FALSE(is_fixed_line(bad));
    }
    TEST_CASE("an entry is late from the thirty-first day on") {
        auto const rules = embedded_rules();
        CHECK_FALSE(is_late({2026, 10, 23}, {2026, 11, 22}, rules));
        CHECK(is_late({2026, 10, 22}, {2026, 11, 22}, rules));
    }
    TEST_CASE("an institution that sets its own figure is judged by it") {
        auto const book = regulations::load_embedded();
        regulations::Setting setting;
        setting.name = "general_branch.min_members";
        setting.datum = std::int64_t{40};
        setting.effective_on = {2026, 1, 1};
        RuleSet const rules(*book, {setting});
        Structure structure;
        structure.kind = OrganisationKind::general_branch;
        structure.secretary = true;
        structure.counts.full = 45;
        CHECK(advise(structure, rules, {2025, 12, 31}).find("general_branch.below") != nullptr);
        CHECK(advise(structure, rules, {2026, 1, 1}).find("general_branch.below") == nullptr);
    }
    TEST_CASE("every rule that can speak has a sentence, and the refusing ones a way forward") {
        for (auto const* rule : {"organisation.parent_kind",
                                 "branch.too_few_full",
                                 "branch.over_usual_max",
                                 "branch.committee_required",
                                 "branch.committee_not_needed",
                                 "branch.committee_too_large",
                                 "general_branch.possible",
                                 "general_branch.below",
                                 "committee.possible",
                                 "committee.below",
                                 "joint_branch.too_many_units",
                                 "group.below",
                                 "organisation.no_secretary",
                                 "organisation.approval_missing",
                                 "temporary_branch.limits",
                                 "term.early_without_approval",
                                 "term.late_without_approval",
                                 "term.shift_too_long",
                                 "term.extension_needs_approval",
                                 "term.due",
                                 "term.overdue",
                                 "post.full_member_only",
                                 "post.committee_not_needed",
                                 "post.one_deputy"}) {
            CHECK_MESSAGE(texts::find(rule), rule);
            CHECK_MESSAGE(texts::find(std::string(rule) + ".way"), rule);
        }
        auto const rules = embedded_rules();
        Structure structure;
        structure.counts.full = 7;
        structure.committee_posts = 1;
        structure.secretary = true;
        auto verdict = advise(structure, rules, {2026, 11, 22});
        regulations::phrase(verdict);
        CHECK(verdict.findings.at(0).text == "有正式党员7名，达到7名应当设立支部委员会，现有委员1名");
        CHECK(verdict.findings.at(0).text.find('{') == std::string::npos);
    }
}
