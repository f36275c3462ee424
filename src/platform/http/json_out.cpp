#include "platform/http/json_out.hpp"

#include <algorithm>
#include <array>

namespace xinglin::http {
namespace {

constexpr auto escapes = [] {
    std::array<char, 256> table{};
    for (int c = 0; c < 0x20; ++c) table[static_cast<std::size_t>(c)] = 'u';
    table['\b'] = 'b';
    table['\f'] = 'f';
    table['\n'] = 'n';
    table['\r'] = 'r';
    table['\t'] = 't';
    table['"'] = '"';
    table['\\'] = '\\';
    return table;
}();

// Whether one of eight bytes is a control character, a quotation mark or a backslash. May say yes for the byte above such a
// one: then the slow way looks again.
bool needs_escape(std::uint64_t word) {
    constexpr std::uint64_t ones = 0x0101010101010101, highs = 0x8080808080808080;
    auto const zero_byte = [](std::uint64_t x) { return (x - ones) & ~x & highs; };
    auto const below_blank = (word - ones * 0x20) & ~word & highs;
    return (below_blank | zero_byte(word ^ (ones * '"')) | zero_byte(word ^ (ones * '\\'))) != 0;
}

}  // namespace

void JsonOut::text(std::string_view text) {
    // Six bytes per character is the worst case (\u00XX): one check for the whole text.
    need(6 * text.size() + 10);
    *at_++ = '"';
    // Eight bytes at a time while none of them needs an escape; most texts are copied whole.
    while (text.size() >= 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data(), 8);
        if (needs_escape(word)) break;
        std::memcpy(at_, &word, 8);
        at_ += 8;
        text.remove_prefix(8);
    }
    if (text.size() < 8) {
        // The rest the same way, among blanks; what is written after it is overwritten later.
        std::uint64_t word = 0x2020202020202020;
        if (!text.empty()) std::memcpy(&word, text.data(), text.size());
        if (!needs_escape(word)) {
            std::memcpy(at_, &word, 8);
            at_ += text.size();
            *at_++ = '"';
            return;
        }
    }
    for (char const c : text) {
        auto const escape = escapes[static_cast<unsigned char>(c)];
        if (escape == 0) [[likely]] {
            *at_++ = c;
            continue;
        }
        *at_++ = '\\';
        *at_++ = escape;
        if (escape == 'u') {
            constexpr char digits[] = "0123456789abcdef";
            *at_++ = '0';
            *at_++ = '0';
            *at_++ = digits[static_cast<unsigned char>(c) >> 4];
            *at_++ = digits[static_cast<unsigned char>(c) & 15];
        }
    }
    *at_++ = '"';
}

void JsonOut::grow(std::size_t more) {
    auto const used = static_cast<std::size_t>(at_ - buffer_.data());
    buffer_.resize(std::max(used + more, 2 * buffer_.size()));
    at_ = buffer_.data() + used;
    end_ = buffer_.data() + buffer_.size();
}

}  // namespace xinglin::http
