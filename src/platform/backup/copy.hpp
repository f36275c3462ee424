#pragma once
// Copies all data from one database to another, of either engine, table by table in a stream, and proves the copy by counts
// and digests of all rows on both sides.

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace xinglin::backup {

struct CopiedTable {
    std::string name;
    std::int64_t rows{0};
    std::string digest;  ///< of all rows, whatever their order; hex
    bool operator==(CopiedTable const&) const = default;
};

/// Told now and then while a table is read.
using CopyProgress = std::function<void(std::string const& table, std::int64_t rows)>;

/// @param from address of a database at the head of the schema; read in one snapshot while others may write
/// @param to   address of a database that is empty (a SQLite file that does not exist): it gets the schema and the rows in one
///             transaction, so that a copy that stops half-way leaves nothing behind
/// @returns the tables as they arrived. Throws db::Fault with a plain sentence.
std::vector<CopiedTable> copy_database(std::string const& from, std::string const& to,
                                       CopyProgress const& progress = {});

}  // namespace xinglin::backup
