#pragma once
// Log lines are JSON objects without personal data: ids, codes, durations, never names, numbers or texts of people.

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <variant>

namespace xinglin::log {

enum class Level { debug, info, warn, error };

struct Field {
    std::string_view name;
    std::variant<std::int64_t, std::string_view, bool> value;
    Field(std::string_view field, std::string_view text) : name(field), value(text) {}
    Field(std::string_view field, std::string const& text) : name(field), value(std::string_view(text)) {}
    Field(std::string_view field, char const* text) : name(field), value(std::string_view(text)) {}
    Field(std::string_view field, std::int64_t number) : name(field), value(number) {}
    Field(std::string_view field, int number) : name(field), value(static_cast<std::int64_t>(number)) {}
    Field(std::string_view field, std::size_t number) : name(field), value(static_cast<std::int64_t>(number)) {}
    Field(std::string_view field, bool flag) : name(field), value(flag) {}
};

/// One line {"at":…,"level":…,"event":…, fields…}; `event` is a stable name ("http.fault"). Thread-safe.
void write(Level level, std::string_view event, std::initializer_list<Field> fields = {});
inline void info(std::string_view event, std::initializer_list<Field> fields = {}) {
    write(Level::info, event, fields);
}
inline void warn(std::string_view event, std::initializer_list<Field> fields = {}) {
    write(Level::warn, event, fields);
}
inline void error(std::string_view event, std::initializer_list<Field> fields = {}) {
    write(Level::error, event, fields);
}

/// Lines below this level are dropped. Default: info.
void set_level(Level level);
/// Where lines go: standard error by default; a test may take them instead (null puts the default back).
void set_sink(void (*sink)(std::string_view line));

}  // namespace xinglin::log
