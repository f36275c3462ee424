#include "platform/log/log.hpp"

#include "base/text.hpp"
#include "base/time.hpp"

#include <unistd.h>

#include <atomic>
#include <cerrno>

namespace xinglin::log {
namespace {

std::atomic<Level> lowest{Level::info};
std::atomic<void (*)(std::string_view)> sink{nullptr};

constexpr std::string_view name_of(Level level) {
    switch (level) {
        case Level::debug:
            return "debug";
        case Level::info:
            return "info";
        case Level::warn:
            return "warn";
        case Level::error:
            return "error";
    }
    return "error";
}

// Control characters are escaped, so that no value can begin a line of its own.
void append_text(std::string& out, std::string_view text) {
    out += '"';
    for (char const c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
            constexpr char digits[] = "0123456789abcdef";
            out += "\\u00";
            out += digits[static_cast<unsigned char>(c) >> 4];
            out += digits[static_cast<unsigned char>(c) & 15];
        } else {
            out += c;
        }
    }
    out += '"';
}

void append_value(std::string& out, Field const& field) {
    if (auto const* number = std::get_if<std::int64_t>(&field.value)) {
        out += std::to_string(*number);
    } else if (auto const* flag = std::get_if<bool>(&field.value)) {
        out += *flag ? "true" : "false";
    } else {
        auto const text = std::get<std::string_view>(field.value);
        append_text(out, text::is_utf8(text) ? text : std::string_view("(not UTF-8)"));
    }
}

// One write per line: lines of several threads do not mix.
void to_standard_error(std::string_view line) {
    while (!line.empty()) {
        auto const written = ::write(STDERR_FILENO, line.data(), line.size());
        if (written < 0) {
            if (errno == EINTR) continue;
            return;
        }
        line.remove_prefix(static_cast<std::size_t>(written));
    }
}

}  // namespace

void write(Level level, std::string_view event, std::initializer_list<Field> fields) {
    if (level < lowest.load(std::memory_order_relaxed)) return;
    std::string line = R"({"at":")" + SystemClock().now().text() + R"(","level":")";
    line += name_of(level);
    line += R"(","event":)";
    append_text(line, event);
    for (auto const& field : fields) {
        line += ',';
        append_text(line, field.name);
        line += ':';
        append_value(line, field);
    }
    line += "}\n";
    if (auto* const taken = sink.load()) {
        taken(line);
    } else {
        to_standard_error(line);
    }
}

void set_level(Level level) { lowest = level; }
void set_sink(void (*taken)(std::string_view line)) { sink = taken; }

}  // namespace xinglin::log
