#include "platform/backup/ends.hpp"
#include "platform/db/files.hpp"
#include "platform/db/sqlite/connection.hpp"
#include "platform/db/sqlite/migrating.hpp"

#include <filesystem>
#include <optional>

namespace xinglin::backup {

namespace {

using db::Fault;
using db::Row;
using db::sqlite::Connection;

bool always(Row const&) { return true; }

ColumnKind kind_of(std::string_view type, std::string const& where) {
    if (type == "INTEGER" || type == "BIGINT") return ColumnKind::number;
    if (type == "TEXT") return ColumnKind::text;
    if (type == "BLOB") return ColumnKind::bytes;
    throw Fault{Fault::What::other, "copy", where + ": a column of type " + std::string(type) + " cannot be copied"};
}

std::vector<std::string> stamps_of(Connection& connection) {
    std::vector<std::string> found;
    connection.query_text("SELECT stamp FROM schema_migrations ORDER BY stamp", {}, [&](Row const& row) {
        found.push_back(row.get<std::string>(0));
        return true;
    });
    return found;
}

std::vector<Table> tables_of(Connection& connection) {
    std::vector<Table> found;
    // Virtual tables and their shadows are indexes; they fill themselves from the tables they index.
    connection.query_text(
        "SELECT t.name, c.name, c.type FROM pragma_table_list t, pragma_table_xinfo(t.name) c"
        " WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND t.name <> "
        "'schema_migrations'"
        " AND c.hidden = 0 ORDER BY t.name, c.name",
        {}, [&](Row const& row) {
            auto const name = row.get<std::string>(0);
            if (found.empty() || found.back().name != name) found.push_back({name, {}});
            found.back().columns.push_back({row.get<std::string>(1), kind_of(row.text(2), name)});
            return true;
        });
    return found;
}

void rows_of(Connection& connection, Table const& table, std::function<void(Row const&)> const& fn) {
    connection.query_text("SELECT " + column_list(table) + " FROM " + quoted(table.name), {}, [&](Row const& row) {
        fn(row);
        return true;
    });
}

class SqliteSource final : public Source {
  public:
    explicit SqliteSource(std::string const& path) : connection_(existing(path), Connection::Use::bare) {
        connection_.run(Connection::Step::begin_read);
    }
    std::vector<std::string> stamps() override { return stamps_of(connection_); }
    std::vector<Table> tables() override { return tables_of(connection_); }
    void rows(Table const& table, std::function<void(Row const&)> const& fn) override {
        rows_of(connection_, table, fn);
    }

  private:
    static std::string const& existing(std::string const& path) {
        if (!std::filesystem::exists(path)) throw Fault{Fault::What::other, "copy", "there is no file " + path};
        return path;
    }
    Connection connection_;
};

/// Writes a file beside the wanted one, which takes its name when it is whole.
class SqliteTarget final : public Target {
  public:
    explicit SqliteTarget(std::string path) : path_(std::move(path)), part_(path_ + ".part") {
        if (std::filesystem::exists(path_)) throw Fault{Fault::What::other, "copy", path_ + " exists already"};
        remove_part();
    }
    ~SqliteTarget() override {
        connection_.reset();
        remove_part();
    }
    SqliteTarget(SqliteTarget const&) = delete;
    SqliteTarget& operator=(SqliteTarget const&) = delete;

    std::vector<std::string> stamps() override { return stamps_of(*connection_); }
    std::vector<Table> tables() override { return tables_of(*connection_); }
    void rows(Table const& table, std::function<void(Row const&)> const& fn) override {
        rows_of(*connection_, table, fn);
    }

    void prepare() override {
        connection_.emplace(part_, Connection::Use::write);
        // Nobody else knows this file, and it is thrown away unless it gets whole: no journal, one sync at the end.
        connection_->run_script("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF", "copy");
        db::sqlite::migrate(*connection_, db::all_migrations());
        connection_->run_script("PRAGMA foreign_keys=OFF", "copy");
        connection_->run(Connection::Step::begin_write);
        for (auto const& table : tables()) clear(table);
    }
    void begin_table(Table const& table) override {
        kinds_.clear();
        std::string places;
        for (auto const& column : table.columns) {
            kinds_.push_back(column.kind);
            places += (places.empty() ? "?" : ", ?") + std::to_string(kinds_.size());
        }
        sql_ = "INSERT INTO " + quoted(table.name) + " (" + column_list(table) + ") VALUES (" + places + ")";
        segment_ = {sql_, -1};
        auto const count = static_cast<int>(kinds_.size());
        // A statement per table, kept to the end: the connection remembers prepared ones by their address.
        statements_.push_back(
            std::make_unique<db::Statement>(db::Statement{table.name, {&segment_, 1}, {}, {}, count}));
        values_.assign(kinds_.size(), {});
        blobs_.assign(kinds_.size(), {});
    }
    void put(Row const& row) override {
        for (std::size_t at = 0; at < kinds_.size(); ++at) {
            auto const c = static_cast<int>(at);
            if (row.null(c)) {
                values_[at] = std::monostate{};
            } else if (kinds_[at] == ColumnKind::number) {
                values_[at] = row.integer(c);
            } else if (kinds_[at] == ColumnKind::text) {
                values_[at] = row.text(c);
            } else {
                blobs_[at].bytes = row.bytes(c);
                values_[at] = &blobs_[at];
            }
        }
        connection_->execute(statements_.back()->with({}), values_);
    }
    void end_table() override {}
    void finish() override {
        connection_->query_text(
            "SELECT \"table\" FROM pragma_foreign_key_check() LIMIT 1", {}, [](Row const& row) -> bool {
                throw Fault{Fault::What::other, "copy", "broken reference in " + row.get<std::string>(0)};
            });
        connection_->run(Connection::Step::commit);
        connection_->run_script("PRAGMA synchronous=FULL; PRAGMA journal_mode=WAL", "copy");
        connection_->query_text("PRAGMA wal_checkpoint(TRUNCATE)", {}, always);
        connection_.reset();
        db::files::make_durable(part_);
        std::filesystem::rename(part_, path_);
        db::files::make_durable(path_);
    }

  private:
    /// Rows that migrations put in come from the source as well. (An append-only table refuses even to be asked.)
    void clear(Table const& table) {
        bool any = false;
        connection_->query_text("SELECT 1 FROM " + quoted(table.name) + " LIMIT 1", {},
                                [&](Row const&) { return any = true; });
        if (any) connection_->run_script("DELETE FROM " + quoted(table.name), table.name);
    }
    void remove_part() const {
        std::error_code ignored;
        for (auto const* tail : {"", "-wal", "-shm", "-journal"}) std::filesystem::remove(part_ + tail, ignored);
    }
    std::string path_;
    std::string part_;
    std::optional<Connection> connection_;
    std::vector<ColumnKind> kinds_;
    std::string sql_;
    db::Segment segment_{};
    std::vector<std::unique_ptr<db::Statement>> statements_;
    std::vector<db::Value> values_;
    std::vector<db::Blob> blobs_;
};

}  // namespace

std::unique_ptr<Source> sqlite_source(std::string const& path) { return std::make_unique<SqliteSource>(path); }
std::unique_ptr<Target> sqlite_target(std::string const& path) { return std::make_unique<SqliteTarget>(path); }

}  // namespace xinglin::backup
