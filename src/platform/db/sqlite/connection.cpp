#include "platform/db/sqlite/connection.hpp"

#include "base/check.hpp"
#include "platform/db/sql_text.hpp"

#include <sys/resource.h>
#include <sys/statvfs.h>

#include <filesystem>
#include <new>
#include <utility>

namespace xinglin::db::sqlite {

namespace {

/// Machine instructions of SQLite between two looks at cancel() and the time limit.
constexpr int progress_steps = 2000;

class SqliteRow final : public Row {
  public:
    explicit SqliteRow(sqlite3_stmt* made) : made_(made) {}
    bool null(int c) const override { return sqlite3_column_type(made_, c) == SQLITE_NULL; }
    std::int64_t integer(int c) const override {
        if (sqlite3_column_type(made_, c) == SQLITE_NULL) broken_null(c);
        return sqlite3_column_int64(made_, c);
    }
    std::string_view text(int c) const override {
        auto const* const at = reinterpret_cast<char const*>(sqlite3_column_text(made_, c));
        return at == nullptr ? std::string_view{} : std::string_view(at, size(c));
    }
    std::string_view bytes(int c) const override {
        auto const* const at = static_cast<char const*>(sqlite3_column_blob(made_, c));
        return at == nullptr ? std::string_view{} : std::string_view(at, size(c));
    }
    int columns() const override { return sqlite3_column_count(made_); }

  private:
    std::size_t size(int c) const { return static_cast<std::size_t>(sqlite3_column_bytes(made_, c)); }
    [[noreturn]] void broken_null(int c) const {
        throw BrokenInvariant{std::string("null read as a number: ") + sqlite3_column_name(made_, c)};
    }
    sqlite3_stmt* made_;
};

constexpr std::array<std::string_view, 7> step_texts{
    "BEGIN", "BEGIN IMMEDIATE", "COMMIT", "ROLLBACK", "SAVEPOINT use_case", "RELEASE use_case", "ROLLBACK TO use_case"};

/// What follows the prefix of a constraint's message: "UNIQUE constraint failed: t.a, t.b" → "t.a, t.b".
std::string after_colon(std::string const& message) {
    auto const at = message.find(": ");
    if (at == std::string::npos) return {};
    auto rest = message.substr(at + 2);
    // An index over expressions is told as: index 'name'
    if (rest.starts_with("index '") && rest.ends_with('\'')) rest = rest.substr(7, rest.size() - 8);
    return rest;
}

/// SQLite says "full" for ENOSPC alone, and by the time it reports another failed write the system's errno is gone: for a
/// quota, a limit of file size, or space that ran out only at the sync, look at the file system itself.
bool out_of_space(char const* path) {
    constexpr std::uint64_t little = std::uint64_t{64} * 1024;
    if (path == nullptr || *path == '\0') return false;
    struct statvfs space {};
    if (::statvfs(path, &space) == 0 && space.f_bavail * space.f_frsize < little) return true;
    rlimit limit{};
    if (::getrlimit(RLIMIT_FSIZE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return false;
    for (char const* const tail : {"", "-wal"}) {
        std::error_code none;
        auto const size = std::filesystem::file_size(std::string(path) + tail, none);
        if (!none && size + little >= limit.rlim_cur) return true;
    }
    return false;
}

Fault::What what_of(int extended, char const* path) {
    switch (extended & 0xff) {
        case SQLITE_FULL:
            return Fault::What::full;
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return Fault::What::busy;
        case SQLITE_IOERR:
            return extended != SQLITE_IOERR_READ && out_of_space(path) ? Fault::What::full : Fault::What::io;
        case SQLITE_CANTOPEN:
        case SQLITE_READONLY:
        case SQLITE_PERM:
            return Fault::What::io;
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return Fault::What::corrupt;
        case SQLITE_INTERRUPT:
            return Fault::What::cancelled;
        default:
            return Fault::What::other;
    }
}

}  // namespace

/// A prepared statement out of the cache; goes back reset. A statement in use (a query within its own rows) is made again.
class Connection::Lease {
  public:
    Lease(Connection& connection, Statement::Chosen chosen)
        : free_(connection.cache_[StatementKey{chosen.statement, chosen.mask}]) {
        if (!free_.empty()) {
            made_ = free_.back();
            free_.pop_back();
        } else {
            made_ = connection.prepare(sql_text(chosen, Engine::sqlite).text, chosen.statement->name);
        }
    }
    ~Lease() {
        sqlite3_reset(made_);
        sqlite3_clear_bindings(made_);
        free_.push_back(made_);
    }
    Lease(Lease const&) = delete;
    Lease& operator=(Lease const&) = delete;
    [[nodiscard]] sqlite3_stmt* get() const { return made_; }

  private:
    std::vector<sqlite3_stmt*>& free_;
    sqlite3_stmt* made_;
};

Connection::Connection(std::string const& path, Use use, int statement_ms) : statement_ms_(statement_ms) {
    int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READWRITE;
    if (use == Use::write) flags |= SQLITE_OPEN_CREATE;
    int const code = sqlite3_open_v2(path.c_str(), &handle_, flags, nullptr);
    if (code != SQLITE_OK) {
        std::string const message = handle_ == nullptr ? "out of memory" : sqlite3_errmsg(handle_);
        sqlite3_close_v2(handle_);
        throw Fault{Fault::What::io, "open", path + ": " + message};
    }
    sqlite3_extended_result_codes(handle_, 1);
    sqlite3_busy_timeout(handle_, 10'000);
    try {
        if (use == Use::write) {
            run_script(
                "PRAGMA auto_vacuum=NONE; PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=12000; PRAGMA "
                "cache_size=-32000;"
                "PRAGMA journal_size_limit=67108864;"
                // What is deleted or overwritten is gone from the file: slips of a ballot that was given up, keys.
                "PRAGMA secure_delete=ON",
                "open");
        } else {
            run_script("PRAGMA query_only=ON; PRAGMA cache_size=-8000", "open");
            if (use == Use::read) sqlite3_progress_handler(handle_, progress_steps, &Connection::on_progress, this);
        }
        run_script(
            "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA case_sensitive_like=ON; PRAGMA temp_store=MEMORY;"
            "PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON",
            "open");
    } catch (...) {
        sqlite3_close_v2(handle_);
        throw;
    }
}

Connection::~Connection() {
    for (auto* const made : steps_) sqlite3_finalize(made);
    for (auto const& [key, statements] : cache_) {
        for (auto* const made : statements) sqlite3_finalize(made);
    }
    sqlite3_close_v2(handle_);
}

sqlite3_stmt* Connection::prepare(std::string_view sql, std::string_view name) {
    sqlite3_stmt* made = nullptr;
    int const code = sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                                        &made, nullptr);
    if (code != SQLITE_OK) raise(code, name);
    return made;
}

void Connection::bind(sqlite3_stmt* made, std::span<Value const> values, std::string_view name) {
    int const taken = sqlite3_bind_parameter_count(made);
    for (int at = 0; at < taken && at < static_cast<int>(values.size()); ++at) {
        auto const& value = values[static_cast<std::size_t>(at)];
        int code = SQLITE_OK;
        if (auto const* const number = std::get_if<std::int64_t>(&value)) {
            code = sqlite3_bind_int64(made, at + 1, *number);
        } else if (auto const* const text = std::get_if<std::string_view>(&value)) {
            // PostgreSQL cannot hold a NUL in a text; refused alike here.
            if (text->find('\0') != std::string_view::npos)
                throw BrokenInvariant{std::string(name) + ": a text holds NUL"};
            code = sqlite3_bind_text64(made, at + 1, text->empty() ? "" : text->data(), text->size(), SQLITE_STATIC,
                                       SQLITE_UTF8);
        } else if (auto const* const blob = std::get_if<Blob const*>(&value)) {
            code = sqlite3_bind_blob64(made, at + 1, (*blob)->bytes.data(), (*blob)->bytes.size(), SQLITE_STATIC);
        } else {
            code = sqlite3_bind_null(made, at + 1);
        }
        if (code != SQLITE_OK) raise(code, name);
    }
}

int Connection::on_progress(void* self) {
    auto& me = *static_cast<Connection*>(self);
    if (me.cancelled_.load(std::memory_order_relaxed)) return 1;
    return me.statement_ms_ > 0 && std::chrono::steady_clock::now() > me.until_ ? 1 : 0;
}

void Connection::watch() {
    if (depth_ > 0) return;
    cancelled_.store(false, std::memory_order_relaxed);
    if (statement_ms_ > 0) until_ = std::chrono::steady_clock::now() + std::chrono::milliseconds(statement_ms_);
}

void Connection::steps(sqlite3_stmt* made, std::string_view name, std::function<bool(Row const&)> const* on_row) {
    watch();
    struct Deeper {
        int& depth;
        explicit Deeper(int& d) : depth(d) { ++depth; }
        ~Deeper() { --depth; }
    } const deeper(depth_);
    SqliteRow const row(made);
    for (;;) {
        int const code = sqlite3_step(made);
        if (code == SQLITE_DONE) return;
        if (code != SQLITE_ROW) raise(code, name);
        if (on_row != nullptr && !(*on_row)(row)) return;
    }
}

void Connection::run(Step step) {
    auto const at = static_cast<std::size_t>(step);
    if (steps_[at] == nullptr) steps_[at] = prepare(step_texts[at], step_texts[at]);
    int const code = sqlite3_step(steps_[at]);
    if (code == SQLITE_DONE) {
        sqlite3_reset(steps_[at]);
        return;
    }
    try {
        raise(code, step_texts[at]);
    } catch (...) {
        sqlite3_reset(steps_[at]);
        throw;
    }
}

void Connection::query(Statement::Chosen chosen, std::span<Value const> values,
                       std::function<bool(Row const&)> const& on_row) {
    check_parameters(chosen, values.size());
    Lease const lease(*this, chosen);
    bind(lease.get(), values, chosen.statement->name);
    steps(lease.get(), chosen.statement->name, &on_row);
}

std::int64_t Connection::execute(Statement::Chosen chosen, std::span<Value const> values) {
    check_parameters(chosen, values.size());
    Lease const lease(*this, chosen);
    bind(lease.get(), values, chosen.statement->name);
    auto const before = sqlite3_total_changes64(handle_);
    steps(lease.get(), chosen.statement->name, nullptr);
    // changes64 keeps the count of the last INSERT, UPDATE or DELETE; a statement that changed nothing must answer 0.
    return sqlite3_total_changes64(handle_) == before ? 0 : sqlite3_changes64(handle_);
}

void Connection::prepare_only(Statement::Chosen chosen) { Lease const lease(*this, chosen); }

std::string Connection::plan(Statement::Chosen chosen, std::span<Value const> values) {
    check_parameters(chosen, values.size());
    std::string text;
    query_text("EXPLAIN QUERY PLAN " + sql_text(chosen, Engine::sqlite).text, values, [&](Row const& row) {
        text += std::string(row.text(3)) + "\n";
        return true;
    });
    return text;
}

void Connection::query_text(std::string const& sql, std::span<Value const> values,
                            std::function<bool(Row const&)> const& on_row) {
    struct Made {
        sqlite3_stmt* at;
        ~Made() { sqlite3_finalize(at); }
    } const made{prepare(sql, "text")};
    bind(made.at, values, "text");
    steps(made.at, "text", &on_row);
}

void Connection::run_script(std::string const& sql, std::string_view name) {
    watch();
    int const code = sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) raise(code, name);
}

void Connection::raise(int code, std::string_view name) {
    if ((code & 0xff) == SQLITE_NOMEM) throw std::bad_alloc();
    int const extended = sqlite3_extended_errcode(handle_);
    int const system_error = sqlite3_system_errno(handle_);
    std::string message = sqlite3_errmsg(handle_);
    using What = ConstraintViolation::What;
    switch (extended) {
        case SQLITE_CONSTRAINT_UNIQUE:
        case SQLITE_CONSTRAINT_PRIMARYKEY:
        case SQLITE_CONSTRAINT_ROWID:
            throw ConstraintViolation{What::unique, std::string(name), after_colon(message)};
        case SQLITE_CONSTRAINT_NOTNULL:
            throw ConstraintViolation{What::not_null, std::string(name), after_colon(message)};
        case SQLITE_CONSTRAINT_FOREIGNKEY:
            throw ConstraintViolation{What::foreign_key, std::string(name), ""};
        case SQLITE_CONSTRAINT_CHECK:
            throw ConstraintViolation{What::check, std::string(name), after_colon(message)};
        case SQLITE_CONSTRAINT_TRIGGER:
            throw ConstraintViolation{What::check, std::string(name), std::move(message)};
        default:
            break;
    }
    if (system_error != 0 && (extended & 0xff) != SQLITE_ERROR)
        message += " (errno " + std::to_string(system_error) + ")";
    throw Fault{what_of(extended, sqlite3_db_filename(handle_, "main")), std::string(name), std::move(message)};
}

}  // namespace xinglin::db::sqlite
