#include "platform/http/head.hpp"

#include <array>
#include <cstring>

namespace xinglin::http {
namespace {

constexpr std::size_t most_fields = 64;

// tchar of RFC 9110
constexpr auto token_chars = [] {
    std::array<bool, 256> table{};
    for (char c = '0'; c <= '9'; ++c) table[static_cast<unsigned char>(c)] = true;
    for (char c = 'a'; c <= 'z'; ++c) table[static_cast<unsigned char>(c)] = true;
    for (char c = 'A'; c <= 'Z'; ++c) table[static_cast<unsigned char>(c)] = true;
    for (char const c : std::string_view("!#$%&'*+-.^_`|~")) table[static_cast<unsigned char>(c)] = true;
    return table;
}();

bool is_token(std::string_view text) {
    for (char const c : text) {
        if (!token_chars[static_cast<unsigned char>(c)]) return false;
    }
    return !text.empty();
}

// Visible ASCII only: a path or query with other bytes must be percent-encoded.
bool is_target(std::string_view text) {
    if (text.empty() || text.front() != '/') return false;
    for (char const c : text) {
        if (c <= 0x20 || c == 0x7f || c == '#' || c == '\\' || static_cast<signed char>(c) < 0) return false;
    }
    return true;
}

bool is_value(std::string_view text) {
    for (char const c : text) {
        auto const byte = static_cast<unsigned char>(c);
        if ((byte < 0x20 && c != '\t') || byte == 0x7f) return false;
    }
    return true;
}

bool is_host(std::string_view text) {
    if (text.empty() || text.size() > 255) return false;
    for (char const c : text) {
        bool const fits = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' ||
                          c == '-' || c == ':' || c == '[' || c == ']' || c == '_';
        if (!fits) return false;
    }
    return true;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

HeadFault read_request_line(std::string_view line, Head& out) {
    auto const first = line.find(' ');
    auto const last = line.rfind(' ');
    if (first == std::string_view::npos || last == first) return HeadFault::bad_request_line;
    out.method = line.substr(0, first);
    out.target = line.substr(first + 1, last - first - 1);
    auto const version = line.substr(last + 1);
    if (!is_token(out.method) || out.method.size() > 20) return HeadFault::bad_request_line;
    if (version == "HTTP/1.1")
        out.minor = 1;
    else if (version == "HTTP/1.0")
        out.minor = 0;
    else
        return version.starts_with("HTTP/") ? HeadFault::bad_version : HeadFault::bad_request_line;
    return is_target(out.target) ? HeadFault::none : HeadFault::bad_target;
}

// Digits only, at most 15 of them: no sign, no list, no blank inside, and no overflow.
std::int64_t length_of(std::string_view text) {
    if (text.empty() || text.size() > 15) return -1;
    std::int64_t value = 0;
    for (char const c : text) {
        if (c < '0' || c > '9') return -1;
        value = 10 * value + (c - '0');
    }
    return value;
}

bool has_option(std::string_view list, std::string_view lower) {
    while (!list.empty()) {
        auto const comma = list.find(',');
        if (same_name(trimmed(list.substr(0, comma)), lower)) return true;
        list = comma == std::string_view::npos ? std::string_view() : list.substr(comma + 1);
    }
    return false;
}

struct Seen {
    int host{0}, length{0}, encoding{0};
};

HeadFault note_field(HeaderField const& field, Head& out, Seen& seen) {
    switch (field.name.size()) {
        case 4:
            if (!same_name(field.name, "host")) break;
            out.host = field.value;
            return seen.host++ > 0 || !is_host(field.value) ? HeadFault::host : HeadFault::none;
        case 6:
            if (same_name(field.name, "expect")) {
                if (!same_name(field.value, "100-continue")) return HeadFault::expectation;
                out.expects_continue = true;
            }
            break;
        case 10:
            if (same_name(field.name, "connection")) {
                if (has_option(field.value, "close"))
                    out.keep_alive = false;
                else if (out.minor == 0 && has_option(field.value, "keep-alive"))
                    out.keep_alive = true;
            }
            break;
        case 14:
            if (!same_name(field.name, "content-length")) break;
            out.content_length = length_of(field.value);
            return seen.length++ > 0 || out.content_length < 0 ? HeadFault::content_length : HeadFault::none;
        case 17:
            if (!same_name(field.name, "transfer-encoding")) break;
            out.chunked = true;
            return seen.encoding++ > 0 || field.value != "chunked" ? HeadFault::transfer_encoding : HeadFault::none;
        default:
            break;
    }
    return HeadFault::none;
}

// Fields on which a decision hangs: two of them could be read differently by two programs.
bool decides(std::string_view name) {
    constexpr std::string_view names[] = {
        "cookie",   "origin", "content-type",      "authorization", "x-csrf-token",  "idempotency-key",
        "if-match", "expect", "x-forwarded-proto", "upload-offset", "upload-length", "upload-metadata"};
    for (auto const known : names) {
        if (same_name(name, known)) return true;
    }
    return false;
}

bool repeats(Head const& head) {
    for (std::size_t i = 1; i < head.fields.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            if (head.fields[i].name.size() != head.fields[j].name.size()) continue;
            if (strncasecmp(head.fields[i].name.data(), head.fields[j].name.data(), head.fields[i].name.size()) != 0)
                continue;
            if (decides(head.fields[i].name)) return true;
        }
    }
    return false;
}

}  // namespace

bool same_name(std::string_view name, std::string_view lower) {
    if (name.size() != lower.size()) return false;
    for (std::size_t i = 0; i < name.size(); ++i) {
        auto const c = name[i];
        if ((c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c) != lower[i]) return false;
    }
    return true;
}

std::optional<std::string_view> Head::find(std::string_view lower_name) const {
    for (auto const& field : fields) {
        if (same_name(field.name, lower_name)) return field.value;
    }
    return std::nullopt;
}

std::optional<std::string_view> Head::find_last(std::string_view lower_name) const {
    for (auto field = fields.rbegin(); field != fields.rend(); ++field) {
        if (same_name(field->name, lower_name)) return field->value;
    }
    return std::nullopt;
}

HeadFault read_head(std::string_view bytes, Head& out) {
    out.fields.clear();
    out.host = {};
    out.content_length = -1;
    out.chunked = out.expects_continue = false;
    Seen seen;
    bool first = true;
    while (true) {
        auto const end = bytes.find('\n');
        if (end == std::string_view::npos || end == 0 || bytes[end - 1] != '\r') return HeadFault::bad_line_ending;
        auto const line = bytes.substr(0, end - 1);
        bytes.remove_prefix(end + 1);
        if (line.find('\r') != std::string_view::npos) return HeadFault::bad_line_ending;
        if (first) {
            first = false;
            if (auto const fault = read_request_line(line, out); fault != HeadFault::none) return fault;
            out.keep_alive = out.minor == 1;
            continue;
        }
        if (line.empty()) break;
        if (line.front() == ' ' || line.front() == '\t') return HeadFault::folded;
        auto const colon = line.find(':');
        if (colon == std::string_view::npos) return HeadFault::bad_field;
        HeaderField const field{line.substr(0, colon), trimmed(line.substr(colon + 1))};
        if (!is_token(field.name) || !is_value(field.value)) return HeadFault::bad_field;
        if (out.fields.size() == most_fields) return HeadFault::too_many_fields;
        out.fields.push_back(field);
        if (auto const fault = note_field(field, out, seen); fault != HeadFault::none) return fault;
    }
    if (!bytes.empty()) return HeadFault::bad_line_ending;
    if (seen.host != 1) return HeadFault::host;
    if (out.chunked && (out.minor == 0 || seen.length > 0)) return HeadFault::transfer_encoding;
    return repeats(out) ? HeadFault::repeated : HeadFault::none;
}

int status_of(HeadFault fault) {
    switch (fault) {
        case HeadFault::too_many_fields:
            return 431;
        case HeadFault::bad_version:
            return 505;
        case HeadFault::expectation:
            return 417;
        default:
            return 400;
    }
}

std::size_t end_of_head(std::string_view bytes, std::size_t& scanned) {
    // An empty line is looked for by LF alone, so that a head with bare LFs ends too, to be refused by the reader.
    while (true) {
        auto const end = bytes.find('\n', scanned);
        if (end == std::string_view::npos) {
            scanned = bytes.size();
            return std::string_view::npos;
        }
        if (bytes.substr(end + 1).starts_with("\r\n")) return end + 3;
        if (bytes.substr(end + 1).starts_with("\n")) return end + 2;
        // The empty line may still be on its way: look at this LF again with more bytes.
        if (end + 2 >= bytes.size()) {
            scanned = end;
            return std::string_view::npos;
        }
        scanned = end + 1;
    }
}

}  // namespace xinglin::http
