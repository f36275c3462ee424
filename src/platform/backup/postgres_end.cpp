#include "platform/backup/ends.hpp"
#include "platform/db/postgres/connection.hpp"
#include "platform/db/postgres/migrating.hpp"
#include "platform/db/postgres/row_settings.hpp"

namespace xinglin::backup {

namespace {

using db::Fault;
using db::Row;
using db::postgres::Connection;
using db::postgres::each_row;

constexpr int fetch_rows = 1000;
constexpr std::size_t send_bytes = std::size_t{64} * 1024;

ColumnKind kind_of(std::string_view type, std::string const& where) {
    if (type == "bigint" || type == "integer") return ColumnKind::number;
    if (type == "text") return ColumnKind::text;
    if (type == "bytea") return ColumnKind::bytes;
    throw Fault{Fault::What::other, "copy", where + ": a column of type " + std::string(type) + " cannot be copied"};
}

void ask(Connection& connection, std::string const& sql, std::function<void(Row const&)> const& fn) {
    auto const answer = connection.run(sql, "copy");
    each_row(answer.get(), [&](Row const& row) {
        fn(row);
        return true;
    });
}

std::vector<std::string> stamps_of(Connection& connection) {
    std::vector<std::string> found;
    ask(connection, "SELECT stamp FROM schema_migrations ORDER BY stamp",
        [&](Row const& row) { found.push_back(row.get<std::string>(0)); });
    return found;
}

std::vector<Table> tables_of(Connection& connection) {
    std::vector<Table> found;
    // tsvector columns are search indexes; like generated columns they fill themselves.
    ask(connection,
        "SELECT t.table_name, c.column_name, c.data_type FROM information_schema.tables t"
        " JOIN information_schema.columns c ON c.table_schema = t.table_schema AND c.table_name = t.table_name"
        " WHERE t.table_schema = current_schema() AND t.table_type = 'BASE TABLE' AND t.table_name <> "
        "'schema_migrations'"
        " AND c.is_generated = 'NEVER' AND c.data_type <> 'tsvector'"
        " ORDER BY t.table_name COLLATE \"C\", c.column_name COLLATE \"C\"",
        [&](Row const& row) {
            auto const name = row.get<std::string>(0);
            if (found.empty() || found.back().name != name) found.push_back({name, {}});
            found.back().columns.push_back({row.get<std::string>(1), kind_of(row.text(2), name)});
        });
    return found;
}

void rows_of(Connection& connection, Table const& table, std::function<void(Row const&)> const& fn) {
    connection.run("DECLARE copying NO SCROLL CURSOR FOR SELECT " + column_list(table) + " FROM " + quoted(table.name),
                   "copy");
    for (;;) {
        auto const answer = connection.run("FETCH " + std::to_string(fetch_rows) + " FROM copying", "copy");
        each_row(answer.get(), [&](Row const& row) {
            fn(row);
            return true;
        });
        if (PQntuples(answer.get()) < fetch_rows) break;
    }
    connection.run("CLOSE copying", "copy");
}

class PostgresSource final : public Source {
  public:
    explicit PostgresSource(std::string const& conninfo) : connection_(conninfo) {
        connection_.run(db::postgres::program_connection, "copy");
        connection_.run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", "copy");
    }
    std::vector<std::string> stamps() override { return stamps_of(connection_); }
    std::vector<Table> tables() override { return tables_of(connection_); }
    void rows(Table const& table, std::function<void(Row const&)> const& fn) override {
        rows_of(connection_, table, fn);
    }

  private:
    Connection connection_;
};

void append_escaped(std::string& out, std::string_view value) {
    for (char const c : value) {
        switch (c) {
            case '\\':
                out += "\\\\";
                break;
            case '\t':
                out += "\\t";
                break;
            case '\n':
                out += "\\n";
                break;
            case '\r':
                out += "\\r";
                break;
            default:
                out += c;
        }
    }
}

void append_hex(std::string& out, std::string_view bytes) {
    constexpr char digits[] = "0123456789abcdef";
    out += "\\\\x";
    for (char const c : bytes) {
        out += digits[static_cast<unsigned char>(c) >> 4];
        out += digits[static_cast<unsigned char>(c) & 15];
    }
}

class PostgresTarget final : public Target {
  public:
    explicit PostgresTarget(std::string const& conninfo) : connection_(conninfo) {
        ask(connection_, "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = current_schema()",
            [](Row const& row) {
                if (row.integer(0) != 0)
                    throw Fault{Fault::What::other, "copy", "the database to copy to is not empty"};
            });
        connection_.run(db::postgres::program_connection, "copy");
    }
    std::vector<std::string> stamps() override { return stamps_of(connection_); }
    std::vector<Table> tables() override { return tables_of(connection_); }
    void rows(Table const& table, std::function<void(Row const&)> const& fn) override {
        rows_of(connection_, table, fn);
    }

    void prepare() override {
        connection_.run("BEGIN", "copy");
        db::postgres::migrate_within(connection_, db::all_migrations());
        // References would dictate an order that tables which refer to themselves do not have: they come back at the end.
        ask(connection_,
            "SELECT quote_ident(r.relname), quote_ident(c.conname), pg_get_constraintdef(c.oid) FROM pg_constraint c"
            " JOIN pg_class r ON r.oid = c.conrelid JOIN pg_namespace n ON n.oid = r.relnamespace"
            " WHERE c.contype = 'f' AND n.nspname = current_schema()",
            [&](Row const& row) {
                auto const alter = "ALTER TABLE " + row.get<std::string>(0);
                auto const name = row.get<std::string>(1);
                drops_.push_back(alter + " DROP CONSTRAINT " + name);
                references_.push_back(alter + " ADD CONSTRAINT " + name + " " + row.get<std::string>(2));
            });
        // COPY FROM takes no table whose rows are secured from its owner as well: that comes back at the end, too.
        ask(connection_,
            "SELECT quote_ident(relname) FROM pg_class WHERE relforcerowsecurity AND relnamespace = "
            "current_schema()::regnamespace",
            [&](Row const& row) {
                auto const alter = "ALTER TABLE " + row.get<std::string>(0);
                drops_.push_back(alter + " NO FORCE ROW LEVEL SECURITY");
                references_.push_back(alter + " FORCE ROW LEVEL SECURITY");
            });
        for (auto const& sql : drops_) connection_.run(sql, "copy");
        for (auto const& table : tables()) clear(table);
    }
    void begin_table(Table const& table) override {
        table_ = table;
        connection_.run("COPY " + quoted(table.name) + " (" + column_list(table) + ") FROM STDIN", table.name);
    }
    void put(Row const& row) override {
        for (std::size_t at = 0; at < table_.columns.size(); ++at) {
            auto const c = static_cast<int>(at);
            if (at > 0) buffer_ += '\t';
            if (row.null(c)) {
                buffer_ += "\\N";
            } else if (table_.columns[at].kind == ColumnKind::number) {
                buffer_ += std::to_string(row.integer(c));
            } else if (table_.columns[at].kind == ColumnKind::text) {
                append_escaped(buffer_, row.text(c));
            } else {
                append_hex(buffer_, row.bytes(c));
            }
        }
        buffer_ += '\n';
        if (buffer_.size() >= send_bytes) send();
    }
    void end_table() override {
        send();
        if (PQputCopyEnd(connection_.handle(), nullptr) != 1) lost();
        db::postgres::Answer answer(PQgetResult(connection_.handle()));
        std::optional<Fault> fault;
        try {
            connection_.check(answer.get(), table_.name);
        } catch (db::ConstraintViolation const& violation) {
            fault = Fault{Fault::What::other, table_.name, "a row does not satisfy " + violation.constraint};
        }
        while (answer) answer.reset(PQgetResult(connection_.handle()));
        if (fault) throw *fault;
    }
    void finish() override {
        for (auto const& sql : references_) {
            try {
                connection_.run(sql, "copy");
            } catch (db::ConstraintViolation const& violation) {
                throw Fault{Fault::What::other, "copy", "broken reference " + violation.constraint};
            }
        }
        connection_.commit();
        connection_.run("ANALYZE", "copy");
    }

  private:
    /// Rows that migrations put in come from the source as well. (An append-only table refuses even to be asked.)
    void clear(Table const& table) {
        auto const answer = connection_.run("SELECT 1 FROM " + quoted(table.name) + " LIMIT 1", table.name);
        if (PQntuples(answer.get()) > 0) connection_.run("DELETE FROM " + quoted(table.name), table.name);
    }
    void send() {
        if (!buffer_.empty() &&
            PQputCopyData(connection_.handle(), buffer_.data(), static_cast<int>(buffer_.size())) != 1)
            lost();
        buffer_.clear();
    }
    [[noreturn]] void lost() { throw Fault{Fault::What::lost, table_.name, PQerrorMessage(connection_.handle())}; }

    Connection connection_;
    Table table_;
    std::string buffer_;
    std::vector<std::string> drops_;
    std::vector<std::string> references_;
};

}  // namespace

std::unique_ptr<Source> postgres_source(std::string const& conninfo) {
    return std::make_unique<PostgresSource>(conninfo);
}
std::unique_ptr<Target> postgres_target(std::string const& conninfo) {
    return std::make_unique<PostgresTarget>(conninfo);
}

}  // namespace xinglin::backup
