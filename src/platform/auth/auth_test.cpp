#include "platform/auth/auth.hpp"

#include <doctest/doctest.h>

using namespace xinglin::auth;

namespace {
constexpr Right read_people{"people.read"};

Grant grant(std::string path) { return {"branch_secretary", std::move(path), {"people.read"}, {FieldClass::personal}}; }
}  // namespace

TEST_SUITE("auth") {
    TEST_CASE("a scope is the union of the subtrees of the grants, without overlap") {
        Actor actor;
        actor.account = {7};
        actor.person = {9};
        actor.grants = {grant("00010002"), grant("0001"), grant("0003")};
        auto const scope = actor.scope(read_people);
        CHECK(scope.subtrees.size() == 2);
        CHECK(scope.covers("0001"));
        CHECK(scope.covers("000100020005"));
        CHECK(scope.covers("0003"));
        CHECK_FALSE(scope.covers("0002"));
        CHECK_FALSE(scope.covers(""));
        CHECK(scope.self == actor.person);
    }
    TEST_CASE("a narrowed scope never grows") {
        auto const scope = Scope{{subtree("00010002")}, {}};
        CHECK(scope.within("0001").covers("00010002"));
        CHECK_FALSE(scope.within("0001").covers("00010003"));
        CHECK_FALSE(scope.within("00010003").covers("00010003"));
        CHECK(scope.within("000100020001").covers("000100020001"));
        CHECK_FALSE(scope.within("000100020001").covers("00010002"));
    }
    TEST_CASE("a stranger has the public right and no other") {
        Actor const stranger;
        CHECK(stranger.has(anybody));
        CHECK_FALSE(stranger.has(signed_in));
        CHECK_FALSE(stranger.has(read_people));
        CHECK(stranger.scope(read_people).empty());
        CHECK_FALSE(stranger.sees(FieldClass::open, ""));
    }
    TEST_CASE("fields are clear only where the grant reaches") {
        Actor actor;
        actor.account = {7};
        actor.grants = {grant("0001")};
        CHECK(actor.sees(FieldClass::personal, "00010002"));
        CHECK_FALSE(actor.sees(FieldClass::sensitive, "00010002"));
        CHECK_FALSE(actor.sees(FieldClass::personal, "0002"));
    }
}
