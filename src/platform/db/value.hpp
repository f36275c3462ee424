#pragma once
#include "base/id.hpp"
#include "base/money.hpp"
#include "base/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace xinglin::db {

/// Bytes that are not text (bytea / BLOB).
struct Blob {
    std::string bytes;
};

/// One parameter as the engines take it. Text is borrowed: it must outlive the call.
using Value = std::variant<std::monostate, std::int64_t, std::string_view, Blob const*>;

inline Value to_value(std::nullopt_t) { return std::monostate{}; }
inline Value to_value(std::int64_t value) { return value; }
inline Value to_value(int value) { return static_cast<std::int64_t>(value); }
inline Value to_value(bool value) { return static_cast<std::int64_t>(value ? 1 : 0); }
inline Value to_value(std::string_view value) { return value; }
inline Value to_value(std::string const& value) { return std::string_view(value); }
inline Value to_value(char const* value) { return std::string_view(value); }
inline Value to_value(Blob const& value) { return &value; }
inline Value to_value(Instant value) { return value.ms; }
inline Value to_value(Money value) { return value.fen; }
template <class Tag>
Value to_value(Id<Tag> id) {
    return id.none() ? Value{std::monostate{}} : Value{id.value};
}
template <class T>
Value to_value(std::optional<T> const& value) {
    return value ? to_value(*value) : Value{std::monostate{}};
}
// Dates are stored as ISO text: pass date.text() (kept alive by the caller) so that no temporary is borrowed.

/// A row while it is being read; texts and blobs are valid until the next row.
class Row {
  public:
    virtual ~Row() = default;
    [[nodiscard]] virtual bool null(int column) const = 0;
    [[nodiscard]] virtual std::int64_t integer(int column) const = 0;
    [[nodiscard]] virtual std::string_view text(int column) const = 0;
    [[nodiscard]] virtual std::string_view bytes(int column) const = 0;
    [[nodiscard]] virtual int columns() const = 0;

    /// Reads column as T: integers, bool, std::string, std::string_view, Id, Instant, Money, Date, Month, PartialDate,
    /// Blob, and std::optional of each. A NULL read as a plain type is a broken invariant, but for std::string ("" ).
    template <class T>
    [[nodiscard]] T get(int column) const;
};

namespace detail {
template <class T>
struct Get;
template <>
struct Get<std::int64_t> {
    static std::int64_t from(Row const& row, int c) { return row.integer(c); }
};
template <>
struct Get<int> {
    static int from(Row const& row, int c) { return static_cast<int>(row.integer(c)); }
};
template <>
struct Get<bool> {
    static bool from(Row const& row, int c) { return row.integer(c) != 0; }
};
template <>
struct Get<std::string> {
    static std::string from(Row const& row, int c) { return std::string(row.text(c)); }
};
template <>
struct Get<std::string_view> {
    static std::string_view from(Row const& row, int c) { return row.text(c); }
};
template <>
struct Get<Blob> {
    static Blob from(Row const& row, int c) { return {std::string(row.bytes(c))}; }
};
template <>
struct Get<Instant> {
    static Instant from(Row const& row, int c) { return {row.integer(c)}; }
};
template <>
struct Get<Money> {
    static Money from(Row const& row, int c) { return {row.integer(c)}; }
};
template <class Tag>
struct Get<Id<Tag>> {
    static Id<Tag> from(Row const& row, int c) { return row.null(c) ? Id<Tag>{} : Id<Tag>{row.integer(c)}; }
};
Date date_from(Row const& row, int c);  ///< broken invariant when the text is no date
Month month_from(Row const& row, int c);  ///< likewise
PartialDate partial_from(Row const& row, int c);  ///< likewise
template <>
struct Get<Date> {
    static Date from(Row const& row, int c) { return date_from(row, c); }
};
template <>
struct Get<Month> {
    static Month from(Row const& row, int c) { return month_from(row, c); }
};
template <>
struct Get<PartialDate> {
    static PartialDate from(Row const& row, int c) { return partial_from(row, c); }
};
template <class T>
struct Get<std::optional<T>> {
    static std::optional<T> from(Row const& row, int c) {
        if (row.null(c)) return std::nullopt;
        return Get<T>::from(row, c);
    }
};
}  // namespace detail

template <class T>
T Row::get(int column) const {
    return detail::Get<T>::from(*this, column);
}

}  // namespace xinglin::db
