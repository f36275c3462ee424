#include "platform/db/postgres/connection.hpp"

#include "base/check.hpp"

#include <array>
#include <charconv>
#include <deque>
#include <utility>

namespace xinglin::db::postgres {

namespace {

int nibble(char c) { return c <= '9' ? c - '0' : c - 'a' + 10; }

class PostgresRow final : public Row {
  public:
    explicit PostgresRow(PGresult const* result) : result_(result), columns_(PQnfields(result)) {}
    void go(int row) { row_ = row; }
    bool null(int c) const override { return PQgetisnull(result_, row_, c) != 0; }
    std::int64_t integer(int c) const override {
        if (null(c)) throw BrokenInvariant{std::string("null read as a number: ") + PQfname(result_, c)};
        auto const value = text(c);
        if (value == "t") return 1;
        if (value == "f") return 0;
        std::int64_t number = 0;
        auto const [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
        if (error != std::errc{} || end != value.data() + value.size()) {
            throw BrokenInvariant{std::string("not a whole number: ") + PQfname(result_, c)};
        }
        return number;
    }
    std::string_view text(int c) const override {
        return {PQgetvalue(result_, row_, c), static_cast<std::size_t>(PQgetlength(result_, row_, c))};
    }
    std::string_view bytes(int c) const override {
        auto const value = text(c);
        if (!value.starts_with("\\x")) return value;
        auto& out = decoded_[static_cast<std::size_t>(c)];
        out.clear();
        for (std::size_t at = 2; at + 1 < value.size(); at += 2) {
            out.push_back(static_cast<char>(nibble(value[at]) << 4 | nibble(value[at + 1])));
        }
        return out;
    }
    int columns() const override { return columns_; }

  private:
    PGresult const* result_;
    int columns_;
    int row_{0};
    mutable std::deque<std::string> decoded_ = std::deque<std::string>(static_cast<std::size_t>(columns_));
};

/// Values as libpq takes them: numbers and texts as C strings, bytes as they are.
class Sent {
  public:
    Sent(std::span<Value const> values, std::vector<int> const* order, std::string_view name) {
        auto const count = order != nullptr ? order->size() : values.size();
        texts_.reserve(count);
        for (std::size_t at = 0; at < count; ++at)
            add(values[order != nullptr ? static_cast<std::size_t>((*order)[at]) : at], name);
        for (std::size_t at = 0; at < count; ++at) {
            if (places_[at] >= 0) pointers_[at] = texts_[static_cast<std::size_t>(places_[at])].c_str();
        }
    }
    [[nodiscard]] int count() const { return static_cast<int>(pointers_.size()); }
    [[nodiscard]] char const* const* pointers() const { return pointers_.data(); }
    [[nodiscard]] int const* lengths() const { return lengths_.data(); }
    [[nodiscard]] int const* formats() const { return formats_.data(); }

  private:
    void add(Value const& value, std::string_view name) {
        char const* pointer = nullptr;
        int place = -1;
        int length = 0;
        int format = 0;
        if (auto const* const number = std::get_if<std::int64_t>(&value)) {
            place = static_cast<int>(texts_.size());
            texts_.push_back(std::to_string(*number));
        } else if (auto const* const text = std::get_if<std::string_view>(&value)) {
            if (text->find('\0') != std::string_view::npos)
                throw BrokenInvariant{std::string(name) + ": a text holds NUL"};
            place = static_cast<int>(texts_.size());
            texts_.emplace_back(*text);
        } else if (auto const* const blob = std::get_if<Blob const*>(&value)) {
            pointer = (*blob)->bytes.data();
            length = static_cast<int>((*blob)->bytes.size());
            format = 1;
        }
        pointers_.push_back(pointer);
        places_.push_back(place);
        lengths_.push_back(length);
        formats_.push_back(format);
    }
    std::vector<std::string> texts_;
    std::vector<char const*> pointers_;
    std::vector<int> places_;
    std::vector<int> lengths_;
    std::vector<int> formats_;
};

std::string field(PGresult const* result, int which) {
    auto const* const at = PQresultErrorField(result, which);
    return at == nullptr ? std::string{} : std::string(at);
}

/// "Key (a, b)=(1, 2) already exists." in any language → "t.a, t.b"; the constraint's name for an expression.
std::string unique_columns(PGresult const* result) {
    auto const name = field(result, PG_DIAG_CONSTRAINT_NAME);
    auto const table = field(result, PG_DIAG_TABLE_NAME);
    auto const detail = field(result, PG_DIAG_MESSAGE_DETAIL);
    auto const from = detail.find('(');
    auto const to = detail.find(")=(");
    if (from == std::string::npos || to == std::string::npos || to < from) return name;
    std::string_view columns = std::string_view(detail).substr(from + 1, to - from - 1);
    if (columns.find('(') != std::string_view::npos) return name;
    std::string out;
    for (;;) {
        auto const comma = columns.find(", ");
        out += table + "." + std::string(columns.substr(0, comma));
        if (comma == std::string_view::npos) return out;
        out += ", ";
        columns.remove_prefix(comma + 2);
    }
}

Fault::What what_of(std::string_view state) {
    using What = Fault::What;
    if (state == "40001" || state == "40P01") return What::serialisation;
    if (state == "53100") return What::full;
    if (state == "57014") return What::cancelled;
    if (state == "58030") return What::io;
    if (state == "XX001" || state == "XX002") return What::corrupt;
    // 25006: the server has become a read-only standby; another one must be looked for.
    if (state.starts_with("08") || state.starts_with("57P") || state == "25006") return What::lost;
    if (state.starts_with("53") || state == "55P03") return What::busy;
    return What::other;
}

}  // namespace

void each_row(PGresult const* result, std::function<bool(Row const&)> const& fn) {
    PostgresRow row(result);
    int const count = PQntuples(result);
    for (int at = 0; at < count; ++at) {
        row.go(at);
        if (!fn(row)) return;
    }
}

Connection::Connection(std::string const& conninfo) {
    // The outer keys give defaults, "dbname" may carry a whole address; what the address says wins.
    std::array<char const*, 5> const keys{"connect_timeout", "application_name", "client_encoding", "dbname", nullptr};
    std::array<char const*, 5> const values{"5", "xinglin", "UTF8", conninfo.c_str(), nullptr};
    handle_ = PQconnectdbParams(keys.data(), values.data(), 1);
    if (PQstatus(handle_) != CONNECTION_OK) {
        std::string const message = PQerrorMessage(handle_);
        PQfinish(handle_);
        throw Fault{Fault::What::lost, "connect", message};
    }
    PQsetNoticeReceiver(handle_, &Connection::on_notice, this);
    cancel_ = PQgetCancel(handle_);
    try {
        // Durability is not for a server's default to weaken.
        auto const setting = run("SHOW synchronous_commit", "connect");
        if (std::string_view(PQgetvalue(setting.get(), 0, 0)) == "off") run("SET synchronous_commit = on", "connect");
        run("SET bytea_output = 'hex'; SET idle_in_transaction_session_timeout = '10min'", "connect");
    } catch (...) {
        PQfreeCancel(cancel_);
        PQfinish(handle_);
        throw;
    }
}

Connection::~Connection() {
    {
        std::lock_guard const lock(cancel_mutex_);
        PQfreeCancel(std::exchange(cancel_, nullptr));
    }
    PQfinish(handle_);
}

void Connection::on_notice(void* self, PGresult const* result) {
    auto& me = *static_cast<Connection*>(self);
    if (field(result, PG_DIAG_SEVERITY_NONLOCALIZED) == "WARNING") {
        me.warned_ = true;
        me.warning_ = field(result, PG_DIAG_MESSAGE_PRIMARY);
    }
}

bool Connection::in_transaction() const {
    auto const state = PQtransactionStatus(handle_);
    return state == PQTRANS_INTRANS || state == PQTRANS_INERROR;
}

void Connection::cancel() {
    std::lock_guard const lock(cancel_mutex_);
    std::array<char, 256> error{};
    if (cancel_ != nullptr) PQcancel(cancel_, error.data(), error.size());
}

Connection::Prepared const& Connection::prepared(Statement::Chosen chosen) {
    StatementKey const key{chosen.statement, chosen.mask};
    if (auto const at = cache_.find(key); at != cache_.end()) return at->second;
    auto made = sql_text(chosen, Engine::postgres);
    std::string name = "s" + std::to_string(cache_.size());
    Answer const answer(PQprepare(handle_, name.c_str(), made.text.c_str(), 0, nullptr));
    check(answer.get(), chosen.statement->name);
    return cache_.emplace(key, Prepared{std::move(name), std::move(made.order)}).first->second;
}

Answer Connection::send(Statement::Chosen chosen, std::span<Value const> values) {
    check_parameters(chosen, values.size());
    auto const& ready = prepared(chosen);
    Sent const sent(values, &ready.order, chosen.statement->name);
    Answer answer(
        PQexecPrepared(handle_, ready.name.c_str(), sent.count(), sent.pointers(), sent.lengths(), sent.formats(), 0));
    check(answer.get(), chosen.statement->name);
    return answer;
}

void Connection::query(Statement::Chosen chosen, std::span<Value const> values,
                       std::function<bool(Row const&)> const& on_row) {
    auto const answer = send(chosen, values);
    each_row(answer.get(), on_row);
}

std::int64_t Connection::execute(Statement::Chosen chosen, std::span<Value const> values) {
    auto const answer = send(chosen, values);
    std::string_view const count = PQcmdTuples(answer.get());
    std::int64_t changed = 0;
    std::from_chars(count.data(), count.data() + count.size(), changed);
    // A SELECT counts its rows here; it changed nothing.
    return std::string_view(PQcmdStatus(answer.get())).starts_with("SELECT") ? 0 : changed;
}

std::string Connection::plan(Statement::Chosen chosen, std::span<Value const> values) {
    check_parameters(chosen, values.size());
    auto const made = sql_text(chosen, Engine::postgres);
    std::vector<Value> chosen_values;
    for (int const place : made.order) chosen_values.push_back(values[static_cast<std::size_t>(place)]);
    auto const answer = run("EXPLAIN " + made.text, chosen_values, chosen.statement->name);
    std::string text;
    each_row(answer.get(), [&](Row const& row) {
        text += std::string(row.text(0)) + "\n";
        return true;
    });
    return text;
}

Answer Connection::run(std::string const& sql, std::string_view name) {
    Answer answer(PQexec(handle_, sql.c_str()));
    check(answer.get(), name);
    return answer;
}

Answer Connection::run(std::string const& sql, std::span<Value const> values, std::string_view name) {
    Sent const sent(values, nullptr, name);
    Answer answer(
        PQexecParams(handle_, sql.c_str(), sent.count(), nullptr, sent.pointers(), sent.lengths(), sent.formats(), 0));
    check(answer.get(), name);
    return answer;
}

void Connection::commit() {
    warned_ = false;
    auto const answer = run("COMMIT", "COMMIT");
    // "canceling wait for synchronous replication": committed here, not on the standby. The caller must not be told 2xx.
    if (warned_) throw Fault{Fault::What::lost, "COMMIT", warning_};
    if (std::string_view(PQcmdStatus(answer.get())) != "COMMIT") {
        throw Fault{Fault::What::other, "COMMIT", "the server rolled the transaction back"};
    }
}

void Connection::check(PGresult const* result, std::string_view name) {
    switch (PQresultStatus(result)) {
        case PGRES_COMMAND_OK:
        case PGRES_TUPLES_OK:
        case PGRES_SINGLE_TUPLE:
        case PGRES_COPY_IN:
        case PGRES_COPY_OUT:
        case PGRES_EMPTY_QUERY:
            return;
        default:
            raise(result, name);
    }
}

void Connection::raise(PGresult const* result, std::string_view name) {
    auto const state = field(result, PG_DIAG_SQLSTATE);
    auto message = field(result, PG_DIAG_MESSAGE_PRIMARY);
    using What = ConstraintViolation::What;
    if (state == "23505") throw ConstraintViolation{What::unique, std::string(name), unique_columns(result)};
    if (state == "23503")
        throw ConstraintViolation{What::foreign_key, std::string(name), field(result, PG_DIAG_CONSTRAINT_NAME)};
    if (state == "23514")
        throw ConstraintViolation{What::check, std::string(name), field(result, PG_DIAG_CONSTRAINT_NAME)};
    if (state == "23502") {
        throw ConstraintViolation{What::not_null, std::string(name),
                                  field(result, PG_DIAG_TABLE_NAME) + "." + field(result, PG_DIAG_COLUMN_NAME)};
    }
    if (state == "P0001") throw ConstraintViolation{What::check, std::string(name), std::move(message)};
    auto what = what_of(state);
    if (PQstatus(handle_) != CONNECTION_OK) what = Fault::What::lost;
    if (what == Fault::What::lost) lost_ = true;
    if (message.empty()) message = PQerrorMessage(handle_);
    throw Fault{what, std::string(name), std::move(message)};
}

}  // namespace xinglin::db::postgres
