#include "app/rest.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <string>

namespace {

/// KB of files in memory: code of this program and of its libraries.
long code_kb() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("RssFile:")) return std::stol(line.substr(8));
    return 0;
}

TEST_CASE("rest: code that ran once is given back, and runs again") {
    auto const before = code_kb();
    xinglin::app::rest_after_start();
    auto const after = code_kb();
    CHECK(before > 4000);
    CHECK(after < before * 3 / 4);
    CHECK(std::to_string(after).size() > 1);
}

}  // namespace
