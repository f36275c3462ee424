#include "platform/push/push.hpp"

#include <doctest/doctest.h>

namespace {

using namespace xinglin;
using namespace xinglin::push;

struct Ear {
    int woken{0};
    Hub::Ticket ticket{0};
    std::uint64_t sequence{0};
};

Hub::Ticket join(Hub& hub, Ear& ear, std::int64_t account, std::string scope, std::int64_t person = 0) {
    Hub::Listener listener;
    listener.account.value = account;
    listener.person.value = person;
    listener.covers = [scope](std::string_view path) { return !scope.empty() && path.starts_with(scope); };
    listener.wake = [&ear] { ++ear.woken; };
    ear.sequence = hub.last();
    return ear.ticket = hub.join(std::move(listener));
}

std::vector<std::string> heard(Hub const& hub, Ear& ear) {
    bool lost = false;
    std::vector<std::string> out;
    for (auto const& event : hub.after(ear.ticket, ear.sequence, 100, lost)) out.push_back(event.data);
    if (lost) out.emplace_back("lost");
    return out;
}

TEST_CASE("push: an event reaches whom it concerns and nobody else") {
    Hub hub;
    Ear secretary, member, other;
    join(hub, secretary, 1, "a1");
    join(hub, member, 2, "");
    join(hub, other, 3, "b1");
    hub.notify(Audience::over("a1b2"), {"person", 7, 3});
    CHECK(secretary.woken == 1);
    CHECK(member.woken == 0);
    CHECK(other.woken == 0);
    CHECK(heard(hub, secretary) == std::vector<std::string>{R"({"kind":"person","id":"7","version":3})"});
    CHECK(heard(hub, secretary).empty());
    CHECK(heard(hub, other).empty());
    hub.notify(Audience::one(AccountId{2}), {"job", 9, 1});
    CHECK(heard(hub, member).size() == 1);
    CHECK(heard(hub, secretary).empty());
    hub.notify(Audience::all(), {"notice", 1, 1});
    CHECK(heard(hub, other).size() == 1);
    hub.leave(other.ticket);
    hub.notify(Audience::all(), {"notice", 2, 1});
    CHECK(other.woken == 1);
    CHECK(hub.listeners() == 2);
}

TEST_CASE("push: news of a meeting reach those asked and those over its branch") {
    Hub hub;
    Ear secretary, asked, guest, other;
    join(hub, secretary, 1, "a1");
    join(hub, asked, 2, "", 20);
    join(hub, guest, 3, "b1", 30);
    join(hub, other, 4, "b1", 40);
    hub.notify(Audience::over("a1b2", {PersonId{20}, PersonId{30}}), {"meeting", 7, 3});
    CHECK(heard(hub, secretary).size() == 1);
    CHECK(heard(hub, asked).size() == 1);
    CHECK(heard(hub, guest).size() == 1);
    CHECK(heard(hub, other).empty());
    CHECK(other.woken == 0);
    // Nobody in particular asked: an account without a person is nobody, too.
    Ear administrator;
    join(hub, administrator, 5, "");
    hub.notify(Audience::over("c1", {PersonId{}}), {"meeting", 8, 1});
    CHECK(administrator.woken == 0);
}

TEST_CASE("push: a client that comes back hears what it missed, or that it is gone") {
    Hub hub(3);
    Ear ear;
    join(hub, ear, 1, "");
    for (int i = 1; i <= 2; ++i) hub.notify(Audience::all(), {"x", i, 1});
    auto const last = hub.id(1);
    bool known = false;
    ear.sequence = hub.sequence_of(last, known);
    CHECK(known);
    CHECK(heard(hub, ear) == std::vector<std::string>{R"({"kind":"x","id":"2","version":1})"});
    for (int i = 3; i <= 9; ++i) hub.notify(Audience::all(), {"x", i, 1});
    ear.sequence = hub.sequence_of(last, known);
    auto const late = heard(hub, ear);
    CHECK(late.size() == 4);
    CHECK(late.back() == "lost");
    (void)hub.sequence_of("nonsense", known);
    CHECK_FALSE(known);
    (void)hub.sequence_of(hub.id(1000), known);
    CHECK_FALSE(known);
    CHECK(hub.sequence_of("1-5", known) == 0);
    CHECK(known);
}

}  // namespace
