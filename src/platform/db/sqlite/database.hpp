#pragma once
#include "platform/db/db.hpp"
#include "platform/db/migration.hpp"

namespace xinglin::db::sqlite {

/// @param path of the file; @param line the migrations to run (those of the program but in tests of the runner itself)
[[nodiscard]] std::unique_ptr<Database> open(std::string const& path, Options const& options,
                                             std::span<Migration const> line);

}  // namespace xinglin::db::sqlite
