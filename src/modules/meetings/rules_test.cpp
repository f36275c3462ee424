#include "modules/meetings/rules.hpp"

#include "modules/meetings/vectors.hpp"
#include "modules/regulations/regulations.hpp"

#include <doctest/doctest.h>

using namespace xinglin;
using namespace xinglin::meetings;

namespace {

constexpr Date today{2026, 11, 22};

regulations::Book const& book() {
    static auto const loaded = *regulations::load_embedded();
    return loaded;
}

}  // namespace

TEST_SUITE("meetings rules") {
    TEST_CASE("every vector of the election regulations holds") {
        RuleSet const rules(book(), {});
        regulations::VectorBook vectors;
        add_vectors(vectors, rules, today);
        std::vector<regulations::SourceFile> mine;
        for (auto& file : regulations::embedded_files())
            if (file.path.find("regulations/election/") == 0) mine.push_back(file);
        auto const report = vectors.run(mine);
        CHECK(report.files == 7);
        CHECK(report.cases == 89);
        for (auto const& m : report.mismatches)
            FAIL_CHECK(m.file, ":", m.line, " ", m.case_id, " ", m.column, ": expected ", m.expected, ", given ",
                       m.given);
    }
    TEST_CASE("the base of the majority is the institution's to set, from its day on") {
        regulations::Setting setting;
        setting.name = "election.majority_base";
        setting.datum = std::string("present");
        setting.effective_on = {2026, 11, 1};
        RuleSet const rules(book(), {setting});
        CHECK(majority_base(rules, {2026, 10, 31}) == MajorityBase::due);
        CHECK(majority_base(rules, {2026, 11, 1}) == MajorityBase::present);
        ElectionFacts const facts{10, 9, 3, 4};
        CHECK(votes_to_be_elected(facts, MajorityBase::due, rules, today) == 6);
        CHECK(votes_to_be_elected(facts, MajorityBase::present, rules, today) == 5);
    }
    TEST_CASE("a vote says what was missing, and a sentence says it to people") {
        RuleSet const rules(book(), {});
        auto outcome = vote({VoteKind::admission, 20, 10, 10, 5}, rules, today);
        CHECK_FALSE(outcome.valid);
        CHECK_FALSE(outcome.passed);
        CHECK(outcome.verdict.blocked());
        CHECK(outcome.present_needed == 11);
        regulations::phrase(outcome.verdict);
        auto const& said = outcome.verdict.findings.at(0);
        CHECK(said.text.find("不足11名") != std::string::npos);
        CHECK(said.article.find("第二十条") != std::string::npos);
        CHECK_FALSE(said.way_forward.empty());
        // Written opinions belong to admission alone: elsewhere they are no votes.
        CHECK(vote({VoteKind::admission, 20, 12, 10, 1}, rules, today).passed);
        CHECK_FALSE(vote({VoteKind::resolution, 20, 12, 10, 1}, rules, today).passed);
        CHECK_FALSE(vote({VoteKind::resolution, 0, 0, 0, 0}, rules, today).valid);
    }
}
