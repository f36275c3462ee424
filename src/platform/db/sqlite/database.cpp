#include "platform/db/sqlite/database.hpp"

#include "base/check.hpp"
#include "platform/db/channels.hpp"
#include "platform/db/committer.hpp"
#include "platform/db/files.hpp"
#include "platform/db/history.hpp"
#include "platform/db/mark.hpp"
#include "platform/db/pool.hpp"
#include "platform/db/sqlite/connection.hpp"
#include "platform/db/sqlite/migrating.hpp"

namespace xinglin::db::sqlite {

namespace {

using Readers = Pool<Connection>;

/// One snapshot; the transaction begins with the first statement.
class SqliteReader final : public Reader {
  public:
    explicit SqliteReader(Readers& pool) : pool_(pool), connection_(pool.take()) {}
    ~SqliteReader() override {
        try {
            if (connection_->in_transaction()) connection_->run(Connection::Step::commit);
            pool_.give_back(std::move(connection_));
        } catch (...) {
            connection_.reset();
            pool_.forget();
        }
    }
    SqliteReader(SqliteReader const&) = delete;
    SqliteReader& operator=(SqliteReader const&) = delete;

    Engine engine() const override { return Engine::sqlite; }
    void query(Statement::Chosen chosen, std::span<Value const> values,
               std::function<bool(Row const&)> const& on_row) override {
        begin();
        connection_->query(chosen, values, on_row);
    }
    std::string plan(Statement::Chosen chosen, std::span<Value const> values) override {
        begin();
        return connection_->plan(chosen, values);
    }
    void cancel() override { connection_->cancel(); }

  private:
    void begin() {
        if (!connection_->in_transaction()) connection_->run(Connection::Step::begin_read);
    }
    Readers& pool_;
    std::unique_ptr<Connection> connection_;
};

class SqliteWriter final : public WriteSession {
  public:
    SqliteWriter(std::string path, std::unique_ptr<Connection> connection, Channels& channels, IdSource& ids)
        : WriteSession(ids), path_(std::move(path)), connection_(std::move(connection)), channels_(channels) {}

    Engine engine() const override { return Engine::sqlite; }
    void query(Statement::Chosen chosen, std::span<Value const> values,
               std::function<bool(Row const&)> const& on_row) override {
        guarded([&] { connection_->query(chosen, values, on_row); });
    }
    std::int64_t execute(Statement::Chosen chosen, std::span<Value const> values) override {
        std::int64_t changed = 0;
        guarded([&] { changed = connection_->execute(chosen, values); });
        return changed;
    }
    std::string plan(Statement::Chosen chosen, std::span<Value const> values) override {
        return connection_->plan(chosen, values);
    }
    void cancel() override {}
    void notify(std::string_view channel, std::string_view text) override {
        XL_CHECK(text.size() <= 4000);
        after_commit([this, to = std::string(channel), what = std::string(text)] { channels_.tell(to, what); });
    }

    void begin() override {
        // After an I/O error the connection's view of the log cannot be trusted: start anew.
        if (!connection_) connection_ = std::make_unique<Connection>(path_, Connection::Use::write);
        step(Connection::Step::begin_write);
    }
    void commit() override { step(Connection::Step::commit); }
    void rollback() noexcept override {
        try {
            if (connection_ && connection_->in_transaction()) connection_->run(Connection::Step::rollback);
            if (suspect_) connection_.reset();
        } catch (...) { connection_.reset(); }
        suspect_ = false;
    }
    void savepoint() override { step(Connection::Step::savepoint); }
    void release() override { step(Connection::Step::release); }
    void rollback_to() override { step(Connection::Step::rollback_to); }
    bool standing() override { return connection_ && connection_->in_transaction() && !suspect_; }

  private:
    template <class Fn>
    void guarded(Fn&& fn) {
        check_whole();
        try {
            fn();
        } catch (ConstraintViolation const&) {
            violate();
            throw;
        } catch (Fault const& fault) {
            suspect(fault);
            throw;
        }
    }
    void step(Connection::Step which) {
        try {
            connection_->run(which);
        } catch (Fault const& fault) {
            suspect(fault);
            throw;
        }
    }
    void suspect(Fault const& fault) {
        suspect_ = suspect_ || fault.what == Fault::What::io || fault.what == Fault::What::corrupt;
    }

    std::string path_;
    std::unique_ptr<Connection> connection_;
    Channels& channels_;
    bool suspect_{false};
};

/// Looks whether the file has changed: a connection of its own, whose data_version moves with every commit of others.
class Watch {
  public:
    explicit Watch(std::string const& path) : connection_(path, Connection::Use::bare) {
        sqlite3_prepare_v3(connection_.handle(), "PRAGMA data_version", -1, SQLITE_PREPARE_PERSISTENT, &version_,
                           nullptr);
    }
    ~Watch() { sqlite3_finalize(version_); }
    Watch(Watch const&) = delete;
    Watch& operator=(Watch const&) = delete;

    std::int64_t mark() {
        bool const told = version_ != nullptr && sqlite3_step(version_) == SQLITE_ROW;
        auto const found = told ? sqlite3_column_int64(version_, 0) : 0;
        sqlite3_reset(version_);
        if (!told) throw Fault{Fault::What::io, "mark", sqlite3_errmsg(connection_.handle())};
        return found;
    }

  private:
    Connection connection_;
    sqlite3_stmt* version_{nullptr};
};

class SqliteDatabase final : public Database, public Marked, public Defers, public Forgetful {
  public:
    SqliteDatabase(std::string path, Options const& options, std::span<Migration const> line)
        : path_(std::move(path)),
          ids_(clock_, options.node),
          pool_(
              [this, limit = options.statement_ms] {
                  return std::make_unique<Connection>(path_, Connection::Use::read, limit);
              },
              options.readers),
          committer_(first_session(options, line), options.max_batch) {}

    Engine engine() const override { return Engine::sqlite; }
    std::unique_ptr<Reader> reader() override {
        committer_.only_waiting();
        return std::make_unique<SqliteReader>(pool_);
    }
    void defer(Deferred& use_case) override { committer_.defer(use_case); }
    Listening listen(std::string channel, std::function<void(std::string_view)> fn) override {
        return channels_.listen(std::move(channel), std::move(fn));
    }
    std::int64_t mark() override {
        committer_.only_waiting();
        std::lock_guard const lock(watching_);
        if (!watch_) watch_.emplace(path_);
        return watch_->mark();
    }
    bool forget_history(std::span<std::string_view const>) override {
        // Not for long: who writes waits meanwhile.
        constexpr int patience_ms = 2000;
        Connection connection(path_, Connection::Use::bare);
        sqlite3_busy_timeout(connection.handle(), patience_ms);
        bool whole = false;
        connection.query_text("PRAGMA wal_checkpoint(TRUNCATE)", {}, [&](Row const& row) {
            whole = row.integer(0) == 0;
            return true;
        });
        return whole;
    }
    void backup_to(std::string const& path) override;
    std::string check() override;
    std::string prepare(Statement::Chosen statement) override {
        try {
            Connection(path_, Connection::Use::bare).prepare_only(statement);
            return {};
        } catch (Fault const& fault) { return fault.message; }
    }

  protected:
    void do_read(std::function<void(Reader&)> const& fn) override {
        committer_.only_waiting();
        SqliteReader reader(pool_);
        fn(reader);
    }
    void do_write(std::function<bool(Tx&)> const& fn) override { committer_.run(fn); }

  private:
    std::unique_ptr<WriteSession> first_session(Options const& options, std::span<Migration const> line) {
        auto connection = std::make_unique<Connection>(path_, Connection::Use::write);
        if (options.migrate) migrate(*connection, line);
        return std::make_unique<SqliteWriter>(path_, std::move(connection), channels_, ids_);
    }

    std::string path_;
    SystemClock clock_;
    IdSource ids_;
    Channels channels_;
    Readers pool_;
    Committer committer_;
    std::mutex watching_;
    std::optional<Watch> watch_;
};

void SqliteDatabase::backup_to(std::string const& path) {
    Connection source(path_, Connection::Use::bare);
    sqlite3* target = nullptr;
    int code = sqlite3_open_v2(path.c_str(), &target,
                               SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_EXCLUSIVE, nullptr);
    if (code == SQLITE_OK) {
        // One step holds one snapshot of the log: writers go on, and the copy never has to start again.
        if (auto* const copying = sqlite3_backup_init(target, "main", source.handle(), "main")) {
            sqlite3_backup_step(copying, -1);
            sqlite3_backup_finish(copying);
        }
        code = sqlite3_errcode(target);
    }
    std::string const message = sqlite3_errmsg(target);
    sqlite3_close_v2(target);
    if (code != SQLITE_OK) {
        throw Fault{(code & 0xff) == SQLITE_FULL ? Fault::What::full : Fault::What::io, "backup",
                    path + ": " + message};
    }
    files::make_durable(path);
}

std::string SqliteDatabase::check() {
    try {
        Connection connection(path_, Connection::Use::bare);
        std::string found;
        auto const collect = [&](Row const& row) {
            if (row.text(0) != "ok") found += (found.empty() ? "" : "; ") + std::string(row.text(0));
            return found.size() < 2000;
        };
        connection.query_text("PRAGMA integrity_check(20)", {}, collect);
        connection.query_text("SELECT 'broken reference in ' || \"table\" FROM pragma_foreign_key_check() LIMIT 20", {},
                              collect);
        return found;
    } catch (Fault const& fault) { return fault.message; }
}

}  // namespace

std::unique_ptr<Database> open(std::string const& path, Options const& options, std::span<Migration const> line) {
    return std::make_unique<SqliteDatabase>(path, options, line);
}

}  // namespace xinglin::db::sqlite
