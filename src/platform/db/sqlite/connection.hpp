#pragma once
#include "platform/db/db.hpp"
#include "platform/db/statement_key.hpp"

#include <sqlite3.h>

#include <array>
#include <atomic>
#include <chrono>
#include <string>
#include <unordered_map>
#include <vector>

namespace xinglin::db::sqlite {

/// One connection with its cache of prepared statements. One thread at a time, but for cancel().
class Connection {
  public:
    enum class Use { read, write, bare };
    /// Statements of the transaction itself, prepared once.
    enum class Step { begin_read, begin_write, commit, rollback, savepoint, release, rollback_to };
    /// @param path file; created for Use::write. Throws Fault.
    Connection(std::string const& path, Use use, int statement_ms = 0);
    ~Connection();
    Connection(Connection const&) = delete;
    Connection& operator=(Connection const&) = delete;

    void query(Statement::Chosen chosen, std::span<Value const> values, std::function<bool(Row const&)> const& on_row);
    std::int64_t execute(Statement::Chosen chosen, std::span<Value const> values);
    std::string plan(Statement::Chosen chosen, std::span<Value const> values);
    /// Prepares without running. Throws Fault.
    void prepare_only(Statement::Chosen chosen);
    /// Plain statements without parameters: BEGIN, PRAGMA, a migration.
    void run_script(std::string const& sql, std::string_view name);
    /// Rows of a plain statement made at run time (integrity_check, the generic copy).
    void query_text(std::string const& sql, std::span<Value const> values,
                    std::function<bool(Row const&)> const& on_row);
    void run(Step step);
    void cancel() { cancelled_.store(true, std::memory_order_relaxed); }
    [[nodiscard]] bool in_transaction() const { return sqlite3_get_autocommit(handle_) == 0; }
    [[nodiscard]] sqlite3* handle() { return handle_; }

  private:
    class Lease;
    [[nodiscard]] sqlite3_stmt* prepare(std::string_view sql, std::string_view name);
    void bind(sqlite3_stmt* made, std::span<Value const> values, std::string_view name);
    void watch();
    void steps(sqlite3_stmt* made, std::string_view name, std::function<bool(Row const&)> const* on_row);
    [[noreturn]] void raise(int code, std::string_view name);
    static int on_progress(void* self);

    sqlite3* handle_{nullptr};
    std::unordered_map<StatementKey, std::vector<sqlite3_stmt*>, StatementKeyHash> cache_;
    std::array<sqlite3_stmt*, 7> steps_{};
    std::atomic<bool> cancelled_{false};
    int statement_ms_{0};
    int depth_{0};
    std::chrono::steady_clock::time_point until_{};
};

}  // namespace xinglin::db::sqlite
