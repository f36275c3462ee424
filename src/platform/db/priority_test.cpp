#include "platform/db/priority.hpp"

#include <doctest/doctest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cerrno>
#include <thread>

using namespace xinglin;

namespace {
int nice_of_this_thread() {
    errno = 0;
    return ::getpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()));
}
}  // namespace

TEST_CASE("the writer's thread takes a higher priority where it may, and no other thread does") {
    int const before = nice_of_this_thread();
    rlimit allowed{};
    REQUIRE(::getrlimit(RLIMIT_NICE, &allowed) == 0);
    bool const may = ::geteuid() == 0 || allowed.rlim_cur >= 25;
    int within = 99;
    std::thread([&] {
        db::run_promptly();
        within = nice_of_this_thread();
    }).join();
    CHECK(within == (may ? -5 : before));
    CHECK(nice_of_this_thread() == before);
}
