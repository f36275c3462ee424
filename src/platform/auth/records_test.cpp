#include "platform/auth/records.hpp"

#include <doctest/doctest.h>

using namespace xinglin::auth;

TEST_CASE("the records a call may meet are those of its right; administrators' grants open none") {
    Right const read_people{"people.read"};
    Actor actor;
    actor.account = {7};
    actor.person = {9};
    actor.grants = {{"branch_secretary", "00010002", {"people.read"}, {}}, {"office", "0003", {"people.export"}, {}}};
    CHECK(records(actor, read_people).covers("00010002"));
    CHECK_FALSE(records(actor, read_people).covers("0003"));
    CHECK(records(actor, signed_in).covers("00010002"));
    CHECK(records(actor, signed_in).covers("0003"));
    CHECK(records(actor, anybody).subtrees.empty());
    CHECK(records(actor, anybody).self == actor.person);
    actor.grants.push_back({"system_admin", "", {"jobs.read"}, {}});
    CHECK(records(actor, Right{"jobs.read"}).subtrees.empty());
    CHECK_FALSE(records(actor, signed_in).covers("0004"));
    CHECK(records(actor, signed_in).covers("0003"));
    CHECK(records(Actor::the_system("test"), read_people).covers("0004"));
    CHECK(records(Actor{}, signed_in).empty());
}
