#include "platform/http/exchange.hpp"

#include "base/text.hpp"

#include <array>
#include <charconv>
#include <ctime>

namespace xinglin::http {
namespace {

std::string_view reason(int status) {
    switch (status) {
        case 200:
            return "OK";
        case 201:
            return "Created";
        case 202:
            return "Accepted";
        case 204:
            return "No Content";
        case 303:
            return "See Other";
        case 304:
            return "Not Modified";
        case 400:
            return "Bad Request";
        case 401:
            return "Unauthorized";
        case 403:
            return "Forbidden";
        case 404:
            return "Not Found";
        case 405:
            return "Method Not Allowed";
        case 408:
            return "Request Timeout";
        case 409:
            return "Conflict";
        case 412:
            return "Precondition Failed";
        case 413:
            return "Content Too Large";
        case 415:
            return "Unsupported Media Type";
        case 417:
            return "Expectation Failed";
        case 421:
            return "Misdirected Request";
        case 422:
            return "Unprocessable Content";
        case 429:
            return "Too Many Requests";
        case 431:
            return "Request Header Fields Too Large";
        case 460:
            return "Checksum Mismatch";
        case 500:
            return "Internal Server Error";
        case 503:
            return "Service Unavailable";
        case 505:
            return "HTTP Version Not Supported";
        case 507:
            return "Insufficient Storage";
        default:
            return "Status";
    }
}

// What every answer carries. Scripts and styles are own external files only: no inline code, no nonces.
constexpr std::string_view common =
    "X-Content-Type-Options: nosniff\r\n"
    "X-Frame-Options: DENY\r\n"
    "Referrer-Policy: same-origin\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n"
    "Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=()\r\n";
constexpr std::string_view document_policy =
    "Content-Security-Policy: default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; "
    "frame-src 'none'; "
    "frame-ancestors 'none'; form-action 'self'\r\n";
constexpr std::string_view data_policy =
    "Content-Security-Policy: default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'\r\n";
constexpr std::string_view sandbox_policy =
    "Content-Security-Policy: default-src 'none'; img-src 'self'; style-src 'self'; frame-ancestors 'none'; "
    "sandbox\r\n";
constexpr std::string_view transport_security = "Strict-Transport-Security: max-age=31536000; includeSubDomains\r\n";

std::string_view cache_line(Response::Cache cache) {
    switch (cache) {
        case Response::Cache::no_store:
            return "Cache-Control: no-store\r\n";
        case Response::Cache::revalidate:
            return "Cache-Control: no-cache\r\n";
        case Response::Cache::immutable:
            return "Cache-Control: public, max-age=31536000, immutable\r\n";
    }
    return {};
}

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

void append_number(std::string& out, std::int64_t value) {
    char digits[20];
    out.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
}

}  // namespace

void Request::split_target() {
    auto const mark = head.target.find('?');
    raw_path = head.target.substr(0, mark);
    raw_query = mark == std::string_view::npos ? std::string_view() : head.target.substr(mark + 1);
}

void Response::header(std::string_view name, std::string_view value) {
    headers += name;
    headers += ": ";
    // A line break would start a header of somebody else's making.
    for (char const c : value) headers += c == '\r' || c == '\n' ? ' ' : c;
    headers += "\r\n";
}

std::int64_t Response::length() const {
    if (!file.empty()) return file_size;
    return static_cast<std::int64_t>(fixed.empty() ? body.size() : fixed.size());
}

std::string response_head(Response const& response, std::string_view date, std::string_view request_id, bool keep,
                          bool secure) {
    std::string out;
    out.reserve(900 + response.headers.size());
    out += "HTTP/1.1 ";
    append_number(out, response.status);
    out += ' ';
    out += reason(response.status);
    out += "\r\nDate: ";
    out += date;
    if (response.status != 204 && response.status != 304) {
        out += "\r\nContent-Length: ";
        append_number(out, response.length());
    }
    if (!response.type.empty()) {
        out += "\r\nContent-Type: ";
        out += response.type;
    }
    out += "\r\nX-Request-Id: ";
    out += request_id;
    out += keep ? "\r\n" : "\r\nConnection: close\r\n";
    out += cache_line(response.cache);
    out += common;
    out += response.sandboxed ? sandbox_policy : response.document ? document_policy : data_policy;
    if (secure) out += transport_security;
    out += response.headers;
    out += "\r\n";
    return out;
}

std::string http_date(std::int64_t seconds) {
    std::tm parts{};
    auto const time = static_cast<std::time_t>(seconds);
    gmtime_r(&time, &parts);
    constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    char text[64];
    std::snprintf(text, sizeof text, "%s, %02d %s %04d %02d:%02d:%02d GMT",
                  days[static_cast<std::size_t>(parts.tm_wday)], parts.tm_mday,
                  months[static_cast<std::size_t>(parts.tm_mon)], parts.tm_year + 1900, parts.tm_hour, parts.tm_min,
                  parts.tm_sec);
    return text;
}

bool percent_decode(std::string_view text, bool plus_is_blank, std::string& out) {
    out.clear();
    bool plain = true;
    for (std::size_t i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (c == '+' && plus_is_blank) {
            c = ' ';
        } else if (c == '%') {
            if (i + 2 >= text.size()) return false;
            auto const high = hex_value(text[i + 1]);
            auto const low = hex_value(text[i + 2]);
            if (high < 0 || low < 0) return false;
            c = static_cast<char>(high * 16 + low);
            i += 2;
        }
        if (c == '\0') return false;
        plain = plain && static_cast<signed char>(c) >= 0;
        out += c;
    }
    return plain || text::is_utf8(out);
}

bool read_query(std::string_view query, std::vector<Parameter>& out, std::vector<std::string>& names) {
    constexpr std::size_t most = 100;
    // Names must not move while parameters point at them.
    names.reserve(most);
    while (!query.empty()) {
        auto const end = query.find('&');
        auto const part = query.substr(0, end);
        query = end == std::string_view::npos ? std::string_view() : query.substr(end + 1);
        if (part.empty()) continue;
        if (out.size() == most) return false;
        auto const equals = part.find('=');
        std::string value;
        if (equals != std::string_view::npos && !percent_decode(part.substr(equals + 1), true, value)) return false;
        auto const raw_name = part.substr(0, equals);
        auto name = raw_name;
        if (raw_name.find_first_of("%+") != std::string_view::npos) {
            std::string decoded;
            if (!percent_decode(raw_name, true, decoded)) return false;
            name = names.emplace_back(std::move(decoded));
        }
        out.push_back({name, std::move(value)});
    }
    return true;
}

std::optional<std::string_view> find_cookie(std::string_view header, std::string_view name) {
    std::optional<std::string_view> found;
    while (!header.empty()) {
        auto const end = header.find(';');
        auto part = header.substr(0, end);
        header = end == std::string_view::npos ? std::string_view() : header.substr(end + 1);
        while (!part.empty() && (part.front() == ' ' || part.front() == '\t')) part.remove_prefix(1);
        while (!part.empty() && (part.back() == ' ' || part.back() == '\t')) part.remove_suffix(1);
        if (part.size() <= name.size() || part[name.size()] != '=' || !part.starts_with(name)) continue;
        if (found) return std::nullopt;
        found = part.substr(name.size() + 1);
        if (found->size() >= 2 && found->front() == '"' && found->back() == '"')
            found = found->substr(1, found->size() - 2);
    }
    return found;
}

}  // namespace xinglin::http
