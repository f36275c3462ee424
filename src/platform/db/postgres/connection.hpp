#pragma once
#include "platform/db/sql_text.hpp"
#include "platform/db/statement_key.hpp"

#include <libpq-fe.h>

#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

namespace xinglin::db::postgres {

struct Clear {
    void operator()(PGresult* result) const { PQclear(result); }
};
using Answer = std::unique_ptr<PGresult, Clear>;

/// One connection with its prepared statements. One thread at a time, but for cancel().
class Connection {
  public:
    /// Throws Fault::lost.
    explicit Connection(std::string const& conninfo);
    ~Connection();
    Connection(Connection const&) = delete;
    Connection& operator=(Connection const&) = delete;

    void query(Statement::Chosen chosen, std::span<Value const> values, std::function<bool(Row const&)> const& on_row);
    std::int64_t execute(Statement::Chosen chosen, std::span<Value const> values);
    std::string plan(Statement::Chosen chosen, std::span<Value const> values);
    /// Prepares without running: what the test of all statements asks.
    void prepare_only(Statement::Chosen chosen) { (void)prepared(chosen); }
    /// Plain statements without parameters.
    Answer run(std::string const& sql, std::string_view name);
    /// A statement made at run time.
    Answer run(std::string const& sql, std::span<Value const> values, std::string_view name);
    /// COMMIT that also fails where the server says that it stopped waiting for its standby.
    void commit();
    void cancel();

    [[nodiscard]] bool in_transaction() const;
    /// Whether the server can still be spoken to.
    [[nodiscard]] bool usable() const { return PQstatus(handle_) == CONNECTION_OK && !lost_; }
    [[nodiscard]] PGconn* handle() { return handle_; }
    /// Throws what the result says; `name` of the statement for the log.
    void check(PGresult const* result, std::string_view name);

  private:
    struct Prepared {
        std::string name;
        std::vector<int> order;
    };
    Prepared const& prepared(Statement::Chosen chosen);
    Answer send(Statement::Chosen chosen, std::span<Value const> values);
    [[noreturn]] void raise(PGresult const* result, std::string_view name);
    static void on_notice(void* self, PGresult const* result);

    PGconn* handle_{nullptr};
    std::unordered_map<StatementKey, Prepared, StatementKeyHash> cache_;
    bool lost_{false};
    bool warned_{false};
    std::string warning_;
    std::mutex cancel_mutex_;
    PGcancel* cancel_{nullptr};
};

/// Rows of a result; valid while it lives. Calls fn per row until it answers false.
void each_row(PGresult const* result, std::function<bool(Row const&)> const& fn);

}  // namespace xinglin::db::postgres
