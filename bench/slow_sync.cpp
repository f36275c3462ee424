// A library to be loaded before a program (LD_PRELOAD): each sync of a file takes at least as long as on a common server disk,
// XINGLIN_BENCH_SYNC_US microseconds from its beginning. The sync itself is done.
#include <dlfcn.h>
#include <unistd.h>

#include <cstdlib>
#include <ctime>

namespace {

using Sync = int (*)(int);

Sync next_one(char const* name) { return reinterpret_cast<Sync>(dlsym(RTLD_NEXT, name)); }

// Looked up before the program begins: later it may not be allowed to.
Sync const real_fsync = next_one("fsync");
Sync const real_fdatasync = next_one("fdatasync");
long const least_us = [] {
    auto const* const said = std::getenv("XINGLIN_BENCH_SYNC_US");
    return said == nullptr ? 0L : std::atol(said);
}();

int slowly(Sync sync, int file) {
    timespec until{};
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_nsec += least_us * 1000;
    until.tv_sec += until.tv_nsec / 1'000'000'000;
    until.tv_nsec %= 1'000'000'000;
    int const done = sync(file);
    while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, nullptr) != 0) {}
    return done;
}

}  // namespace

extern "C" {
int fsync(int file) { return slowly(real_fsync, file); }
int fdatasync(int file) { return slowly(real_fdatasync, file); }
}
