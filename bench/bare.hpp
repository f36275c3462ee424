#pragma once
// Bare loops without server, session, scope or contract. Each prints one JSON object.

#include <sqlite3.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <string_view>
#include <vector>

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

/// WAL and synchronous=FULL, a table of small rows.
sqlite3* open_notes(std::string const& path);
/// The statement that adds one.
sqlite3_stmt* insert_note(sqlite3* db);
void add_note(sqlite3* db, sqlite3_stmt* insert, std::int64_t account, std::int64_t at);

/// serve FILE: answers whatever is asked on a loopback port once a small row is durable, all that has come meanwhile in one
/// commit; one thread, no protocol. Runs until it is ended.
[[noreturn]] void serve(std::string const& path);
/// list DB FROM TO SECONDS OUT: the first 50 members of the subtree [FROM, TO), read and written as the server's JSON.
/// OUT keeps the last body, so that it can be compared with the server's.
int list(std::string const& path, std::string const& from, std::string const& to, double seconds,
         std::string const& out);
/// insert DB CSV: the rows of a table into SQLite, with an index on number and name, in one durable transaction.
int insert(std::string const& path, std::string const& csv);
/// sheet CSV XLSX: the same cells into a workbook by libxlsxwriter.
int sheet(std::string const& csv, std::string const& out);

}  // namespace bare
