#include "base/strong.hpp"

#include "base/check.hpp"
#include "base/text.hpp"

#include <map>
#include <mutex>
#include <regex>

namespace xinglin {
namespace {

// Patterns are few and constant: each is compiled once and kept.
std::regex const& compiled(std::string_view pattern) {
    static std::mutex mutex;
    static std::map<std::string, std::regex, std::less<>> patterns;
    std::lock_guard const lock(mutex);
    auto found = patterns.find(pattern);
    if (found == patterns.end()) {
        found = patterns.emplace(std::string(pattern), std::regex(std::string(pattern), std::regex::optimize)).first;
    }
    return found->second;
}

bool has_control(std::string_view text, bool lines) {
    for (char const c : text) {
        auto const byte = static_cast<unsigned char>(c);
        if (byte == 0x7f) return true;
        if (byte < 0x20 && !(lines && (c == '\n' || c == '\r' || c == '\t'))) return true;
    }
    return false;
}

}  // namespace

TextFault text_fault(std::string_view text, TextRule const& rule) {
    // A code point has at most four bytes: what is longer than that need not be counted.
    if (text.size() > 4 * static_cast<std::size_t>(rule.max)) return TextFault::too_long;
    auto const length = static_cast<int>(text::length(text));
    if (length > rule.max) return TextFault::too_long;
    if (length < rule.min) return TextFault::too_short;
    if (has_control(text, rule.lines)) return TextFault::control_character;
    if (rule.pattern.empty()) return TextFault::none;
    // std::regex recurses per character: a pattern is for short texts only.
    XL_CHECK(rule.max <= 1000);
    return std::regex_match(text.begin(), text.end(), compiled(rule.pattern)) ? TextFault::none : TextFault::pattern;
}

std::string tidy_text(std::string_view text) { return text::trim(text); }

}  // namespace xinglin
