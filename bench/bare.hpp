#pragma once
// Bare loops without server, session, scope or contract. Each prints one JSON object.

#include <sqlite3.h>

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>

namespace bare {

inline double cpu_seconds() {
    timespec at{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &at);
    return static_cast<double>(at.tv_sec) + static_cast<double>(at.tv_nsec) / 1e9;
}
inline double wall_seconds() {
    timespec at{};
    clock_gettime(CLOCK_MONOTONIC, &at);
    return static_cast<double>(at.tv_sec) + static_cast<double>(at.tv_nsec) / 1e9;
}
inline void must(sqlite3* db, int code, int wanted = SQLITE_OK) {
    if (code == wanted) return;
    std::fprintf(stderr, "sqlite: %s\n", sqlite3_errmsg(db));
    std::exit(1);
}
inline void run(sqlite3* db, char const* sql) { must(db, sqlite3_exec(db, sql, nullptr, nullptr, nullptr)); }

/// list DB SECONDS: 50 people of a subtree, read and written as the server's JSON.
int list(std::string const& path, double seconds);

}  // namespace bare
