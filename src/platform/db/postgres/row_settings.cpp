#include "platform/db/postgres/row_settings.hpp"

namespace xinglin::db::postgres {

namespace {

/// A bound of a range of texts as its input function takes it.
void append_bound(std::string& out, std::string_view text) {
    out += '"';
    for (char const c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    out += '"';
}

/// A literal that means the same whatever standard_conforming_strings says.
void append_literal(std::string& out, std::string_view text) {
    out += "E'";
    for (char const c : text) {
        if (c == '\'' || c == '\\') out += '\\';
        out += c;
    }
    out += '\'';
}

}  // namespace

std::string settings_of(ReadsFor const& whom) {
    std::string ranges = "{";
    for (auto const& paths : whom.paths) {
        if (ranges.size() > 1) ranges += ',';
        ranges += '[';
        append_bound(ranges, paths.from);
        ranges += ',';
        append_bound(ranges, paths.to);
        ranges += ')';
    }
    ranges += '}';
    std::string sql = "SET LOCAL xinglin.scope = ";
    append_literal(sql, ranges);
    if (whom.person != 0) sql += "; SET LOCAL xinglin.person = '" + std::to_string(whom.person) + "'";
    if (whom.account != 0) sql += "; SET LOCAL xinglin.account = '" + std::to_string(whom.account) + "'";
    return sql;
}

}  // namespace xinglin::db::postgres
