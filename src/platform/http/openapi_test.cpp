#include "platform/http/openapi.hpp"

#include "platform/http/edge.hpp"
#include "platform/http/router.hpp"

#include <doctest/doctest.h>
#include <boost/json/parse.hpp>

namespace library {

using namespace xinglin;

struct Isbn : Text<Isbn> {
    static constexpr TextRule rule{
        .name = "Isbn", .min = 10, .max = 13, .pattern = "[0-9]+", .code = "library.isbn", .example = "9787010000000"};
};
enum class State { kept, lent };
BOOST_DESCRIBE_ENUM(State, kept, lent)
struct Book {
    PersonId id;
    Isbn isbn;
    State state{};
    std::optional<Date> due;
    std::vector<Book> copies;
    bool worn{false};
};
BOOST_DESCRIBE_STRUCT(Book, (), (id, isbn, state, due, copies, worn))
struct List {
    std::vector<State> state;
    Within<1, 200> limit{50};
    std::optional<Cursor> cursor;
};
BOOST_DESCRIBE_STRUCT(List, (), (state, limit, cursor))
struct Lend {
    static constexpr std::string_view kind = "lend";
    PersonId to;
};
BOOST_DESCRIBE_STRUCT(Lend, (), (to))
struct Keep {
    static constexpr std::string_view kind = "keep";
};
BOOST_DESCRIBE_STRUCT(Keep, (), ())
struct Change {
    PersonId id;
    std::variant<Lend, Keep> change;
    Patch<std::string> note;
};
BOOST_DESCRIBE_STRUCT(Change, (), (id, change, note))

inline constexpr auth::Right read{"library.read"};

}  // namespace library

namespace {

using namespace xinglin;
using namespace xinglin::http;

Router routes() {
    Router router;
    router.get<library::List, Page<library::Book>>(
        "/v1/books", library::read, "List books", {},
        [](Call const&, library::List const&) -> Result<Page<library::Book>> { return fail(not_found()); });
    router.post<library::Book, library::Book>(
        "/v1/books", library::read, "Add a book", {.errors = {{Kind::conflict, "version_conflict"}}},
        [](Call const&, library::Book const& book) -> Result<library::Book> { return book; });
    router.put<library::Change, Nothing>(
        "/v1/books/{id}", library::read, "Change a book", {.scope = ScopeKind::own, .second_factor = true},
        [](Call const&, library::Change const&) -> Result<Nothing> { return Nothing{}; });
    router.page<Nothing>("/about", auth::anybody,
                         [](Call const&, Nothing const&) -> Result<Content> { return Content{}; });
    declare_streams(router);
    return router;
}

TEST_CASE("openapi: one document out of the declarations") {
    auto const text = openapi(routes(), "1.2.3");
    CHECK(text == openapi(routes(), "1.2.3"));
    auto const document = boost::json::parse(text);
    auto const at = [&](char const* pointer) -> boost::json::value const& { return document.at_pointer(pointer); };
    CHECK(at("/openapi") == "3.1.0");
    CHECK(at("/info/version") == "1.2.3");
    CHECK_FALSE(document.at("paths").as_object().contains("/about"));
    CHECK(at("/paths/~1v1~1books/get/operationId") == "getBooks");
    CHECK(at("/paths/~1v1~1books/get/x-right") == "library.read");
    CHECK(at("/paths/~1v1~1books~1{id}/put/x-scope") == "own");
    CHECK(at("/paths/~1v1~1books~1{id}/put/x-second-factor") == true);
    CHECK(at("/paths/~1v1~1books~1{id}/put/parameters/0/in") == "path");
    // The path's member is no member of the body.
    auto const& body =
        at("/paths/~1v1~1books~1{id}/put/requestBody/content/application~1json/schema/properties").as_object();
    CHECK_FALSE(body.contains("id"));
    CHECK(body.contains("change"));
    CHECK(body.at("change").at("discriminator").at("mapping").at("lend") == "#/components/schemas/LibraryLend");
    CHECK(at("/paths/~1v1~1books/get/parameters/1/schema/default") == 50);
    CHECK(at("/paths/~1v1~1books/get/parameters/1/schema/maximum") == 200);
    CHECK(at("/paths/~1v1~1books/post/responses/409/content/application~1problem+json/examples/version_conflict/value/"
             "status") == 409);
    CHECK(at("/components/schemas/Isbn/pattern") == "^(?:[0-9]+)$");
    CHECK(at("/components/schemas/LibraryState/enum/1") == "lent");
    CHECK(at("/components/schemas/LibraryLend/properties/kind/const") == "lend");
    // A book that is sent need not say whether it is worn; one that is answered always does.
    auto const requires_worn = [&](char const* name) {
        for (auto const& entry :
             document.at_pointer(std::string("/components/schemas/") + name + "/required").as_array()) {
            if (entry == "worn") return true;
        }
        return false;
    };
    CHECK(requires_worn("LibraryBook"));
    CHECK_FALSE(requires_worn("LibraryBookInput"));
    CHECK(at("/components/schemas/LibraryBookInput/properties/copies/items/$ref") ==
          "#/components/schemas/LibraryBookInput");
    CHECK(at("/paths/~1v1~1uploads~1{id}/patch/responses/204/description").is_string());
}

}  // namespace
