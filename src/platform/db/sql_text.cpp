#include "platform/db/sql_text.hpp"

#include "base/check.hpp"

#include <algorithm>
#include <charconv>

namespace xinglin::db {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Calls placeholder(number, out) instead of each $n outside quotes; the rest is copied.
template <class Fn>
std::string rewrite(std::string const& text, Fn&& placeholder) {
    std::string out;
    out.reserve(text.size());
    char quote = 0;
    for (std::size_t at = 0; at < text.size();) {
        char const c = text[at];
        if (quote != 0) {
            if (c == quote) quote = 0;
        } else if (c == '\'' || c == '"') {
            quote = c;
        } else if (c == '$' && at + 1 < text.size() && is_digit(text[at + 1])) {
            int number = 0;
            auto const [end, error] = std::from_chars(text.data() + at + 1, text.data() + text.size(), number);
            XL_CHECK(error == std::errc{});
            placeholder(number, out);
            at = static_cast<std::size_t>(end - text.data());
            continue;
        }
        out.push_back(c);
        ++at;
    }
    return out;
}

}  // namespace

SqlText sql_text(Statement::Chosen chosen, Engine engine) {
    auto const segments = engine == Engine::sqlite ? chosen.statement->sqlite : chosen.statement->postgres;
    SqlText made;
    for (auto const& segment : segments) {
        if (segment.block < 0 || ((chosen.mask >> segment.block) & 1U) != 0) made.text += segment.text;
    }
    if (engine == Engine::sqlite) return made;
    rewrite(made.text, [&](int number, std::string&) {
        if (std::ranges::find(made.order, number - 1) == made.order.end()) made.order.push_back(number - 1);
    });
    std::ranges::sort(made.order);
    made.text = rewrite(made.text, [&](int number, std::string& out) {
        auto const at = std::ranges::find(made.order, number - 1) - made.order.begin();
        out += "$" + std::to_string(at + 1);
    });
    return made;
}

void check_parameters(Statement::Chosen chosen, std::size_t given) {
    if (given != static_cast<std::size_t>(chosen.statement->parameters)) {
        throw BrokenInvariant{std::string(chosen.statement->name) + ": takes " +
                              std::to_string(chosen.statement->parameters) + " parameters, given " +
                              std::to_string(given)};
    }
}

}  // namespace xinglin::db
