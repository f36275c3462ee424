#include "bare.hpp"

#include <sodium.h>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <semaphore>
#include <thread>
#include <vector>

namespace bare {

sqlite3* open_notes(std::string const& path) {
    sqlite3* db = nullptr;
    must(db, sqlite3_open(path.c_str(), &db));
    run(db, "PRAGMA journal_mode=WAL");
    run(db, "PRAGMA synchronous=FULL");
    run(db,
        "CREATE TABLE IF NOT EXISTS notes (id INTEGER PRIMARY KEY, account INTEGER NOT NULL, at INTEGER NOT NULL, body "
        "TEXT NOT NULL)");
    return db;
}

sqlite3_stmt* insert_note(sqlite3* db) {
    sqlite3_stmt* insert = nullptr;
    must(db, sqlite3_prepare_v2(db, "INSERT INTO notes (account, at, body) VALUES (?1, ?2, ?3)", -1, &insert, nullptr));
    return insert;
}

void add_note(sqlite3* db, sqlite3_stmt* insert, std::int64_t account, std::int64_t at) {
    sqlite3_bind_int64(insert, 1, account);
    sqlite3_bind_int64(insert, 2, at);
    sqlite3_bind_text(insert, 3, "{\"size\":\"md\",\"theme\":\"system\"}", -1, SQLITE_STATIC);
    must(db, sqlite3_step(insert), SQLITE_DONE);
    sqlite3_reset(insert);
}

namespace {

/// commit FILE BATCH SECONDS: inserts of one small row, BATCH to a transaction, one thread.
int commit(std::string const& path, int batch, double seconds) {
    auto* const db = open_notes(path);
    auto* const insert = insert_note(db);
    auto const begun = wall_seconds(), cpu = cpu_seconds();
    std::int64_t rows = 0;
    while (wall_seconds() - begun < seconds) {
        run(db, "BEGIN IMMEDIATE");
        for (int i = 0; i < batch; ++i, ++rows) add_note(db, insert, rows % 64, rows);
        run(db, "COMMIT");
    }
    auto const wall = wall_seconds() - begun;
    std::printf("{\"rows_per_second\": %.1f, \"cpu_ms_per_row\": %.6f}\n", static_cast<double>(rows) / wall,
                (cpu_seconds() - cpu) * 1e3 / static_cast<double>(rows));
    sqlite3_finalize(insert);
    sqlite3_close(db);
    return 0;
}

/// One writer thread that commits whatever has come in the meantime; many threads that each wait for their own commit.
class GroupCommit {
  public:
    explicit GroupCommit(sqlite3* db) : db_(db), insert_(insert_note(db)) {
        writer_ = std::thread([this] { write(); });
    }
    /// Returns once the row is durable.
    void add(std::int64_t account, std::int64_t at) {
        Waiting own{account, at};
        {
            std::lock_guard const lock(mutex_);
            waiting_.push_back(&own);
        }
        come_.notify_one();
        own.done.acquire();
    }
    ~GroupCommit() {
        {
            std::lock_guard const lock(mutex_);
            over_ = true;
        }
        come_.notify_one();
        writer_.join();
        sqlite3_finalize(insert_);
    }

  private:
    struct Waiting {
        Waiting(std::int64_t of, std::int64_t when) : account(of), at(when) {}
        std::int64_t account, at;
        std::binary_semaphore done{0};
    };
    void write() {
        std::vector<Waiting*> batch;
        while (true) {
            {
                std::unique_lock lock(mutex_);
                come_.wait(lock, [&] { return over_ || !waiting_.empty(); });
                if (waiting_.empty()) return;
                batch.swap(waiting_);
            }
            run(db_, "BEGIN IMMEDIATE");
            for (auto* each : batch) add_note(db_, insert_, each->account, each->at);
            run(db_, "COMMIT");
            for (auto* each : batch) each->done.release();
            batch.clear();
        }
    }

    sqlite3* db_;
    sqlite3_stmt* insert_{nullptr};
    std::mutex mutex_;
    std::condition_variable come_;
    std::vector<Waiting*> waiting_;
    bool over_{false};
    std::thread writer_;
};

/// group FILE WRITERS SECONDS: WRITERS threads that each wait for their row's commit, one thread that commits in groups.
int group(std::string const& path, int writers, double seconds) {
    auto* const db = open_notes(path);
    std::atomic<std::int64_t> rows{0};
    auto const begun = wall_seconds(), cpu = cpu_seconds();
    {
        GroupCommit commits(db);
        std::vector<std::thread> crew;
        for (int i = 0; i < writers; ++i) {
            crew.emplace_back([&, i] {
                while (wall_seconds() - begun < seconds) commits.add(i, ++rows);
            });
        }
        for (auto& each : crew) each.join();
    }
    std::printf("{\"rows_per_second\": %.1f, \"cpu_ms_per_row\": %.6f}\n",
                static_cast<double>(rows) / (wall_seconds() - begun),
                (cpu_seconds() - cpu) * 1e3 / static_cast<double>(rows));
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
    if (what == "group" && count == 5)
        return bare::group(arguments[2], std::atoi(arguments[3]), std::atof(arguments[4]));
    if (what == "serve" && count == 3) bare::serve(arguments[2]);
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
        "usage: bare commit FILE BATCH SECONDS | group FILE WRITERS SECONDS | serve FILE | hash THREADS SECONDS PASSES "
        "BYTES | list DB FROM TO SECONDS OUT | "
        "insert DB CSV | sheet CSV XLSX\n");
    return 2;
}
