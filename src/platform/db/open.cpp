#include "base/check.hpp"
#include "platform/db/deferred.hpp"
#include "platform/db/history.hpp"
#include "platform/db/mark.hpp"
#include "platform/db/postgres/database.hpp"
#include "platform/db/sqlite/database.hpp"

namespace xinglin::db {

std::unique_ptr<Database> open(Options const& options) { return open(options, all_migrations()); }

std::unique_ptr<Database> open(Options const& options, std::span<Migration const> line) {
    std::string_view const url = options.url;
    if (url.starts_with("sqlite:")) return sqlite::open(std::string(url.substr(7)), options, line);
    if (url.starts_with("postgres://") || url.starts_with("postgresql://")) {
        return postgres::open(std::string(url), options, line);
    }
    if (url.starts_with("postgres:")) return postgres::open(std::string(url.substr(9)), options, line);
    throw Fault{Fault::What::other, "open",
                "the address of the database begins with sqlite: or postgres:, not: " + options.url};
}

bool forget_history(Database& database, std::span<std::string_view const> tables) {
    auto* const forgetful = dynamic_cast<Forgetful*>(&database);
    XL_CHECK(forgetful != nullptr);
    return forgetful->forget_history(tables);
}

std::optional<std::int64_t> change_mark(Database& database) {
    auto* const marked = dynamic_cast<Marked*>(&database);
    return marked == nullptr ? std::nullopt : std::optional(marked->mark());
}

Defers* defers(Database& database) { return dynamic_cast<Defers*>(&database); }

}  // namespace xinglin::db
