// Documents say what is on record, name what is missing, and are offered to those they concern.
#include "modules/documents/documents.hpp"

#include "base/text.hpp"
#include "modules/meetings/store_votes.hpp"
#include "modules/meetings/voting.hpp"
#include "tests/support/branch.hpp"
#include "tests/support/databases.hpp"

#include <algorithm>

using namespace xinglin;
using namespace xinglin::documents;
using xinglin::testing::with_databases;

namespace {

std::string text_of(paper::Document const& document) { return paper::html(document); }

struct Desk : meetings::testing::Branch {
    using Branch::Branch;

    Facts facts(meetings::MeetingId id, auth::Actor const& who) {
        return hospital.db.read(
            [&](db::Reader& r) { return facts_of(r, *hospital.vault, who, *meetings::store::find(r, id)); });
    }
    Facts facts(meetings::MeetingId id) { return facts(id, secretary); }
    std::optional<Offer> offer(meetings::MeetingId id, DocumentKind kind) { return offer(facts(id), kind); }
    static std::optional<Offer> offer(Facts const& facts, DocumentKind kind) {
        for (auto& one : offers(facts))
            if (one.kind == kind) return one;
        return std::nullopt;
    }
    std::string page(meetings::MeetingId id, DocumentKind kind, Which const& which = {}) {
        auto const made = make(facts(id), kind, which);
        if (!made) FAIL(made.error().code, made.error().facts.size());
        return text_of(*made);
    }
    /// A called meeting that elects two of three.
    std::pair<meetings::MeetingId, meetings::ItemId> election() {
        auto plan = this->plan();
        plan.chair = members[0];
        plan.recorder = members[1];
        plan.items = {{std::nullopt, meetings::ItemKind::election, "选举支部委员会委员", ""}};
        auto const id = service.plan(secretary, hospital.heart, meetings::MeetingKind::members_meeting, plan);
        REQUIRE(id);
        REQUIRE(service.call(secretary, *id, at(*id).version));
        auto const items = hospital.db.read([&](db::Reader& r) { return meetings::store::items(r, *id); });
        return {*id, items[0].id};
    }
    void start(meetings::MeetingId id) {
        hospital.clock.set(*Instant::parse("2026-09-16T10:02:00Z"));
        REQUIRE(service.start(secretary, id, at(id).version, std::nullopt));
        come(id, {members[0], members[1], members[2], members[3], members[4], probationary});
    }
    meetings::BallotPlan three() const { return {2, {{members[0], ""}, {members[1], ""}, {members[2], ""}}}; }
};

}  // namespace

TEST_SUITE("documents") {
    TEST_CASE("a notice needs that the meeting was called; then it says when, where, who and what") {
        with_databases([](db::Database& database) {
            Desk d(database);
            auto const draft = d.planned();
            auto const lacking = make(d.facts(draft), DocumentKind::notice, {});
            REQUIRE_FALSE(lacking);
            CHECK(lacking.error().code == "documents.facts_missing");
            CHECK(text::contains(lacking.error().facts[1].second, "先发出通知"));
            CHECK_FALSE(d.offer(draft, DocumentKind::notice)->missing.empty());
            auto plan = d.plan();
            plan.chair = d.members[0];
            auto const id = d.service.plan(d.secretary, d.hospital.heart, meetings::MeetingKind::members_meeting, plan);
            REQUIRE(id);
            REQUIRE(d.service.call(d.secretary, *id, d.at(*id).version));
            auto const page = d.page(*id, DocumentKind::notice);
            for (char const* part : {"支部全体党员：", "2026年9月16日（周三）18:00—19:30", "门诊楼三楼会议室", "林一",
                                     "许六", "共6人", "1. 学习：学习支部工作条例", "2026年9月15日"})
                CHECK_MESSAGE(text::contains(page, part), part);
            CHECK_FALSE(text::contains(page, "列席人员"));
            CHECK_FALSE(text::contains(page, "吕七"));
        });
    }
    TEST_CASE(
        "a notice still says the time it named once the meeting began later and ended; the minutes say the year") {
        with_databases([](db::Database& database) {
            Desk d(database);
            auto const [id, item] = d.election();
            d.start(id);
            REQUIRE(meetings::Voting(d.service).stand(d.secretary, id, item, 1, d.three()));
            d.hospital.clock.set(*Instant::parse("2026-09-16T11:07:00Z"));
            REQUIRE(d.service.end(d.secretary, id, d.at(id).version, std::nullopt));
            for (auto const kind : {DocumentKind::notice, DocumentKind::election_request}) {
                auto const page = d.page(id, kind, kind == DocumentKind::notice ? Which{} : Which{item, std::nullopt});
                CHECK(text::contains(page, "2026年9月16日（周三）18:00—19:30"));
                CHECK_FALSE(text::contains(page, "18:02"));
            }
            CHECK(text::contains(d.page(id, DocumentKind::minutes), "2026年9月16日（周三）18:02—19:07"));
        });
    }
    TEST_CASE("issuer and day never stand alone on a page: what is before them comes along") {
        with_databases([](db::Database& database) {
            Desk d(database);
            auto const made = make(d.facts(d.election().first), DocumentKind::notice, {});
            REQUIRE(made);
            std::vector<int> keep;
            for (auto const& block : made->blocks)
                if (auto const* const one = std::get_if<paper::Paragraph>(&block)) keep.push_back(one->keep);
            REQUIRE(keep.size() > 5);
            CHECK(std::vector<int>(keep.end() - 5, keep.end()) == std::vector<int>{4, 3, 2, 1, 0});
        });
    }
    TEST_CASE("the sheet that goes round names everybody asked and no reason of absence") {
        with_databases([](db::Database& database) {
            Desk d(database);
            auto const [id, item] = d.election();
            REQUIRE(
                d.service.reply(d.hospital.plain(d.members[4]), id, {false, meetings::AbsenceReason::sick_leave, ""}));
            auto const page = d.page(id, DocumentKind::attendance_sheet);
            CHECK(text::contains(page, "安五"));
            CHECK(text::contains(page, "预备党员"));
            CHECK_FALSE(text::contains(page, "病假"));
        });
    }
    TEST_CASE("papers of an election: nothing before the candidates, then ballots, then the result as it was counted") {
        with_databases([](db::Database& database) {
            Desk d(database);
            auto const [id, item] = d.election();
            Which const which{item, std::nullopt};
            CHECK(text::contains(make(d.facts(id), DocumentKind::ballot, which).error().facts[1].second, "候选人"));
            CHECK_FALSE(make(d.facts(id), DocumentKind::election_request, which));
            d.start(id);
            REQUIRE(meetings::Voting(d.service).stand(d.secretary, id, item, 1, d.three()));
            auto const ballot = d.page(id, DocumentKind::ballot, which);
            for (char const* part : {"应选2名，候选人3名", "林一", "韦二", "袁三", "另选他人", "合计不超过2名"})
                CHECK_MESSAGE(text::contains(ballot, part), part);
            auto const offered = d.offer(id, DocumentKind::ballot);
            REQUIRE(offered);
            CHECK(offered->copies == 5);  // the probationary member has no vote
            auto const request = d.page(id, DocumentKind::election_request, which);
            CHECK(text::contains(request, "差额1名"));
            CHECK(text::contains(request, "签发人"));
            CHECK_FALSE(make(d.facts(id), DocumentKind::election_result, which));
            auto const round = d.hospital.db.read([&](db::Reader& r) { return meetings::store::elections(r, id); });
            meetings::CountedBallot counted;
            counted.issued = counted.returned = 5;
            counted.votes = {{round[0].candidates[0].id, "", 5, 0, 0},
                             {round[0].candidates[1].id, "", 4, 1, 0},
                             {round[0].candidates[2].id, "", 1, 4, 0}};
            REQUIRE(meetings::Voting(d.service).count(d.secretary, id, item, 1, counted));
            auto const result = d.page(id, DocumentKind::election_result, which);
            CHECK(text::contains(result, "发出选票5张，收回5张，其中有效票5张，无效票0张"));
            CHECK(text::contains(result,
                                 "当选的是：" + round[0].candidates[0].name + "、" + round[0].candidates[1].name));
            auto const sheet = d.page(id, DocumentKind::count_sheet, which);
            CHECK(text::contains(sheet, "未当选"));
        });
    }
    TEST_CASE("replies of the organisation above are for those who speak for it") {
        with_databases([](db::Database& database) {
            Desk d(database);
            auto const [id, item] = d.election();
            CHECK_FALSE(Desk::offer(d.facts(id), DocumentKind::election_reply));
            CHECK(make(d.facts(id), DocumentKind::election_reply, {item, std::nullopt}).error().code ==
                  "documents.not_for_this");
            CHECK(Desk::offer(d.facts(id, d.office), DocumentKind::election_reply));
        });
    }
    TEST_CASE("a resolution stands on a vote that passed; minutes say that they are a draft until closed") {
        with_databases([](db::Database& database) {
            Desk d(database);
            auto const id = d.under_way();
            d.come(id, {d.members[0], d.members[1], d.members[2], d.members[3]});
            auto const items = d.hospital.db.read([&](db::Reader& r) { return meetings::store::items(r, id); });
            Which const which{items[1].id, std::nullopt};
            CHECK_FALSE(make(d.facts(id), DocumentKind::resolution, which));
            meetings::CountedVote counted;
            counted.in_favour = 2;
            counted.against = 2;
            REQUIRE(meetings::Voting(d.service).count(d.secretary, id, items[1].id, counted));
            CHECK(
                text::contains(make(d.facts(id), DocumentKind::resolution, which).error().facts[1].second, "没有通过"));
            counted.in_favour = 4;
            counted.against = 0;
            counted.correction = "重新清点";
            REQUIRE(meetings::Voting(d.service).count(d.secretary, id, items[1].id, counted));
            auto const page = d.page(id, DocumentKind::resolution, which);
            for (char const* part : {"应到会有表决权党员5名，实到会4名", "赞成4票，反对0票，弃权0票", "第"})
                CHECK_MESSAGE(text::contains(page, part), part);
            auto plan = d.plan();
            plan.chair = d.members[0];
            plan.recorder = d.members[1];
            plan.items[0].id = items[0].id;
            plan.items[1].id = items[1].id;
            REQUIRE(d.service.change(d.secretary, id, d.at(id).version, plan));
            d.hospital.clock.set(*Instant::parse("2026-09-16T11:30:00Z"));
            CHECK(text::contains(make(d.facts(id), DocumentKind::minutes, {}).error().facts[1].second, "散会"));
            REQUIRE(d.service.end(d.secretary, id, d.at(id).version, std::nullopt));
            CHECK(text::contains(d.page(id, DocumentKind::minutes), "会议记录尚未归档"));
        });
    }
    TEST_CASE("the appraisal grades full members; the form of a probationary member says so") {
        with_databases([](db::Database& database) {
            Desk d(database);
            auto const id = d.planned(meetings::MeetingKind::democratic_appraisal);
            auto const ballot = d.page(id, DocumentKind::appraisal_ballot);
            CHECK(text::contains(ballot, "安五"));
            CHECK_FALSE(text::contains(ballot, "许六"));
            CHECK(text::contains(d.page(id, DocumentKind::appraisal_form), "预备党员参加民主评议，不评定等次"));
            CHECK_FALSE(d.offer(d.planned(), DocumentKind::appraisal_form));
        });
    }
}
