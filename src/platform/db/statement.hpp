#pragma once
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

namespace xinglin::db {

/// One piece of a statement's text; `block` is the index of the optional block it belongs to, or -1 when always kept.
struct Segment {
    std::string_view text;
    int block;
};

/// A named statement, made by tools/embed_sql from one file under sql/. Placeholders are $1…$n in both texts.
/// Optional blocks stand in the file between `--[name` and `--]`; at most 32.
struct Statement {
    std::string_view name;
    std::span<Segment const> sqlite;
    std::span<Segment const> postgres;
    std::span<std::string_view const> blocks;
    int parameters{0};  ///< how many values a call gives, blocks or not

    struct Chosen;
    /// The statement with these optional blocks kept. Parameters keep the numbers of the file in the call;
    /// those that only dropped blocks use are not sent.
    [[nodiscard]] Chosen with(std::initializer_list<std::string_view> names) const;
    [[nodiscard]] Chosen with(std::span<std::string_view const> names) const;
};

struct Statement::Chosen {
    Statement const* statement;
    std::uint32_t mask;
};

/// Every statement of the program, for the test that prepares them all; made by tools/embed_sql.
[[nodiscard]] std::span<Statement const* const> all_statements();

}  // namespace xinglin::db
