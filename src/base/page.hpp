#pragma once
// One page of a list and the opaque cursor that asks for the next one.

#include "base/strong.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xinglin {

/// A position in an ordered list: the key of the last row shown, made opaque. It grants nothing: a list applies its scope
/// again on every page.
struct Cursor {
    std::vector<std::string> keys;

    bool operator==(Cursor const&) const = default;
    [[nodiscard]] std::string text() const;  ///< base64url
    /// @returns nothing unless it was made by text()
    [[nodiscard]] static std::optional<Cursor> parse(std::string_view text);
    /// The key at `index` as a number; nothing when it is none.
    [[nodiscard]] std::optional<std::int64_t> number(std::size_t index) const;
};

/// {items, next}: `next` is absent on the last page.
template <class T>
struct Page {
    std::vector<T> items;
    std::optional<Cursor> next;

    /// Makes a page of at most `limit` items out of rows read with limit + 1; key_of(T const&) gives the cursor's keys.
    template <class KeyOf>
    [[nodiscard]] static Page of(std::vector<T> rows, std::size_t limit, KeyOf&& key_of) {
        Page page;
        if (rows.size() > limit) {
            rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(limit), rows.end());
            page.next = Cursor{key_of(rows.back())};
        }
        page.items = std::move(rows);
        return page;
    }
};

}  // namespace xinglin
