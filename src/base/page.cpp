#include "base/page.hpp"

#include "base/text.hpp"

namespace xinglin {

std::string Cursor::text() const {
    // Each key as its length, a colon and its bytes: keys may hold any character.
    std::string plain;
    for (auto const& key : keys) {
        plain += std::to_string(key.size());
        plain += ':';
        plain += key;
    }
    return text::base64url(plain);
}

std::optional<Cursor> Cursor::parse(std::string_view encoded) {
    if (encoded.empty() || encoded.size() > 2000) return std::nullopt;
    auto const plain = text::unbase64url(encoded);
    // No key of a row holds a NUL, and no database takes one in a text.
    if (!plain || !text::is_utf8(*plain) || plain->find('\0') != std::string::npos) return std::nullopt;
    Cursor cursor;
    std::string_view rest = *plain;
    while (!rest.empty()) {
        auto const colon = rest.find(':');
        if (colon == std::string_view::npos || colon == 0 || colon > 4) return std::nullopt;
        auto const size = text::parse_int(rest.substr(0, colon));
        rest.remove_prefix(colon + 1);
        if (!size || *size < 0 || static_cast<std::size_t>(*size) > rest.size()) return std::nullopt;
        cursor.keys.emplace_back(rest.substr(0, static_cast<std::size_t>(*size)));
        rest.remove_prefix(static_cast<std::size_t>(*size));
        if (cursor.keys.size() > 8) return std::nullopt;
    }
    return cursor;
}

std::optional<std::int64_t> Cursor::number(std::size_t index) const {
    if (index >= keys.size()) return std::nullopt;
    return text::parse_int(keys[index]);
}

}  // namespace xinglin
