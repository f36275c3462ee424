#include "bare.hpp"

#include <fstream>
#include <string_view>

namespace bare {
namespace {

constexpr char const* members_sql =
    "SELECT r.id, r.version, r.name, r.staff_no, r.sex, r.state, r.organisation, r.department, r.position, r.birth, "
    "r.join_date, r.full_date, r.mobile_tail, r.flags FROM people_roster r "
    "WHERE r.grp = 2 AND r.path >= ?1 AND r.path < ?2 ORDER BY r.path, r.sort, r.id LIMIT 51";

std::string_view column(sqlite3_stmt* row, int at) {
    auto const* bytes = sqlite3_column_blob(row, at);
    auto const length = static_cast<std::size_t>(sqlite3_column_bytes(row, at));
    return {static_cast<char const*>(bytes), bytes == nullptr ? 0 : length};
}

void quoted(std::string& out, std::string_view text) {
    out += '"';
    for (char const c : text) {
        if (c == '"' || c == '\\') out += '\\';
        if (static_cast<unsigned char>(c) < 0x20) std::exit(3);  // none in these data
        out += c;
    }
    out += '"';
}

void put(std::string& out, char const* name, std::string_view text) {
    out += name;
    quoted(out, text);
}

void put_known(std::string& out, char const* name, std::string_view text) {
    if (!text.empty()) put(out, name, text);
}

void put_flags(std::string& out, std::int64_t flags) {
    constexpr char const* codes[] = {"long_leave", "abroad",       "retired", "hardship",
                                     "floating",   "lost_contact", "unable"};
    out += ",\"flags\":[";
    bool first = true;
    for (int i = 0; i < 7; ++i) {
        if ((flags >> i & 1) == 0) continue;
        if (!first) out += ',';
        first = false;
        quoted(out, codes[i]);
    }
    out += ']';
}

/// Names of organisations, read once for each body.
class Names {
  public:
    explicit Names(sqlite3_stmt* find) : find_(find) {}
    std::string const& of(sqlite3_int64 id) {
        for (auto const& [known, name] : known_)
            if (known == id) return name;
        sqlite3_bind_int64(find_, 1, id);
        sqlite3_step(find_);
        known_.emplace_back(id, std::string(column(find_, 0)));
        sqlite3_reset(find_);
        return known_.back().second;
    }
    void forget() { known_.clear(); }

  private:
    sqlite3_stmt* find_;
    std::vector<std::pair<sqlite3_int64, std::string>> known_;
};

void put_person(std::string& out, sqlite3_stmt* row, Names& names) {
    auto const sex = column(row, 4), state = column(row, 5), tail = column(row, 12);
    out += "{\"id\":\"" + std::to_string(sqlite3_column_int64(row, 0)) + "\",\"version\":";
    out += std::to_string(sqlite3_column_int64(row, 1));
    put(out, ",\"name\":", column(row, 2));
    put_known(out, ",\"staff_no\":", column(row, 3));
    if (!sex.empty()) put(out, ",\"sex\":", sex == "1" ? "男" : "女");
    put(out, ",\"state\":", state);
    put(out, ",\"state_title\":", state == "full" ? "正式党员" : state == "suspended" ? "停止党籍" : "预备党员");
    out += ",\"organisation\":\"" + std::to_string(sqlite3_column_int64(row, 6)) + '"';
    put(out, ",\"organisation_name\":", names.of(sqlite3_column_int64(row, 6)));
    put_known(out, ",\"department\":", column(row, 7));
    put_known(out, ",\"position\":", column(row, 8));
    put_known(out, ",\"birth\":", column(row, 9));
    put_known(out, ",\"join_date\":", column(row, 10));
    put_known(out, ",\"full_date\":", column(row, 11));
    if (!tail.empty()) out += ",\"phone\":\"*******" + std::string(tail) + '"';
    put_flags(out, sqlite3_column_int64(row, 13));
    out += '}';
}

}  // namespace

int list(std::string const& path, std::string const& from, std::string const& to, double seconds,
         std::string const& kept) {
    sqlite3* db = nullptr;
    must(db, sqlite3_open_v2(path.c_str(), &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr));
    sqlite3_stmt *members = nullptr, *find = nullptr;
    must(db, sqlite3_prepare_v2(db, members_sql, -1, &members, nullptr));
    must(db, sqlite3_prepare_v2(db,
                                "SELECT CASE short_name WHEN '' THEN name ELSE short_name END FROM organisations "
                                "WHERE id = ?1",
                                -1, &find, nullptr));
    Names names(find);
    std::string out;
    std::int64_t bodies = 0;
    auto const begun = wall_seconds(), cpu = cpu_seconds();
    while (wall_seconds() - begun < seconds) {
        out = "{\"items\":[";
        names.forget();
        sqlite3_bind_text(members, 1, from.data(), static_cast<int>(from.size()), SQLITE_STATIC);
        sqlite3_bind_text(members, 2, to.data(), static_cast<int>(to.size()), SQLITE_STATIC);
        for (int i = 0; sqlite3_step(members) == SQLITE_ROW && i < 50; ++i) {
            if (i > 0) out += ',';
            put_person(out, members, names);
        }
        sqlite3_reset(members);
        out += ']';
        ++bodies;
    }
    std::printf("{\"bodies\": %lld, \"cpu_ms\": %.6f}\n", static_cast<long long>(bodies),
                (cpu_seconds() - cpu) * 1e3 / static_cast<double>(bodies));
    std::ofstream(kept, std::ios::binary) << out;
    sqlite3_finalize(members);
    sqlite3_finalize(find);
    sqlite3_close(db);
    return 0;
}

}  // namespace bare
