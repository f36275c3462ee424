// How each kind of value is read from the input of a request: one function for each kind of schema.
#include "base/check.hpp"
#include "base/text.hpp"
#include "platform/http/contract.hpp"

#include <algorithm>

namespace xinglin::http {

bool text_of(Decoding& decoding, Input const& input, std::string_view& out) {
    if (!input.read(out)) return decoding.problem("input.text"), false;
    // JSON and UTF-8 allow U+0000, PostgreSQL's text does not; a parameter's bytes were never checked.
    if (out.find('\0') != std::string_view::npos || (input.form() == Input::Form::parameter && !text::is_utf8(out))) {
        return decoding.problem("input.characters"), false;
    }
    return true;
}

void decode_bool(Decoding& decoding, Input const& input, TypeSchema const&, void* out) {
    if (!input.read(*static_cast<bool*>(out))) decoding.problem("input.boolean");
}

void decode_int64(Decoding& decoding, Input const& input, TypeSchema const& schema, void* out) {
    std::int64_t value = 0;
    if (!input.read(value)) return decoding.problem("input.integer");
    if (value < schema.min || value > schema.max) {
        return decoding.problem("input.range",
                                {{"min", std::to_string(schema.min)}, {"max", std::to_string(schema.max)}});
    }
    *static_cast<std::int64_t*>(out) = value;
}

void decode_int(Decoding& decoding, Input const& input, TypeSchema const& schema, void* out) {
    std::int64_t value = *static_cast<int*>(out);
    decode_int64(decoding, input, schema, &value);
    *static_cast<int*>(out) = static_cast<int>(value);
}

void decode_string(Decoding& decoding, Input const& input, TypeSchema const& schema, void* out) {
    std::string_view text;
    if (!text_of(decoding, input, text)) return;
    if (static_cast<std::int64_t>(text::length(text)) > schema.max) {
        return decoding.problem("input.too_long", {{"max", std::to_string(schema.max)}});
    }
    static_cast<std::string*>(out)->assign(text);
}

void decode_id(Decoding& decoding, Input const& input, TypeSchema const&, void* out) {
    std::string_view text;
    if (!text_of(decoding, input, text)) return;
    auto const value = parse_id(text);
    if (!value) return decoding.problem("input.id");
    *static_cast<std::int64_t*>(out) = *value;
}

namespace {

template <class T>
void decode_parsed(Decoding& decoding, Input const& input, void* out, std::string_view code) {
    std::string_view text;
    if (!text_of(decoding, input, text)) return;
    if (auto const value = T::parse(text)) {
        *static_cast<T*>(out) = *value;
    } else {
        decoding.problem(code);
    }
}

}  // namespace

void decode_instant(Decoding& decoding, Input const& input, TypeSchema const&, void* out) {
    decode_parsed<Instant>(decoding, input, out, "input.instant");
}
void decode_date(Decoding& decoding, Input const& input, TypeSchema const&, void* out) {
    decode_parsed<Date>(decoding, input, out, "input.date");
}
void decode_month(Decoding& decoding, Input const& input, TypeSchema const&, void* out) {
    decode_parsed<Month>(decoding, input, out, "input.month");
}
void decode_partial_date(Decoding& decoding, Input const& input, TypeSchema const&, void* out) {
    decode_parsed<PartialDate>(decoding, input, out, "input.partial_date");
}

void decode_json(Decoding&, Input const& input, TypeSchema const&, void* out) {
    static_cast<Json*>(out)->text = input.json();
}

void decode_object(Decoding& decoding, Input const& input, TypeSchema const& schema, void* out) {
    if (!input.is_object()) return decoding.problem("input.object");
    for (auto const& field : schema.fields) {
        auto const member = input.member(field.name);
        Decoding::Step const step(decoding, field.name);
        if (member.absent()) {
            if (field.required_in) decoding.problem("input.required");
            continue;
        }
        if (member.null() && field.type->shape != TypeSchema::Shape::patch &&
            field.type->shape != TypeSchema::Shape::json) {
            decoding.problem("input.null");
            continue;
        }
        field.type->decode(decoding, member, *field.type, static_cast<char*>(out) + field.offset);
    }
    std::string_view previous;
    input.each_name([&](std::string_view name) {
        auto const known = [&](FieldSchema const& field) { return field.name == name; };
        if (std::any_of(schema.fields.begin(), schema.fields.end(), known)) return;
        if ((!schema.kind.empty() && name == "kind") || name == previous) return;
        previous = name;
        Decoding::Step const step(decoding, name.substr(0, 100));
        decoding.problem("input.unknown");
    });
}

namespace detail {

void Codec<Cursor>::decode(Decoding& decoding, Input const& input, TypeSchema const&, void* out) {
    decode_parsed<Cursor>(decoding, input, out, "input.cursor");
}

void note_text_fault(Decoding& decoding, TypeSchema const& schema, TextFault fault) {
    switch (fault) {
        case TextFault::too_short:
            return schema.min == 1 ? decoding.problem("input.empty")
                                   : decoding.problem("input.too_short", {{"min", std::to_string(schema.min)}});
        case TextFault::too_long:
            return decoding.problem("input.too_long", {{"max", std::to_string(schema.max)}});
        case TextFault::control_character:
            return decoding.problem("input.characters");
        case TextFault::pattern:
            return decoding.problem(schema.code.empty() ? std::string_view("input.pattern")
                                                        : std::string_view(schema.code));
        case TextFault::none:
            return;
    }
}

void describe_text(TypeSchema& schema, TextRule const& rule) {
    schema.shape = TypeSchema::Shape::text;
    schema.name = rule.name;
    schema.min = rule.min;
    schema.max = rule.max;
    if (!rule.pattern.empty()) schema.pattern = "^(?:" + std::string(rule.pattern) + ")$";
    schema.description = rule.description;
    schema.example = rule.example;
    schema.code = rule.code;
}

bool decode_choice(Decoding& decoding, Input const& input, TypeSchema const& schema, std::int64_t& out) {
    std::string_view text;
    if (!text_of(decoding, input, text)) return false;
    for (auto const& [name, value] : schema.choices) {
        if (name == text) return out = value, true;
    }
    std::string names;
    for (auto const& [name, value] : schema.choices) {
        if (!names.empty()) names += "、";
        names += name;
    }
    decoding.problem("input.choice", {{"choices", names}});
    return false;
}

std::int64_t list_size(Decoding& decoding, Input const& input, TypeSchema const& schema) {
    auto const size = input.size();
    if (size < 0) decoding.problem("input.list");
    if (size > schema.max) {
        decoding.problem("input.too_many_items", {{"max", std::to_string(schema.max)}});
        return -1;
    }
    return size;
}

std::vector<std::string> map_names(Decoding& decoding, Input const& input) {
    std::vector<std::string> names;
    if (!input.is_object()) {
        decoding.problem("input.object");
        return names;
    }
    input.each_name([&](std::string_view name) { names.emplace_back(name); });
    return names;
}

std::int64_t alternative_of(Decoding& decoding, Input const& input, TypeSchema const& schema) {
    if (!input.is_object()) return decoding.problem("input.object"), -1;
    auto const kind = input.member("kind");
    Decoding::Step const step(decoding, "kind");
    if (kind.absent()) return decoding.problem("input.required"), -1;
    std::string_view text;
    if (!text_of(decoding, kind, text)) return -1;
    std::string names;
    for (std::size_t i = 0; i < schema.alternatives.size(); ++i) {
        if (schema.alternatives[i].first == text) return static_cast<std::int64_t>(i);
        if (!names.empty()) names += "、";
        names += schema.alternatives[i].first;
    }
    decoding.problem("input.choice", {{"choices", names}});
    return -1;
}

bool may_be_absent(TypeSchema const& type) {
    using Shape = TypeSchema::Shape;
    return type.shape == Shape::optional || type.shape == Shape::patch || type.shape == Shape::list ||
           type.shape == Shape::map || type.shape == Shape::boolean;
}

}  // namespace detail
}  // namespace xinglin::http
