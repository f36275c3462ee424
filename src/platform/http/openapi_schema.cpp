#include "platform/http/openapi_schema.hpp"

namespace xinglin::http {
namespace {

using Shape = TypeSchema::Shape;

// Types whose schema stands once, under components.
bool named(TypeSchema const& type) {
    return !type.name.empty() &&
           (type.shape == Shape::object || type.shape == Shape::choice || type.shape == Shape::text);
}

void member(std::string& out, std::string_view name, std::string const& json) {
    if (out.back() != '{') out += ',';
    out += json_text(name);
    out += ':';
    out += json;
}

void describe(std::string& out, TypeSchema const& type) {
    if (!type.description.empty()) member(out, "description", json_text(type.description));
    if (!type.example.empty()) member(out, "examples", "[" + json_text(type.example) + "]");
}

std::string text_form(TypeSchema const& type) {
    std::string out = R"({"type":"string")";
    if (type.format == "date" || type.format == "date-time") member(out, "format", json_text(type.format));
    if (type.min > 0) member(out, "minLength", std::to_string(type.min));
    if (type.max != INT64_MAX) member(out, "maxLength", std::to_string(type.max));
    if (!type.pattern.empty()) member(out, "pattern", json_text(type.pattern));
    describe(out, type);
    return out + '}';
}

std::string integer_form(TypeSchema const& type) {
    std::string out = R"({"type":"integer")";
    if (!type.format.empty()) member(out, "format", json_text(type.format));
    if (type.format.empty() && type.min != INT64_MIN) member(out, "minimum", std::to_string(type.min));
    if (type.format.empty() && type.max != INT64_MAX) member(out, "maximum", std::to_string(type.max));
    describe(out, type);
    return out + '}';
}

std::string choice_form(TypeSchema const& type) {
    std::string out = R"({"type":"string","enum":[)";
    for (auto const& [name, value] : type.choices) {
        if (out.back() != '[') out += ',';
        out += json_text(name);
    }
    return out + "]}";
}

}  // namespace

std::string json_text(std::string_view text) {
    JsonOut out(text.size() + 16);
    out.text(text);
    return out.take();
}

void SchemaBook::use(TypeSchema const& type, Direction direction) {
    if (!used_.insert({&type, direction}).second) return;
    if (type.element != nullptr) use(*type.element, direction);
    for (auto const& field : type.fields) use(*field.type, direction);
    for (auto const& [kind, alternative] : type.alternatives) use(*alternative, direction);
}

// Whether a type looks different as input and as output: which members must be there is not the same.
bool SchemaBook::differs(TypeSchema const& type, std::set<TypeSchema const*>& visited) const {
    if (!visited.insert(&type).second) return false;
    if (type.element != nullptr && differs(*type.element, visited)) return true;
    for (auto const& field : type.fields) {
        if (field.required_in != field.required_out || differs(*field.type, visited)) return true;
    }
    for (auto const& [kind, alternative] : type.alternatives) {
        if (differs(*alternative, visited)) return true;
    }
    return false;
}

std::string SchemaBook::reference(TypeSchema const& type, Direction direction) {
    auto const known = names_.find({&type, direction});
    if (known != names_.end()) return R"({"$ref":"#/components/schemas/)" + known->second + "\"}";
    std::set<TypeSchema const*> visited;
    bool const both = used_.contains({&type, Direction::in}) && used_.contains({&type, Direction::out});
    bool const apart = both && differs(type, visited);
    auto name = type.name + (apart && direction == Direction::in ? "Input" : "");
    // Two modules may have types of one name: the later one gets a number.
    for (int number = 2; taken_.contains(name) && taken_[name] != &type; ++number)
        name = type.name + std::to_string(number);
    taken_[name] = &type;
    names_[{&type, direction}] = name;
    if (!apart) names_[{&type, direction == Direction::in ? Direction::out : Direction::in}] = name;
    components_[name] = inline_form(type, direction);
    return R"({"$ref":"#/components/schemas/)" + name + "\"}";
}

std::string SchemaBook::render(TypeSchema const& type, Direction direction) {
    return named(type) ? reference(type, direction) : inline_form(type, direction);
}

std::string SchemaBook::object_form(TypeSchema const& type, Direction direction,
                                    std::set<std::string_view> const& without) {
    std::string properties = "{", required;
    if (!type.kind.empty()) {
        member(properties, "kind", R"({"type":"string","const":)" + json_text(type.kind) + "}");
        required = json_text("kind");
    }
    for (auto const& field : type.fields) {
        if (without.contains(field.name)) continue;
        auto form = render(*field.type, direction);
        if (direction == Direction::in && !field.initial.empty()) {
            form.pop_back();
            member(form, "default", field.initial);
            form += '}';
        }
        member(properties, field.name, form);
        if (!(direction == Direction::in ? field.required_in : field.required_out)) continue;
        if (!required.empty()) required += ',';
        required += json_text(field.name);
    }
    std::string out = R"({"type":"object","additionalProperties":false,"properties":)" + properties + "}";
    if (!required.empty()) out += R"(,"required":[)" + required + "]";
    return out + "}";
}

std::string SchemaBook::inline_form(TypeSchema const& type, Direction direction) {
    switch (type.shape) {
        case Shape::boolean:
            return R"({"type":"boolean"})";
        case Shape::integer:
            return integer_form(type);
        case Shape::text:
            return text_form(type);
        case Shape::choice:
            return choice_form(type);
        case Shape::list:
            return R"({"type":"array","items":)" + render(*type.element, direction) + "}";
        case Shape::map:
            return R"({"type":"object","additionalProperties":)" + render(*type.element, direction) + "}";
        case Shape::optional:
            return render(*type.element, direction);
        case Shape::patch:
            return R"({"anyOf":[)" + render(*type.element, direction) + R"(,{"type":"null"}]})";
        case Shape::object:
            return object_form(type, direction, {});
        case Shape::one_of: {
            std::string forms, mapping = "{";
            for (auto const& [kind, alternative] : type.alternatives) {
                auto const form = render(*alternative, direction);
                if (!forms.empty()) forms += ',';
                forms += form;
                member(mapping, kind, json_text(std::string_view(form).substr(9, form.size() - 11)));
            }
            return R"({"oneOf":[)" + forms + R"(],"discriminator":{"propertyName":"kind","mapping":)" + mapping + "}}}";
        }
        case Shape::json:
        case Shape::none:
        case Shape::content:
        case Shape::redirect:
        case Shape::accepted:
            return "{}";
    }
    return "{}";
}

std::string SchemaBook::render_body(TypeSchema const& type, std::set<std::string_view> const& path_members) {
    if (type.shape != Shape::object || path_members.empty()) return render(type, Direction::in);
    return object_form(type, Direction::in, path_members);
}

}  // namespace xinglin::http
