#pragma once
#include <string>

namespace xinglin {

/// Thrown by CHECK: a broken invariant, never a user's mistake. Answered 500 and logged in production.
struct BrokenInvariant {
    std::string what;
};

[[noreturn]] inline void broken(char const* expression, char const* file, int line) {
    throw BrokenInvariant{std::string(file) + ":" + std::to_string(line) + ": " + expression};
}

}  // namespace xinglin

/// Stops the use case when an invariant of ours does not hold.
#define XL_CHECK(expression)                                                   \
    do {                                                                       \
        if (!(expression)) ::xinglin::broken(#expression, __FILE__, __LINE__); \
    } while (false)
