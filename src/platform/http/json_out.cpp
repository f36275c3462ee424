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

}  // namespace

void JsonOut::text(std::string_view text) {
    // Six bytes per character is the worst case (\u00XX): one check for the whole text.
    need(6 * text.size() + 2);
    *at_++ = '"';
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
