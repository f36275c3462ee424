#include "base/text.hpp"

#include <array>
#include <charconv>

namespace xinglin::text {

namespace {

constexpr char32_t replacement = 0xFFFD;

/// Reads one code point at `at` and moves past it; nothing when the bytes there are ill-formed (moves one byte).
std::optional<char32_t> next(std::string_view bytes, std::size_t& at) {
    auto const byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
    unsigned char const first = byte(at);
    if (first < 0x80) {
        ++at;
        return first;
    }
    int const extra = first >= 0xF0 && first <= 0xF4  ? 3
                      : first >= 0xE0 && first < 0xF0 ? 2
                      : first >= 0xC2 && first < 0xE0 ? 1
                                                      : 0;
    if (extra == 0 || at + static_cast<std::size_t>(extra) >= bytes.size()) {
        ++at;
        return std::nullopt;
    }
    char32_t value = first & (0x3F >> extra);
    for (int i = 1; i <= extra; ++i) {
        unsigned char const part = byte(at + static_cast<std::size_t>(i));
        if ((part & 0xC0) != 0x80) {
            ++at;
            return std::nullopt;
        }
        value = (value << 6) | (part & 0x3F);
    }
    bool const overlong = (extra == 2 && value < 0x800) || (extra == 3 && value < 0x10000);
    if (overlong || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) {
        ++at;
        return std::nullopt;
    }
    at += static_cast<std::size_t>(extra) + 1;
    return value;
}

void append(std::string& out, char32_t c) {
    if (c < 0x80) {
        out.push_back(static_cast<char>(c));
    } else if (c < 0x800) {
        out.push_back(static_cast<char>(0xC0 | (c >> 6)));
        out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
    } else if (c < 0x10000) {
        out.push_back(static_cast<char>(0xE0 | (c >> 12)));
        out.push_back(static_cast<char>(0x80 | ((c >> 6) & 0x3F)));
        out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
    } else {
        out.push_back(static_cast<char>(0xF0 | (c >> 18)));
        out.push_back(static_cast<char>(0x80 | ((c >> 12) & 0x3F)));
        out.push_back(static_cast<char>(0x80 | ((c >> 6) & 0x3F)));
        out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
    }
}

bool blank(char32_t c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == 0x0B || c == 0x0C || c == 0xA0 || c == 0x3000 ||
           c == 0xFEFF || (c >= 0x2000 && c <= 0x200D) || c == 0x202F || c == 0x205F || c == 0x2060;
}

/// Well-formed, and none of its code points is such a one: it stays as it is. True of nearly every text there is.
template <class Such>
bool holds_none(std::string_view utf8, Such const& such) {
    for (std::size_t at = 0; at < utf8.size();) {
        auto const c = next(utf8, at);
        if (!c || such(*c)) return false;
    }
    return true;
}

}  // namespace

bool is_utf8(std::string_view bytes) {
    for (std::size_t at = 0; at < bytes.size();)
        if (!next(bytes, at)) return false;
    return true;
}

std::u32string decode(std::string_view utf8) {
    std::u32string out;
    out.reserve(utf8.size());
    for (std::size_t at = 0; at < utf8.size();) out.push_back(next(utf8, at).value_or(replacement));
    return out;
}

std::string encode(std::u32string_view code_points) {
    std::string out;
    out.reserve(code_points.size() * 3);
    for (char32_t const c : code_points) append(out, c);
    return out;
}

std::size_t length(std::string_view utf8) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < utf8.size(); ++count) next(utf8, at);
    return count;
}

std::string trim(std::string_view utf8) {
    if (holds_none(utf8, blank)) return std::string(utf8);
    auto const points = decode(utf8);
    std::size_t from = 0, to = points.size();
    while (from < to && blank(points[from])) ++from;
    while (to > from && blank(points[to - 1])) --to;
    return encode(std::u32string_view(points).substr(from, to - from));
}

std::string half_width(std::string_view utf8) {
    if (holds_none(utf8, [](char32_t c) { return c == 0x3000 || (c >= 0xFF01 && c <= 0xFF5E); }))
        return std::string(utf8);
    auto points = decode(utf8);
    for (auto& c : points) {
        if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;
        if (c == 0x3000) c = ' ';
    }
    return encode(points);
}

std::string without_blanks(std::string_view utf8) {
    if (holds_none(utf8, blank)) return std::string(utf8);
    std::string out;
    out.reserve(utf8.size());
    for (std::size_t at = 0; at < utf8.size();) {
        char32_t const c = next(utf8, at).value_or(replacement);
        if (!blank(c)) append(out, c);
    }
    return out;
}

bool starts_with(std::string_view text, std::string_view prefix) { return text.starts_with(prefix); }
bool ends_with(std::string_view text, std::string_view suffix) { return text.ends_with(suffix); }
bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (;;) {
        auto const at = text.find(separator);
        parts.push_back(text.substr(0, at));
        if (at == std::string_view::npos) return parts;
        text.remove_prefix(at + 1);
    }
}

std::string join(std::vector<std::string> const& parts, std::string_view separator) {
    std::string out;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i != 0) out += separator;
        out += parts[i];
    }
    return out;
}

std::string replace_all(std::string_view text, std::string_view from, std::string_view to) {
    std::string out;
    if (from.empty()) return std::string(text);
    for (;;) {
        auto const at = text.find(from);
        out += text.substr(0, at);
        if (at == std::string_view::npos) return out;
        out += to;
        text.remove_prefix(at + from.size());
    }
}

std::optional<std::int64_t> parse_int(std::string_view text) {
    std::int64_t value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

std::string lower_ascii(std::string_view text) {
    std::string out(text);
    for (auto& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

std::string upper_ascii(std::string_view text) {
    std::string out(text);
    for (auto& c : out)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return out;
}

std::string hex(std::string_view bytes) {
    constexpr char digits[] = "0123456789abcdef";
    std::string out;
    out.reserve(bytes.size() * 2);
    for (unsigned char const c : bytes) {
        out.push_back(digits[c >> 4]);
        out.push_back(digits[c & 15]);
    }
    return out;
}

std::optional<std::string> unhex(std::string_view text) {
    if (text.size() % 2 != 0) return std::nullopt;
    auto const value = [](char c) {
        return c >= '0' && c <= '9'   ? c - '0'
               : c >= 'a' && c <= 'f' ? c - 'a' + 10
               : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                      : -1;
    };
    std::string out;
    for (std::size_t i = 0; i < text.size(); i += 2) {
        int const high = value(text[i]), low = value(text[i + 1]);
        if (high < 0 || low < 0) return std::nullopt;
        out.push_back(static_cast<char>(high * 16 + low));
    }
    return out;
}

namespace {
constexpr std::string_view base64_letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
}

std::string base64url(std::string_view bytes) {
    std::string out;
    std::uint32_t bits = 0;
    int count = 0;
    for (unsigned char const c : bytes) {
        bits = (bits << 8) | c;
        for (count += 8; count >= 6; count -= 6) out.push_back(base64_letters[(bits >> (count - 6)) & 63]);
    }
    if (count > 0) out.push_back(base64_letters[(bits << (6 - count)) & 63]);
    return out;
}

std::optional<std::string> unbase64url(std::string_view text) {
    std::string out;
    std::uint32_t bits = 0;
    int count = 0;
    for (char const c : text) {
        auto const value = base64_letters.find(c);
        if (value == std::string_view::npos) return std::nullopt;
        bits = (bits << 6) | static_cast<std::uint32_t>(value);
        count += 6;
        if (count >= 8) {
            count -= 8;
            out.push_back(static_cast<char>((bits >> count) & 0xFF));
        }
    }
    if (text.size() % 4 == 1) return std::nullopt;
    return out;
}

}  // namespace xinglin::text
