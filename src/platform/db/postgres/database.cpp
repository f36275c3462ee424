#include "platform/db/postgres/database.hpp"

#include "base/check.hpp"
#include "platform/db/committer.hpp"
#include "platform/db/history.hpp"
#include "platform/db/pool.hpp"
#include "platform/db/postgres/listener.hpp"
#include "platform/db/postgres/migrating.hpp"
#include "platform/db/postgres/row_settings.hpp"

namespace xinglin::db::postgres {

namespace {

using Readers = Pool<Connection>;

class PostgresReader final : public Reader {
  public:
    PostgresReader(Readers& pool, int statement_ms, std::string const& row_settings)
        : pool_(pool), begin_(begin_text(statement_ms, row_settings)), connection_(pool.take()) {}
    ~PostgresReader() override {
        try {
            if (connection_->usable() && connection_->in_transaction()) connection_->run("COMMIT", "COMMIT");
            if (connection_->usable()) {
                pool_.give_back(std::move(connection_));
                return;
            }
        } catch (...) {
            // Closed below.
        }
        connection_.reset();
        pool_.forget();
    }
    PostgresReader(PostgresReader const&) = delete;
    PostgresReader& operator=(PostgresReader const&) = delete;

    Engine engine() const override { return Engine::postgres; }
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
    void prepare(Statement::Chosen chosen) { connection_->prepare_only(chosen); }

  private:
    static std::string begin_text(int statement_ms, std::string const& row_settings) {
        std::string sql = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; " + row_settings;
        if (statement_ms > 0) sql += "; SET LOCAL statement_timeout = " + std::to_string(statement_ms);
        return sql;
    }
    void begin() {
        if (connection_->in_transaction()) return;
        try {
            connection_->run(begin_, "BEGIN");
        } catch (Fault const& fault) {
            // A connection that slept through a restart of the server: nothing was read yet, so take another one.
            if (fault.what != Fault::What::lost) throw;
            connection_ = pool_.renew();
            connection_->run(begin_, "BEGIN");
        }
    }
    Readers& pool_;
    std::string begin_;
    std::unique_ptr<Connection> connection_;
};

class PostgresWriter final : public WriteSession {
  public:
    PostgresWriter(Connector& connector, IdSource& ids) : WriteSession(ids), connector_(connector) {}

    Engine engine() const override { return Engine::postgres; }
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
        std::string const message = std::string(channel) + "\n" + std::string(text);
        Value const values[]{channel_name, std::string_view(message)};
        guarded([&] { connection_->run("SELECT pg_notify($1, $2)", values, "notify"); });
    }

    void begin() override {
        dead_ = false;
        if (!connection_ || !connection_->usable()) {
            connection_.reset();
            connection_ = connector_.connect();
        }
        static std::string const sql = std::string("BEGIN ISOLATION LEVEL SERIALIZABLE; ") + program_reads;
        step(sql.c_str());
    }
    void commit() override {
        try {
            connection_->commit();
        } catch (Fault const& fault) {
            mark(fault);
            throw;
        }
    }
    void rollback() noexcept override {
        try {
            if (connection_ && connection_->usable() && connection_->in_transaction())
                connection_->run("ROLLBACK", "ROLLBACK");
            if (connection_ && !connection_->usable()) connection_.reset();
        } catch (...) { connection_.reset(); }
    }
    void savepoint() override { step("SAVEPOINT use_case"); }
    void release() override { step("RELEASE use_case"); }
    void rollback_to() override { step("ROLLBACK TO use_case"); }
    bool standing() override { return !dead_ && connection_ && connection_->usable() && connection_->in_transaction(); }

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
            mark(fault);
            throw;
        }
    }
    void step(char const* sql) {
        try {
            connection_->run(sql, sql);
        } catch (Fault const& fault) {
            mark(fault);
            throw;
        }
    }
    /// A savepoint cannot save a transaction that lost a race.
    void mark(Fault const& fault) {
        dead_ = dead_ || fault.what == Fault::What::serialisation || fault.what == Fault::What::lost;
    }

    Connector& connector_;
    std::unique_ptr<Connection> connection_;
    bool dead_{false};
};

class PostgresDatabase final : public Database, public SecuresRows, public Forgetful {
  public:
    PostgresDatabase(std::string const& conninfo, Options const& options, std::span<Migration const> line)
        : connector_(conninfo),
          ids_(clock_, options.node),
          statement_ms_(options.statement_ms),
          pool_([this] { return connector_.connect(); }, options.readers),
          listener_(connector_, channels_) {
        if (options.migrate) migrate(*connector_.connect(), line);
        committer_.emplace(std::make_unique<PostgresWriter>(connector_, ids_), options.max_batch);
    }

    Engine engine() const override { return Engine::postgres; }
    std::unique_ptr<Reader> reader() override {
        return std::make_unique<PostgresReader>(pool_, statement_ms_, program_reads);
    }
    std::unique_ptr<Reader> reader_for(ReadsFor const& whom) override {
        return std::make_unique<PostgresReader>(pool_, statement_ms_, settings_of(whom));
    }
    Listening listen(std::string channel, std::function<void(std::string_view)> fn) override {
        auto token = channels_.listen(std::move(channel), std::move(fn));
        listener_.start();
        return token;
    }
    bool forget_history(std::span<std::string_view const> tables) override {
        std::string sql = "VACUUM";
        for (auto const table : tables) sql += (sql == "VACUUM" ? " " : ", ") + std::string(table);
        connector_.connect()->run(sql, "forget_history");
        return true;
    }
    void backup_to(std::string const&) override {
        throw Fault{Fault::What::other, "backup", "a PostgreSQL database is saved through platform/backup/backup.hpp"};
    }
    std::string check() override {
        try {
            connector_.connect()->run("SELECT 1", "check");
            return {};
        } catch (Fault const& fault) { return fault.message; }
    }
    std::string prepare(Statement::Chosen statement) override {
        try {
            PostgresReader(pool_, statement_ms_, program_reads).prepare(statement);
            return {};
        } catch (Fault const& fault) { return fault.message; }
    }

  protected:
    void do_read(std::function<void(Reader&)> const& fn) override {
        PostgresReader reader(pool_, statement_ms_, program_reads);
        fn(reader);
    }
    void do_write(std::function<bool(Tx&)> const& fn) override { committer_->run(fn); }

  private:
    SystemClock clock_;
    Connector connector_;
    IdSource ids_;
    Channels channels_;
    int statement_ms_;
    Readers pool_;
    Listener listener_;
    std::optional<Committer> committer_;
};

}  // namespace

std::unique_ptr<Database> open(std::string const& conninfo, Options const& options, std::span<Migration const> line) {
    return std::make_unique<PostgresDatabase>(conninfo, options, line);
}

}  // namespace xinglin::db::postgres
