#include "platform/http/input.hpp"

#include "base/check.hpp"
#include "base/text.hpp"
#include "platform/http/contract.hpp"

#include <boost/json/monotonic_resource.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <algorithm>

namespace xinglin::http {
namespace {

namespace json = boost::json;

// What Form::root points at.
struct Root {
    RawInput const* raw;
    json::object const* body;  ///< null when there is none
};

Input of(json::value const& value) {
    switch (value.kind()) {
        case json::kind::null:
            return {Input::Form::null, &value};
        case json::kind::bool_:
            return {Input::Form::boolean, &value};
        case json::kind::int64:
            return {Input::Form::integer, &value};
        case json::kind::uint64:
        case json::kind::double_:
            return {Input::Form::number, &value};
        case json::kind::string:
            return {Input::Form::text, &value};
        case json::kind::array:
            return {Input::Form::list, &value};
        case json::kind::object:
            return {Input::Form::object, &value};
    }
    return {};
}

json::value const& value_of(void const* at) { return *static_cast<json::value const*>(at); }
Parameter const* parameters(void const* at) { return static_cast<Parameter const*>(at); }

// The first parameter of the name; the rest of the range is searched for its further values.
Input find(std::span<Parameter const> range, std::string_view name) {
    for (auto const& parameter : range) {
        if (parameter.name == name) {
            return {Input::Form::parameter, &parameter,
                    static_cast<std::size_t>(range.data() + range.size() - &parameter)};
        }
    }
    return {};
}

// A parameter that stands alone: element of a repeated one.
constexpr std::size_t alone = 1;

bool is_json(std::string_view content_type) {
    auto const media = text::lower_ascii(text::trim(content_type.substr(0, content_type.find(';'))));
    return media == "application/json";
}

Problem invalid(std::vector<FieldProblem> fields) {
    auto made = malformed("input.invalid");
    made.fields = std::move(fields);
    return made;
}

}  // namespace

bool Input::read(bool& out) const {
    if (form_ == Form::boolean) return out = value_of(at_).get_bool(), true;
    if (form_ != Form::parameter) return false;
    auto const& text = parameters(at_)->value;
    if (text != "true" && text != "false") return false;
    return out = text == "true", true;
}

bool Input::read(std::int64_t& out) const {
    if (form_ == Form::integer) return out = value_of(at_).get_int64(), true;
    if (form_ != Form::parameter) return false;
    auto const number = text::parse_int(parameters(at_)->value);
    if (!number) return false;
    return out = *number, true;
}

bool Input::read(std::string_view& out) const {
    if (form_ == Form::text) {
        auto const& string = value_of(at_).get_string();
        return out = {string.data(), string.size()}, true;
    }
    if (form_ != Form::parameter) return false;
    return out = parameters(at_)->value, true;
}

std::int64_t Input::size() const {
    if (form_ == Form::list) return static_cast<std::int64_t>(value_of(at_).get_array().size());
    if (form_ != Form::parameter) return -1;
    auto const* first = parameters(at_);
    return std::count_if(first, first + more_, [&](Parameter const& p) { return p.name == first->name; });
}

Input Input::at(std::size_t index) const {
    if (form_ == Form::list) return of(value_of(at_).get_array()[index]);
    XL_CHECK(form_ == Form::parameter);
    auto const* first = parameters(at_);
    for (std::size_t i = 0; i < more_; ++i) {
        if (first[i].name == first->name && index-- == 0) return {Form::parameter, &first[i], alone};
    }
    return {};
}

Input Input::member(std::string_view name) const {
    if (form_ == Form::object) {
        auto const& object = value_of(at_).get_object();
        auto const found = object.find(name);
        return found == object.end() ? Input{} : of(found->value());
    }
    if (form_ != Form::root) return {};
    auto const& root = *static_cast<Root const*>(at_);
    if (auto const found = find(root.raw->path, name); !found.absent()) return found;
    if (!root.raw->takes_body) return find(root.raw->query, name);
    if (root.body == nullptr) return {};
    auto const found = root.body->find(name);
    return found == root.body->end() ? Input{} : of(found->value());
}

void Input::each_name(std::function<void(std::string_view)> const& fn) const {
    auto const members = [&](json::object const& object) {
        for (auto const& member : object) fn({member.key().data(), member.key().size()});
    };
    if (form_ == Form::object) return members(value_of(at_).get_object());
    if (form_ != Form::root) return;
    auto const& root = *static_cast<Root const*>(at_);
    for (auto const& parameter : root.raw->query) fn(parameter.name);
    if (root.body != nullptr) members(*root.body);
}

std::string Input::json() const {
    if (form_ == Form::parameter) return json::serialize(json::value(parameters(at_)->value));
    if (at_ == nullptr || form_ == Form::root) return "null";
    return json::serialize(value_of(at_));
}

void Decoding::problem(std::string_view code, Facts facts) {
    // Enough to mend a form with; a hostile body must not make a giant answer.
    constexpr std::size_t most = 200;
    if (problems_.size() < most) problems_.push_back({pointer_, std::string(code), {}, std::move(facts)});
}

Decoding::Step::Step(Decoding& decoding, std::string_view name) : decoding_(decoding), size_(decoding.pointer_.size()) {
    decoding_.pointer_ += '/';
    for (char const c : name) {
        if (c == '~')
            decoding_.pointer_ += "~0";
        else if (c == '/')
            decoding_.pointer_ += "~1";
        else
            decoding_.pointer_ += c;
    }
}

Decoding::Step::Step(Decoding& decoding, std::size_t index) : decoding_(decoding), size_(decoding.pointer_.size()) {
    decoding_.pointer_ += '/';
    decoding_.pointer_ += std::to_string(index);
}

Result<Done> decode_root(RawInput const& raw, TypeSchema const& schema, void* out) {
    Decoding decoding;
    Root root{&raw, nullptr};
    unsigned char arena[4096];
    json::monotonic_resource memory(arena, sizeof arena);
    std::optional<json::value> body;
    if (!raw.body.empty()) {
        if (!raw.takes_body) return fail(malformed("input.body_unexpected"));
        if (!is_json(raw.content_type)) return fail(problem(Kind::media_type, "input.media_type"));
        json::error_code error;
        body.emplace(json::parse(json::string_view(raw.body.data(), raw.body.size()), error, &memory));
        if (error) return fail(malformed("input.json").fact("reason", error.message()));
        if (!body->is_object()) return fail(malformed("input.json").fact("reason", "not an object"));
        root.body = &body->get_object();
    }
    Input const input(Input::Form::root, &root);
    schema.decode(decoding, input, schema, out);
    if (!decoding.problems().empty()) return fail(invalid(std::move(decoding.problems())));
    return Done{};
}

}  // namespace xinglin::http
