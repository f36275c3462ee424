// Decoding of JSON bodies: no input crashes it, and what it accepts is written and read back as the same.
#include "platform/http/contract.hpp"

#include <cstdlib>

namespace fuzz {

using namespace xinglin;

struct Code : Text<Code> {
    static constexpr TextRule rule{.name = "Code", .max = 12, .pattern = "[A-Z][0-9-]*"};
};
enum class Colour { red, green };
BOOST_DESCRIBE_ENUM(Colour, red, green)
struct Set {
    static constexpr std::string_view kind = "set";
    PartialDate day;
};
BOOST_DESCRIBE_STRUCT(Set, (), (day))
struct Clear {
    static constexpr std::string_view kind = "clear";
};
BOOST_DESCRIBE_STRUCT(Clear, (), ())
struct Tree {
    PersonId id;
    Code code;
    Colour colour{};
    std::optional<Instant> at;
    std::optional<Month> month;
    Patch<std::string> note;
    std::vector<Tree> children;
    std::optional<std::variant<Set, Clear>> change;
    std::map<std::string, std::int64_t> counts;
    Within<-5, 5> small{1};
    bool flag{false};
    std::optional<http::Json> any;
    std::optional<Cursor> cursor;
    std::optional<Money> price;
};
BOOST_DESCRIBE_STRUCT(Tree, (),
                      (id, code, colour, at, month, note, children, change, counts, small, flag, any, cursor, price))

}  // namespace fuzz

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size) {
    using namespace xinglin::http;
    std::string_view const bytes(reinterpret_cast<char const*>(data), size);
    auto const read = from_json<fuzz::Tree>(bytes);
    if (!read) return 0;
    auto const text = to_json(*read);
    auto const again = from_json<fuzz::Tree>(text);
    if (!again || to_json(*again) != text) std::abort();
    return 0;
}
