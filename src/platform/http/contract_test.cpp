#include "platform/http/router.hpp"

#include <doctest/doctest.h>

namespace shop {

using namespace xinglin;

struct StaffNumber : Text<StaffNumber> {
    static constexpr TextRule rule{
        .name = "StaffNumber", .max = 8, .pattern = "[A-Z][0-9]+", .code = "shop.staff_number"};
};
enum class Size { small, new_ };
BOOST_DESCRIBE_ENUM(Size, small, new_)

struct Address {
    std::string street;
    std::optional<std::string> town;
};
BOOST_DESCRIBE_STRUCT(Address, (), (street, town))

struct Rename {
    static constexpr std::string_view kind = "rename";
    std::string name;
};
BOOST_DESCRIBE_STRUCT(Rename, (), (name))
struct Move {
    static constexpr std::string_view kind = "move";
    OrganisationId to;
};
BOOST_DESCRIBE_STRUCT(Move, (), (to))

struct Order {
    OrganisationId id;
    StaffNumber staff;
    Size size{Size::small};
    std::int64_t count;
    Within<1, 200> limit{50};
    bool dry_run{false};
    std::optional<Date> day;
    Patch<std::string> note;
    std::vector<Address> addresses;
    std::optional<std::variant<Rename, Move>> change;
    std::optional<PartialDate> joined;
    std::optional<Money> price;
};
BOOST_DESCRIBE_STRUCT(Order, (), (id, staff, size, count, limit, dry_run, day, note, addresses, change, joined, price))

struct Filter {
    std::optional<std::string> q;
    std::vector<Size> size;
    Within<1, 200> limit{50};
    std::optional<Cursor> cursor;
    bool ended{false};
};
BOOST_DESCRIBE_STRUCT(Filter, (), (q, size, limit, cursor, ended))

struct Node {
    std::string name;
    std::vector<Node> children;
};
BOOST_DESCRIBE_STRUCT(Node, (), (name, children))

struct Versioned {
    std::int64_t version{0};
};
BOOST_DESCRIBE_STRUCT(Versioned, (), (version))

}  // namespace shop

namespace {

using namespace xinglin;
using namespace xinglin::http;

RawInput body(std::string_view json) {
    RawInput raw;
    raw.body = json;
    raw.content_type = "application/json; charset=utf-8";
    raw.takes_body = true;
    return raw;
}

std::vector<std::string> faults(Problem const& problem) {
    std::vector<std::string> out;
    for (auto const& field : problem.fields) out.push_back(field.pointer + " " + field.code);
    return out;
}

TEST_CASE("contract: a body becomes its struct") {
    Parameter const path[] = {{"id", "42"}};
    auto raw = body(R"({"staff":" H0123 ","size":"new","count":3,"day":"2026-02-28","note":null,
        "addresses":[{"street":"中山路"},{"street":"x","town":"y"}],"change":{"kind":"move","to":"7"},"joined":"1998-07","price":1250})");
    raw.path = path;
    auto const order = decode<shop::Order>(raw);
    REQUIRE(order);
    CHECK(order->id.value == 42);
    CHECK(order->staff.value == "H0123");
    CHECK(order->size == shop::Size::new_);
    CHECK(order->count == 3);
    CHECK(order->limit.value == 50);
    CHECK(order->day == Date{2026, 2, 28});
    CHECK(order->note.state == Patch<std::string>::State::null);
    REQUIRE(order->addresses.size() == 2);
    CHECK(order->addresses[1].town == "y");
    CHECK(std::get<shop::Move>(*order->change).to.value == 7);
    CHECK_FALSE(order->joined->exact());
    CHECK(order->price->fen == 1250);
}

TEST_CASE("contract: every field problem at once, by pointer") {
    Parameter const path[] = {{"id", "042"}};
    auto raw = body(
        R"({"staff":"0123","size":"huge","limit":0,"day":"2026-02-30","note":5,"addresses":[{},{"street":1,"colour":"red"}],
        "change":{"kind":"burn"},"joined":"98-7","price":1.5,"id":"9","a/b":1})");
    raw.path = path;
    auto const order = decode<shop::Order>(raw);
    REQUIRE_FALSE(order);
    CHECK(order.error().kind == Kind::malformed);
    CHECK(order.error().code == "input.invalid");
    CHECK(faults(order.error()) ==
          std::vector<std::string>{"/id input.id", "/staff shop.staff_number", "/size input.choice",
                                   "/count input.required", "/limit input.range", "/day input.date", "/note input.text",
                                   "/addresses/0/street input.required", "/addresses/1/street input.text",
                                   "/addresses/1/colour input.unknown", "/change/kind input.choice",
                                   "/joined input.partial_date", "/price input.integer", "/a~1b input.unknown"});
}

TEST_CASE("contract: query parameters land in the struct, repeated ones in lists") {
    Parameter const query[] = {{"size", "new"}, {"q", "张"}, {"size", "small"}, {"ended", "true"}, {"limit", "7"}};
    RawInput raw;
    raw.query = query;
    auto const filter = decode<shop::Filter>(raw);
    REQUIRE(filter);
    CHECK(filter->q == "张");
    CHECK(filter->size == std::vector{shop::Size::new_, shop::Size::small});
    CHECK(filter->limit == Within<1, 200>{7});
    CHECK(filter->ended);

    Parameter const wrong[] = {{"sort", "x"}, {"sort", "y"}, {"limit", "7a"}, {"q", "\xff"}, {"cursor", "%"}};
    raw.query = wrong;
    auto const refused = decode<shop::Filter>(raw);
    REQUIRE_FALSE(refused);
    CHECK(faults(refused.error()) == std::vector<std::string>{"/q input.characters", "/limit input.integer",
                                                              "/cursor input.cursor", "/sort input.unknown"});
}

TEST_CASE("contract: bodies that are no object, no JSON, of another type") {
    CHECK(decode<shop::Node>(body("[1]")).error().code == "input.json");
    CHECK(decode<shop::Node>(body("{\"name\":")).error().code == "input.json");
    CHECK(decode<shop::Node>(body("{\"name\":\"\xff\"}")).error().code == "input.json");
    CHECK(decode<shop::Node>(body("{\"name\":\"a\\u0000b\"}")).error().fields.at(0).code == "input.characters");
    CHECK(decode<shop::Node>(body("")).error().fields.at(0).code == "input.required");
    auto raw = body("{}");
    raw.content_type = "text/plain";
    CHECK(decode<shop::Node>(raw).error().kind == Kind::media_type);
    CHECK(decode<Nothing>(body("{}")));
    CHECK_FALSE(decode<Nothing>(body(R"({"x":1})")));
    std::string const deep(100, '[');
    CHECK(decode<shop::Node>(body("{\"name\":" + deep)).error().code == "input.json");
}

TEST_CASE("contract: encoding") {
    shop::Order order;
    order.id.value = 9007199254740993;
    order.staff.value = "H1";
    order.count = -5;
    order.size = shop::Size::new_;
    order.change = shop::Rename{"一\"\\\n\x01"};
    CHECK(to_json(order) ==
          R"({"id":"9007199254740993","staff":"H1","size":"new","count":-5,"limit":50,"dry_run":false,"addresses":[],)"
          R"("change":{"kind":"rename","name":"一\"\\\n\u0001"}})");
    auto page = Page<shop::Node>::of({{"a", {}}, {"b", {{"c", {}}}}, {"d", {}}}, 2, [](shop::Node const& node) {
        return std::vector<std::string>{node.name, "12"};
    });
    CHECK(
        to_json(page) ==
        R"({"items":[{"name":"a","children":[]},{"name":"b","children":[{"name":"c","children":[]}]}],"next":"MTpiMjoxMg"})");
    REQUIRE(Cursor::parse("MTpiMjoxMg"));
    CHECK(Cursor::parse("MTpiMjoxMg")->number(1) == 12);
    CHECK_FALSE(Cursor::parse(Cursor{{"a", std::string("b\0c", 3)}}.text()));
    CHECK(to_json(std::map<std::string, std::optional<int>>{{"a", 1}, {"b", {}}}) == R"({"a":1,"b":null})");
    CHECK(from_json<shop::Node>(to_json(page.items[1]))->children.at(0).name == "c");
}

TEST_CASE("contract: outcomes") {
    CHECK(encode_outcome<Nothing>(Nothing{})->status == 204);
    CHECK(encode_outcome<Done>(Done{})->status == 204);
    CHECK(encode_outcome<Accepted>(Accepted{JobId{5}})->location == "/v1/jobs/5");
    CHECK(encode_outcome<Redirect>(Redirect{"/"})->status == 303);
    CHECK(encode_outcome<shop::Versioned>(shop::Versioned{3})->version == 3);
    CHECK_FALSE(encode_outcome<shop::Node>(shop::Node{})->version);
    CHECK(encode_outcome<shop::Node>(fail(conflict("x.y"))).error().code == "x.y");
}

TEST_CASE("contract: names of components") {
    CHECK(input_schema<shop::Order>()->name == "ShopOrder");
    CHECK(output_schema<Page<shop::Node>>()->name == "ShopNodePage");
    CHECK(output_schema<Nothing>() == nullptr);
    CHECK(output_schema<Content>()->shape == TypeSchema::Shape::content);
}

}  // namespace
