#pragma once
// The one door to the data: two engines behind it, SQLite (embedded default) and PostgreSQL.
// Lambdas given to write() may run twice (busy, serialisation): they touch the world only through `tx`.

#include "base/result.hpp"
#include "platform/db/statement.hpp"
#include "platform/db/value.hpp"

#include <array>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

namespace xinglin::db {

enum class Engine { sqlite, postgres };

/// A fault of the engine that no use case can mend (thrown). The edge maps `full` to 507, `busy`/`lost` to 503.
/// After `lost`, `full` and `io` at a commit the work may still be found later: an Idempotency-Key settles it.
struct Fault {
    enum class What { lost, busy, full, io, corrupt, serialisation, cancelled, other } what{What::other};
    std::string statement;
    std::string message;
};

/// A constraint said no: the store that expects it catches it and answers a Problem (thrown inside write()).
struct ConstraintViolation {
    enum class What { unique, foreign_key, check, not_null } what{What::unique};
    std::string statement;
    /// unique, not_null: "table.column, table.other" (an index over expressions: its name); check: its name;
    /// foreign_key: its name on PostgreSQL, "" on SQLite
    std::string constraint;
};

/// Reads in one consistent snapshot.
class Reader {
  public:
    virtual ~Reader() = default;
    [[nodiscard]] virtual Engine engine() const = 0;

    /// Calls fn(Row const&) per row, in order; fn may return void, or bool where false ends the reading.
    template <class Fn, class... P>
    void each(Statement const& statement, Fn&& fn, P const&... parameters) {
        each(statement.with({}), std::forward<Fn>(fn), parameters...);
    }
    template <class Fn, class... P>
    void each(Statement::Chosen statement, Fn&& fn, P const&... parameters) {
        std::array<Value, sizeof...(P)> const values{to_value(parameters)...};
        query(statement, values, [&](Row const& row) {
            if constexpr (std::is_void_v<std::invoke_result_t<Fn&, Row const&>>) {
                fn(row);
                return true;
            } else {
                return static_cast<bool>(fn(row));
            }
        });
    }
    /// The first row mapped, or nothing.
    template <class S, class Fn, class... P>
    auto one(S const& statement, Fn&& map, P const&... parameters) {
        std::optional<std::decay_t<std::invoke_result_t<Fn&, Row const&>>> found;
        each(
            statement,
            [&](Row const& row) {
                found.emplace(map(row));
                return false;
            },
            parameters...);
        return found;
    }
    /// All rows mapped.
    template <class S, class Fn, class... P>
    auto all(S const& statement, Fn&& map, P const&... parameters) {
        std::vector<std::decay_t<std::invoke_result_t<Fn&, Row const&>>> rows;
        each(
            statement, [&](Row const& row) { rows.push_back(map(row)); }, parameters...);
        return rows;
    }
    /// The first column of the first row, or nothing when there is no row.
    template <class T, class S, class... P>
    std::optional<T> value(S const& statement, P const&... parameters) {
        return one(
            statement, [](Row const& row) { return row.get<T>(0); }, parameters...);
    }
    /// For lists of parameters built at run time; same rules.
    virtual void query(Statement::Chosen statement, std::span<Value const> parameters,
                       std::function<bool(Row const&)> const& on_row) = 0;
    /// EXPLAIN text of a statement, for the test that refuses scans and sorts on hot lists.
    virtual std::string plan(Statement::Chosen statement, std::span<Value const> parameters) = 0;
    /// Ends the query that runs now, if any, with Fault::cancelled. The one member that any thread may call.
    virtual void cancel() = 0;
};

/// A write transaction; rolled back when the use case answers a Problem or throws.
class Tx : public Reader {
  public:
    /// @returns rows changed
    template <class... P>
    std::int64_t run(Statement const& statement, P const&... parameters) {
        std::array<Value, sizeof...(P)> const values{to_value(parameters)...};
        return execute(statement.with({}), values);
    }
    template <class... P>
    std::int64_t run(Statement::Chosen statement, P const&... parameters) {
        std::array<Value, sizeof...(P)> const values{to_value(parameters)...};
        return execute(statement, values);
    }
    virtual std::int64_t execute(Statement::Chosen statement, std::span<Value const> parameters) = 0;
    /// Runs fn once this transaction has durably committed (pushes, cache invalidation). Never runs after a rollback.
    virtual void after_commit(std::function<void()> fn) = 0;
    /// Tells listeners (Database::listen) of every node after the commit. @param text ids only, at most 4,000 bytes
    virtual void notify(std::string_view channel, std::string_view text) = 0;
    /// A new time-ordered id, for rows of platform (jobs, events) whose callers hold no IdSource.
    [[nodiscard]] virtual std::int64_t new_id() = 0;
};

/// While it lives, each write() of this thread runs fn within its transaction, after the use case has kept its work and
/// before the commit (the HTTP edge joins the idempotency row so). What fn throws rolls the use case back and is thrown on.
class Joined {
  public:
    explicit Joined(std::function<void(Tx&)> fn);
    ~Joined();
    Joined(Joined const&) = delete;
    Joined& operator=(Joined const&) = delete;
    [[nodiscard]] static Joined const* current();
    void run(Tx& tx) const { fn_(tx); }

  private:
    std::function<void(Tx&)> fn_;
    Joined const* outer_;
};

struct Options {
    std::string url;  ///< sqlite:PATH or postgres://… / "postgres:" + conninfo
    int readers{4};  ///< reader connections (PostgreSQL: pool size)
    int max_batch{256};  ///< use cases per group commit
    bool migrate{true};  ///< bring the schema to head at open
    int node{0};  ///< 0…1023, for new_id(); unique among the nodes of one installation
    int statement_ms{0};  ///< a read that takes longer ends with Fault::cancelled; 0 = no limit
};

/// Ends listening when it goes.
using Listening = std::shared_ptr<void>;

/// Thread-safe. read() and write() block the calling thread.
class Database {
  public:
    virtual ~Database() = default;
    [[nodiscard]] virtual Engine engine() const = 0;

    /// fn(Reader&) in one snapshot; its value is returned.
    template <class Fn>
    auto read(Fn&& fn) -> std::invoke_result_t<Fn&, Reader&> {
        using R = std::invoke_result_t<Fn&, Reader&>;
        if constexpr (std::is_void_v<R>) {
            do_read([&](Reader& reader) { fn(reader); });
        } else {
            std::optional<R> out;
            do_read([&](Reader& reader) { out.emplace(fn(reader)); });
            return std::move(*out);
        }
    }
    /// fn(Tx&) -> Result<T>: committed durably before this returns a value; rolled back on a Problem or exception.
    template <class Fn>
    auto write(Fn&& fn) -> std::invoke_result_t<Fn&, Tx&> {
        using R = std::invoke_result_t<Fn&, Tx&>;
        std::optional<R> out;
        do_write([&](Tx& tx) {
            out.reset();
            out.emplace(fn(tx));
            return out->has_value();
        });
        return std::move(*out);
    }
    /// A free reader connection held for a request (RAII); used by the HTTP edge for read routes.
    [[nodiscard]] virtual std::unique_ptr<Reader> reader() = 0;

    /// fn(text) for each notify() on the channel; on PostgreSQL of every node, in another thread. fn is short and never
    /// throws; a lost connection may lose news, so listeners also look for themselves now and then.
    [[nodiscard]] virtual Listening listen(std::string channel, std::function<void(std::string_view)> fn) = 0;

    /// On-line copy of the whole database to a file (SQLite) — see platform/backup/backup.hpp for both engines.
    virtual void backup_to(std::string const& path) = 0;
    /// A plain sentence when something is wrong (integrity_check / connection), "" when well.
    virtual std::string check() = 0;
    /// Prepares without running. @returns what the engine finds wrong, "" when nothing (the test of all statements)
    [[nodiscard]] virtual std::string prepare(Statement::Chosen statement) = 0;

  protected:
    virtual void do_read(std::function<void(Reader&)> const& fn) = 0;
    /// fn answers whether to keep its work. Throws Fault.
    virtual void do_write(std::function<bool(Tx&)> const& fn) = 0;
};

/// Opens (and creates and migrates) a database. Throws Fault with a plain sentence.
[[nodiscard]] std::unique_ptr<Database> open(Options const& options);

}  // namespace xinglin::db
