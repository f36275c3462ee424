#include "platform/confine/confine.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <functional>
#include <string>

using namespace xinglin;

namespace {

/// A folder that goes away with the test.
struct Folder {
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "xl-confine-XXXXXX").string();
        path = mkdtemp(name.data());
    }
    ~Folder() { std::filesystem::remove_all(path); }
    std::string path;
};

/// Runs `act` in a confined child. @returns its answer, 0…100; 101 when this kernel cannot confine
int confined(confine::Reach const& reach, std::function<int()> const& act) {
    auto const child = fork();
    if (child == 0) {
        auto const done = confine::confine(reach);
        _exit(done.files && done.calls ? act() : 101);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

int opens(std::string const& path, int flags) {
    errno = 0;
    return open(path.c_str(), flags | O_CLOEXEC, 0600) >= 0 ? 0 : errno;
}

}  // namespace

TEST_CASE("a confined process reaches its own folders and nothing else, and starts no program") {
    Folder own, other;
    REQUIRE(opens(other.path + "/secret", O_CREAT | O_WRONLY) == 0);
    confine::Reach const reach{{own.path}, {}};
    if (confined(reach, [] { return 0; }) == 101) {
        MESSAGE("skipped: this kernel or build cannot confine");
        return;
    }
    CHECK(confined(reach, [&] { return opens(own.path + "/data", O_CREAT | O_RDWR); }) == 0);
    CHECK(confined(reach, [&] {
              return rename((own.path + "/data").c_str(), (own.path + "/moved").c_str()) == 0 ? 0 : errno;
          }) == 0);
    CHECK(confined(reach, [&] { return opens(other.path + "/secret", O_RDONLY); }) == EACCES);
    CHECK(confined(reach, [&] { return opens(other.path + "/new", O_CREAT | O_WRONLY); }) == EACCES);
    CHECK(confined(reach, [] { return opens("/etc/hosts", O_RDONLY); }) == 0);
    CHECK(confined(reach, [] { return opens("/etc/hosts", O_WRONLY); }) != 0);
    CHECK(confined(reach, [&] { return opens(other.path + "/secret", O_RDONLY); }) == EACCES);
    CHECK(confined({{own.path}, {other.path}}, [&] { return opens(other.path + "/secret", O_RDONLY); }) == 0);
    CHECK(confined({{own.path}, {other.path}}, [&] { return opens(other.path + "/secret", O_WRONLY); }) == EACCES);
    CHECK(confined(reach, [] {
              char const* arguments[] = {"true", nullptr};
              execv("/usr/bin/true", const_cast<char* const*>(arguments));
              return errno;
          }) == EPERM);
    CHECK(confined(reach, [] { return socket(AF_INET, SOCK_STREAM, 0) >= 0 ? 0 : errno; }) == 0);
    CHECK(confined(reach, [] { return socket(AF_PACKET, SOCK_RAW, 0) >= 0 ? 0 : errno; }) == EAFNOSUPPORT);
}
