#include "platform/backup/copy.hpp"

#include "base/text.hpp"
#include "platform/backup/ends.hpp"
#include "platform/crypto/crypto.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <span>

namespace xinglin::backup {

namespace {

using db::Fault;

[[noreturn]] void stop(std::string message) { throw Fault{Fault::What::other, "copy", std::move(message)}; }

std::string path_of(std::string const& url) { return url.substr(std::strlen("sqlite:")); }
bool is_sqlite(std::string const& url) { return url.starts_with("sqlite:"); }
std::string conninfo_of(std::string const& url) {
    bool const bare = url.starts_with("postgres:") && !url.starts_with("postgres://");
    if (!bare && !url.starts_with("postgres://") && !url.starts_with("postgresql://")) {
        stop("the address of a database begins with sqlite: or postgres:, not: " + url);
    }
    return bare ? url.substr(std::strlen("postgres:")) : url;
}

/// A digest of a set of rows: the sum of the rows' digests, so that it does not depend on their order.
class SetDigest {
  public:
    void add(Table const& table, db::Row const& row) {
        buffer_.clear();
        for (std::size_t at = 0; at < table.columns.size(); ++at)
            add_cell(table.columns[at].kind, row, static_cast<int>(at));
        auto const digest = crypto::sha256(buffer_);
        for (std::size_t at = 0; at < sums_.size(); ++at) {
            std::uint64_t word = 0;
            std::memcpy(&word, digest.data() + at * sizeof word, sizeof word);
            sums_[at] += word;
        }
        ++rows_;
    }
    [[nodiscard]] CopiedTable result(std::string name) const {
        std::string bytes(sizeof sums_, '\0');
        std::memcpy(bytes.data(), sums_.data(), sizeof sums_);
        return {std::move(name), rows_, text::hex(bytes)};
    }

  private:
    void add_cell(ColumnKind kind, db::Row const& row, int at) {
        if (row.null(at)) {
            buffer_ += 'n';
            return;
        }
        auto const number = kind == ColumnKind::number ? std::to_string(row.integer(at)) : std::string();
        auto const value = kind == ColumnKind::number ? std::string_view(number)
                           : kind == ColumnKind::text ? row.text(at)
                                                      : row.bytes(at);
        buffer_ += "ntb"[kind == ColumnKind::number ? 0 : kind == ColumnKind::text ? 1 : 2];
        buffer_ += std::to_string(value.size()) + ":";
        buffer_ += value;
    }
    std::string buffer_;
    std::array<std::uint64_t, 4> sums_{};
    std::int64_t rows_{0};
};

void check_head(Source& source) {
    auto const have = source.stamps();
    auto const line = db::all_migrations();
    bool const same = have.size() == line.size() && std::ranges::equal(have, line, {}, {}, &db::Migration::stamp);
    if (!same) stop("the data are not of this version of the program: run xinglin migrate first");
}

CopiedTable copy_table(Source& source, Target& target, Table const& table, CopyProgress const& progress) {
    SetDigest sent, arrived;
    std::int64_t rows = 0;
    target.begin_table(table);
    source.rows(table, [&](db::Row const& row) {
        sent.add(table, row);
        target.put(row);
        if (++rows % 10'000 == 0 && progress) progress(table.name, rows);
    });
    target.end_table();
    if (progress) progress(table.name, rows);
    target.rows(table, [&](db::Row const& row) { arrived.add(table, row); });
    auto const before = sent.result(table.name);
    auto after = arrived.result(table.name);
    if (before != after) stop(table.name + ": what arrived is not what was sent");
    return after;
}

}  // namespace

std::string quoted(std::string const& name) { return "\"" + text::replace_all(name, "\"", "\"\"") + "\""; }

std::string column_list(Table const& table) {
    std::vector<std::string> names;
    for (auto const& column : table.columns) names.push_back(quoted(column.name));
    return text::join(names, ", ");
}

std::vector<CopiedTable> copy_database(std::string const& from, std::string const& to, CopyProgress const& progress) {
    auto const source = is_sqlite(from) ? sqlite_source(path_of(from)) : postgres_source(conninfo_of(from));
    check_head(*source);
    auto const target = is_sqlite(to) ? sqlite_target(path_of(to)) : postgres_target(conninfo_of(to));
    target->prepare();
    auto const tables = source->tables();
    auto const wanted = target->tables();
    if (tables != wanted) {
        for (auto const& table : tables) {
            if (std::ranges::find(wanted, table) == wanted.end())
                stop("table " + table.name + " is not the same on both engines");
        }
        stop("the two schemas are not the same");
    }
    std::vector<CopiedTable> copied;
    for (auto const& table : tables) copied.push_back(copy_table(*source, *target, table, progress));
    target->finish();
    return copied;
}

}  // namespace xinglin::backup
