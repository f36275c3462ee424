#include "modules/ballots/rules.hpp"
#include "modules/ballots/box.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace xinglin;
using namespace xinglin::ballots;

namespace {

Ballot election(std::int64_t places) {
    Ballot made;
    made.id = BallotId{7};
    made.form = Form::election;
    made.most = places;
    made.write_ins = true;
    made.lines = {{1, "丁一"}, {2, "林二"}, {3, "曾三"}};
    return made;
}
std::string refusal(Ballot const& ballot, Choice const& choice) {
    auto const answer = checked(ballot, choice);
    return answer ? "" : answer.error().code;
}
Slip slip(std::string token, std::string marks, std::vector<std::string> others = {}) {
    return {std::move(token), "aa", "00", {std::move(marks), std::move(others)}};
}

}  // namespace

TEST_SUITE("ballots rules") {
    TEST_CASE(
        "no more people than places; another one for each candidate marked against; who abstains writes nobody in") {
        auto const two = election(2);
        CHECK(refusal(two, {"ffa", {}}).empty());
        CHECK(refusal(two, {"sss", {}}).empty());
        CHECK(refusal(two, {"fff", {}}) == "ballots.too_many_marked");
        CHECK(refusal(two, {"faa", {"安四"}}).empty());
        CHECK(refusal(two, {"ffa", {"安四"}}) == "ballots.too_many_marked");
        CHECK(refusal(two, {"sss", {"安四"}}) == "ballots.write_in_without_against");
        CHECK(refusal(two, {"fas", {"安四", "白五"}}) == "ballots.write_in_without_against");
        CHECK(refusal(two, {"aaa", {"安四", " 安四 "}}) == "ballots.write_in_twice");
        CHECK(refusal(two, {"aaa", {"林二"}}) == "ballots.write_in_twice");
        for (char const* several : {"张三，李四", "张三,李四", "张三、李四", "张三；李四", "张三/李四"})
            CHECK(refusal(two, {"aaa", {several}}) == "ballots.write_in_several");
        CHECK(checked(two, {"aaa", {" 安四 "}})->write_ins == std::vector<std::string>{"安四"});
    }
    TEST_CASE("a mark a line, of those the form has") {
        auto ballot = election(2);
        CHECK(refusal(ballot, {"ff", {}}) == "ballots.marks_wrong");
        CHECK(refusal(ballot, {"ffe", {}}) == "ballots.marks_wrong");
        ballot.form = Form::appraisal;
        ballot.most = 0;
        ballot.write_ins = false;
        CHECK(refusal(ballot, {"eqs", {}}).empty());
        CHECK(refusal(ballot, {"eqf", {}}) == "ballots.marks_wrong");
        CHECK(refusal(ballot, {"eqs", {"安四"}}) == "ballots.write_in_not_here");
    }
    TEST_CASE("the box says nothing of the order, nor by its size of a name written in") {
        std::vector<Slip> const one{slip("bb", "ffa"), slip("aa", "faa", {"安四", "白五"}), slip("cc", "sss")};
        auto other = one;
        std::reverse(other.begin(), other.end());
        CHECK(packed(one) == packed(other));
        auto plain = one;
        plain[1].choice.write_ins.clear();
        CHECK(packed(one).size() == packed(plain).size());
        auto const back = unpacked(packed(one));
        REQUIRE(back);
        REQUIRE(back->size() == 3);
        CHECK((*back)[0].token == "aa");
        CHECK((*back)[0].choice.write_ins == std::vector<std::string>{"安四", "白五"});
        CHECK(unpacked(packed({}))->empty());
        CHECK_FALSE(unpacked("nothing of the kind\n"));
        CHECK_FALSE(unpacked("aa bb"));
    }
    TEST_CASE("totals are of lines and of names written in") {
        auto const ballot = election(2);
        auto const count = count_of(
            ballot, 5, {slip("a", "ffa"), slip("b", "faa", {"安四"}), slip("c", "sas", {"安四"}), slip("d", "sss")});
        CHECK(count.issued == 5);
        CHECK(count.returned == 4);
        CHECK(count.of(0, 'f') == 2);
        CHECK(count.of(1, 'a') == 2);
        CHECK(count.of(2, 's') == 2);
        CHECK(count.of(3, 'f') == 2);
        CHECK(count.totals.back().title == "安四");
    }
    TEST_CASE("a receipt binds ballot, nonce and choice") {
        auto const made = receipt_of(BallotId{7}, "00", {"f", {}});
        CHECK(made.size() == 64);
        CHECK(made != receipt_of(BallotId{8}, "00", {"f", {}}));
        CHECK(made != receipt_of(BallotId{7}, "01", {"f", {}}));
        CHECK(made != receipt_of(BallotId{7}, "00", {"a", {}}));
        CHECK(made != receipt_of(BallotId{7}, "00", {"f", {"安四"}}));
        // What a phone computes: SHA-256 over these very lines.
        CHECK(made == "396d4b70a49fffca38bf4157da544be461db52a03ef709275556fa59437aa90a");
    }
}
