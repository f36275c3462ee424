// Paths, queries, cookies and the metadata of uploads: one byte says which, the rest is the text.
#include "platform/http/exchange.hpp"
#include "platform/http/route_table.hpp"
#include "platform/http/router.hpp"
#include "platform/http/tus.hpp"

#include "base/text.hpp"

#include <cstdlib>

namespace {

using namespace xinglin;
using namespace xinglin::http;

struct Search {
    std::optional<std::string> q;
    std::vector<std::string> tag;
    Within<1, 200> limit{50};
    std::optional<Cursor> cursor;
    bool flag{false};
};
BOOST_DESCRIBE_STRUCT(Search, (), (q, tag, limit, cursor, flag))
struct One {
    PersonId id;
    std::string part;
};
BOOST_DESCRIBE_STRUCT(One, (), (id, part))

void query(std::string_view text) {
    std::vector<Parameter> parameters;
    std::vector<std::string> names;
    if (!read_query(text, parameters, names)) return;
    RawInput raw;
    raw.query = parameters;
    auto const read = decode<Search>(raw);
    if (read && read->q && !text::is_utf8(*read->q)) std::abort();
}

void path(std::string_view text) {
    static RouteTable const table = [] {
        static Router router;
        router.get<One, Nothing>("/v1/people/{id}/{part}", auth::anybody, "", {},
                                 [](Call const&, One const&) -> Result<Nothing> { return Nothing{}; });
        router.get<Nothing, Nothing>("/v1/people", auth::anybody, "", {},
                                     [](Call const&, Nothing const&) -> Result<Nothing> { return Nothing{}; });
        return RouteTable(router.routes());
    }();
    if (!text.starts_with('/')) return;
    RouteTable::Match match;
    table.find("GET", text, match);
    if (match.route == nullptr) return;
    for (auto const& parameter : match.parameters) {
        if (parameter.name.empty() || !text::is_utf8(parameter.value)) std::abort();
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size) {
    if (size == 0) return 0;
    std::string_view const text(reinterpret_cast<char const*>(data + 1), size - 1);
    switch (data[0] % 4) {
        case 0:
            query(text);
            break;
        case 1:
            path(text);
            break;
        case 2: {
            auto const found = find_cookie(text, "__Host-xinglin");
            if (found && found->find(';') != std::string_view::npos) std::abort();
            break;
        }
        default: {
            auto const read = read_upload_metadata(text);
            if (read && (read->empty() || read->size() > 16)) std::abort();
        }
    }
    return 0;
}
