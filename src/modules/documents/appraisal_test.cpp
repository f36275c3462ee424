// The publication sheet of an appraisal: grades once they are published, nothing of the test, nothing to fill in.
#include "modules/documents/documents.hpp"

#include "base/text.hpp"
#include "tests/support/databases.hpp"
#include "tests/support/year.hpp"

using namespace xinglin;
using namespace xinglin::documents;
using appraisal::testing::Year;
using xinglin::testing::with_databases;

namespace {

std::string page_of(appraisal::RoundView const& view) {
    auto const made = make(view, AppraisalDocument::publication);
    if (!made) FAIL(made.error().code);
    return paper::html(*made);
}

std::string missing_of(appraisal::RoundView const& view) {
    auto const all = offers(view);
    REQUIRE(all.size() == 1);
    CHECK(all[0].title == "公示单");
    CHECK(all[0].by_hand.empty());
    auto const made = make(view, AppraisalDocument::publication);
    CHECK(made.has_value() == all[0].missing.empty());
    if (!made) CHECK(made.error().code == "documents.facts_missing");
    return text::join(all[0].missing, "、");
}

/// A round of `count` members, published on 2026-12-20.
appraisal::RoundView published(int count) {
    appraisal::RoundView out;
    out.organisation_name = "心内科党支部";
    out.round.year = 2026;
    out.round.state = appraisal::RoundState::published;
    out.round.published_at = Instant::parse("2026-12-20T02:00:00Z");
    for (int i = 0; i < count; ++i) {
        appraisal::Member one;
        one.name = "党员" + std::to_string(i + 1);
        one.grade = meetings::Grade::qualified;
        out.members.push_back(std::move(one));
    }
    return out;
}

}  // namespace

TEST_SUITE("documents") {
    TEST_CASE("the publication sheet waits for the publication; then it has each grade, its day and nothing else") {
        with_databases([](db::Database& database) {
            Year y(database);
            CHECK(missing_of(y.view()) == "评定的等次、公布日期（先公布等次）");
            y.everybody_says();
            y.meeting_held();
            y.test_counted();
            auto grades = y.grades(1);
            grades[1].note = "带教新党员";
            REQUIRE(y.appraisal.grade(y.secretary, y.round, y.view().round.version, grades));
            REQUIRE(y.decide(approvals::Outcome::approve));
            CHECK(missing_of(y.view()) == "公布日期（先公布等次）");
            REQUIRE(y.appraisal.publish(y.secretary, y.round));
            CHECK(missing_of(y.view()).empty());
            auto const page = page_of(y.view());
            for (char const* part : {"2026年度民主评议党员结果公示", "对5名正式党员评定等次", "林一", "安五", "优秀",
                                     "合格", "如有意见，请向党支部反映。", "2026年9月16日"})
                CHECK_MESSAGE(text::contains(page, part), part);
            // On probation, the committee's words, what people said of themselves, what the test said: not on the wall.
            for (char const* part : {"许六", "带教新党员", "按时参加组织生活", "弃权", "以下空白"})
                CHECK_MESSAGE(!text::contains(page, part), part);
        });
    }
    TEST_CASE("a large branch stands two beside each other; a place that is left over says that nothing follows") {
        CHECK_FALSE(text::contains(page_of(published(12)), "以下空白"));
        auto const odd = page_of(published(13));
        CHECK(text::contains(odd, "（以下空白）"));
        CHECK(text::contains(odd, "党员13"));
        auto const even = page_of(published(14));
        CHECK_FALSE(text::contains(even, "以下空白"));
        CHECK_FALSE(text::contains(even, "<td></td>"));
        auto gone = published(2);
        gone.members[1].gone = true;
        CHECK_FALSE(text::contains(page_of(gone), "党员2"));
    }
}
