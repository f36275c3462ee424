#include "bare.hpp"

#include <sodium.h>

#include <atomic>
#include <cstring>
#include <thread>
#include <vector>

namespace bare {
namespace {

/// commit FILE BATCH SECONDS: inserts of one small row, BATCH to a transaction, WAL and synchronous=FULL.
int commit(std::string const& path, int batch, double seconds) {
    sqlite3* db = nullptr;
    must(db, sqlite3_open(path.c_str(), &db));
    run(db, "PRAGMA journal_mode=WAL");
    run(db, "PRAGMA synchronous=FULL");
    run(db,
        "CREATE TABLE IF NOT EXISTS notes (id INTEGER PRIMARY KEY, account INTEGER NOT NULL, at INTEGER NOT NULL, body "
        "TEXT NOT NULL)");
    sqlite3_stmt* insert = nullptr;
    must(db, sqlite3_prepare_v2(db, "INSERT INTO notes (account, at, body) VALUES (?1, ?2, ?3)", -1, &insert, nullptr));
    auto const begun = wall_seconds(), cpu = cpu_seconds();
    std::int64_t rows = 0;
    while (wall_seconds() - begun < seconds) {
        run(db, "BEGIN IMMEDIATE");
        for (int i = 0; i < batch; ++i, ++rows) {
            sqlite3_bind_int64(insert, 1, rows % 64);
            sqlite3_bind_int64(insert, 2, rows);
            sqlite3_bind_text(insert, 3, "{\"size\":\"md\",\"theme\":\"system\"}", -1, SQLITE_STATIC);
            must(db, sqlite3_step(insert), SQLITE_DONE);
            sqlite3_reset(insert);
        }
        run(db, "COMMIT");
    }
    auto const wall = wall_seconds() - begun;
    std::printf("{\"rows_per_second\": %.1f, \"cpu_ms_per_row\": %.6f}\n", static_cast<double>(rows) / wall,
                (cpu_seconds() - cpu) * 1e3 / static_cast<double>(rows));
    sqlite3_finalize(insert);
    sqlite3_close(db);
    return 0;
}

/// hash THREADS SECONDS: argon2id at the server's parameters.
int hash(int threads, double seconds, unsigned long long passes, std::size_t memory) {
    if (sodium_init() < 0) return 1;
    std::atomic<std::int64_t> done{0};
    auto const begun = wall_seconds(), cpu = cpu_seconds();
    std::vector<std::thread> crew;
    for (int i = 0; i < threads; ++i) {
        crew.emplace_back([&] {
            char text[crypto_pwhash_STRBYTES];
            while (wall_seconds() - begun < seconds) {
                if (crypto_pwhash_str_alg(text, "correct horse battery", 21, passes, memory,
                                          crypto_pwhash_ALG_ARGON2ID13) != 0) {
                    std::exit(1);
                }
                ++done;
            }
        });
    }
    for (auto& each : crew) each.join();
    auto const wall = wall_seconds() - begun;
    std::printf("{\"hashes_per_second\": %.3f, \"cpu_ms_per_hash\": %.3f}\n", static_cast<double>(done) / wall,
                (cpu_seconds() - cpu) * 1e3 / static_cast<double>(done));
    return 0;
}

}  // namespace
}  // namespace bare

int main(int count, char** arguments) {
    std::string const what = count > 1 ? arguments[1] : "";
    if (what == "commit" && count == 5)
        return bare::commit(arguments[2], std::atoi(arguments[3]), std::atof(arguments[4]));
    if (what == "hash" && count == 6) {
        return bare::hash(std::atoi(arguments[2]), std::atof(arguments[3]), std::strtoull(arguments[4], nullptr, 10),
                          std::strtoull(arguments[5], nullptr, 10));
    }
    if (what == "list" && count == 7)
        return bare::list(arguments[2], arguments[3], arguments[4], std::atof(arguments[5]), arguments[6]);
    if (what == "insert" && count == 4) return bare::insert(arguments[2], arguments[3]);
    if (what == "sheet" && count == 4) return bare::sheet(arguments[2], arguments[3]);
    std::fprintf(
        stderr,
        "usage: bare commit FILE BATCH SECONDS | hash THREADS SECONDS PASSES BYTES | list DB FROM TO SECONDS OUT | "
        "insert DB CSV | sheet CSV XLSX\n");
    return 2;
}
