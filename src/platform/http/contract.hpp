#pragma once
// Types of the contract: plain structs described with BOOST_DESCRIBE_STRUCT. From the description come the decoder, the
// encoder and the schema. README.md shows what may be a member and how each stands in JSON.
// Include this only from routes.cpp files (through router.hpp).

#include "base/id.hpp"
#include "base/money.hpp"
#include "base/page.hpp"
#include "base/result.hpp"
#include "base/strong.hpp"
#include "base/time.hpp"
#include "platform/http/call.hpp"
#include "platform/http/input.hpp"
#include "platform/http/json_out.hpp"

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <boost/describe/enumerators.hpp>
#include <boost/describe/members.hpp>
#include <boost/mp11/algorithm.hpp>

#include <map>
#include <memory>
#include <string>
#include <typeinfo>
#include <variant>
#include <vector>

namespace xinglin::http {

/// In of a route without input; Out of a route without output (204).
struct Nothing {};

/// JSON as it is, where the shape is not ours to describe (cells of a foreign sheet).
struct Json {
    std::string text{"null"};
};

struct TypeSchema;

struct FieldSchema {
    std::string_view name;
    TypeSchema const* type{nullptr};
    std::size_t offset{0};
    bool required_in{true};  ///< must be given; else the member keeps its initialiser
    bool required_out{true};  ///< always written
    std::string initial;  ///< JSON of the member's initialiser, "" when none is shown
};

/// A type of the contract.
struct TypeSchema {
    enum class Shape {
        none,
        boolean,
        integer,
        text,
        choice,
        list,
        map,
        object,
        one_of,
        patch,
        optional,
        json,
        content,
        redirect,
        accepted
    };

    Shape shape{Shape::none};
    std::string name;  ///< component name of objects, choices, unions and strong texts; "" = inline
    std::string format;  ///< int64, date, date-time, …
    std::string pattern;
    std::string description;
    std::string example;
    std::string code;  ///< code of the field problem when the form is wrong
    std::int64_t min{INT64_MIN};  ///< of the number, or of the length
    std::int64_t max{INT64_MAX};
    std::vector<std::pair<std::string_view, std::int64_t>> choices;
    TypeSchema const* element{nullptr};
    std::vector<FieldSchema> fields;
    std::vector<std::pair<std::string_view, TypeSchema const*>> alternatives;  ///< by `kind`
    void (*decode)(Decoding&, Input const&, TypeSchema const&, void*){nullptr};
    std::string_view kind;  ///< of an alternative of a union
    bool ready{false};
};

namespace detail {

/// Component name out of a type's full name: xinglin::people::CreatePerson → PeopleCreatePerson.
std::string component_name(std::type_info const& type);
/// Member and enumerator names: a trailing underscore (for words of C++) is dropped.
constexpr std::string_view public_name(char const* name) {
    std::string_view text(name);
    if (text.size() > 1 && text.back() == '_') text.remove_suffix(1);
    return text;
}

template <class T, class = void>
struct Codec;  // a type without a Codec cannot stand in the contract: describe it, or use one of those below

/// The schema of T, filled at first use. Called while routes are declared (one thread); recursion of types is fine.
template <class T>
TypeSchema const* schema_of() {
    static TypeSchema schema;
    if (!schema.ready) {
        schema.ready = true;
        Codec<T>::describe(schema);
    }
    return &schema;
}

template <class T>
void encode(JsonOut& out, T const& value) {
    Codec<T>::encode(out, value);
}

template <>
struct Codec<bool> {
    static void describe(TypeSchema& s) { s.shape = TypeSchema::Shape::boolean, s.decode = decode_bool; }
    static void encode(JsonOut& out, bool value) { out.boolean(value); }
};
template <>
struct Codec<std::int64_t> {
    static void describe(TypeSchema& s) {
        s.shape = TypeSchema::Shape::integer, s.format = "int64", s.decode = decode_int64;
    }
    static void encode(JsonOut& out, std::int64_t value) { out.number(value); }
};
template <>
struct Codec<int> {
    static void describe(TypeSchema& s) {
        s.shape = TypeSchema::Shape::integer, s.format = "int32", s.min = INT32_MIN, s.max = INT32_MAX,
        s.decode = decode_int;
    }
    static void encode(JsonOut& out, int value) { out.number(value); }
};
template <std::int64_t low, std::int64_t high>
struct Codec<Within<low, high>> {
    static void describe(TypeSchema& s) {
        s.shape = TypeSchema::Shape::integer, s.min = low, s.max = high, s.decode = decode_int64;
    }
    static void encode(JsonOut& out, Within<low, high> value) { out.number(value.value); }
};
template <>
struct Codec<Money> {
    static void describe(TypeSchema& s) {
        s.shape = TypeSchema::Shape::integer, s.format = "int64", s.description = "金额，单位为分",
        s.decode = decode_int64;
    }
    static void encode(JsonOut& out, Money value) { out.number(value.fen); }
};
template <>
struct Codec<std::string> {
    static void describe(TypeSchema& s) {
        s.shape = TypeSchema::Shape::text, s.min = 0, s.max = 10000, s.decode = decode_string;
    }
    static void encode(JsonOut& out, std::string const& value) { out.text(value); }
};
template <class Tag>
struct Codec<Id<Tag>> {
    static_assert(sizeof(Id<Tag>) == sizeof(std::int64_t));
    static void describe(TypeSchema& s) {
        s.shape = TypeSchema::Shape::text, s.format = "id", s.pattern = "^[1-9][0-9]{0,18}$", s.decode = decode_id;
    }
    static void encode(JsonOut& out, Id<Tag> value) { out.quoted_number(value.value); }
};

/// Types whose text() is plain ASCII without anything to escape.
template <class T>
struct PlainText {
    static void encode(JsonOut& out, T const& value) {
        out.put('"');
        out.raw(value.text());
        out.put('"');
    }
};
template <>
struct Codec<Instant> : PlainText<Instant> {
    static void describe(TypeSchema& s) {
        s.shape = TypeSchema::Shape::text, s.format = "date-time", s.decode = decode_instant;
    }
};
template <>
struct Codec<Date> : PlainText<Date> {
    static void describe(TypeSchema& s) {
        s.shape = TypeSchema::Shape::text, s.format = "date", s.decode = decode_date;
    }
};
template <>
struct Codec<Month> : PlainText<Month> {
    static void describe(TypeSchema& s) {
        s.shape = TypeSchema::Shape::text, s.pattern = "^[0-9]{4}-[0-9]{2}$", s.decode = decode_month;
    }
};
template <>
struct Codec<PartialDate> : PlainText<PartialDate> {
    static void describe(TypeSchema& s) {
        s.shape = TypeSchema::Shape::text, s.pattern = "^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$",
        s.decode = decode_partial_date;
        s.description = "确切到日，或只知道年月";
    }
};
template <>
struct Codec<Json> {
    static void describe(TypeSchema& s) { s.shape = TypeSchema::Shape::json, s.decode = decode_json; }
    static void encode(JsonOut& out, Json const& value) { out.raw(value.text); }
};
template <>
struct Codec<Cursor> {
    static void describe(TypeSchema& s) {
        s.shape = TypeSchema::Shape::text, s.format = "cursor", s.max = 2000, s.decode = decode;
    }
    static void decode(Decoding& decoding, Input const& input, TypeSchema const&, void* out);
    static void encode(JsonOut& out, Cursor const& value) { out.text(value.text()); }
};

/// Notes a fault of a strong text as the field problem it is.
void note_text_fault(Decoding&, TypeSchema const&, TextFault);
void describe_text(TypeSchema&, TextRule const&);

template <class T>
struct Codec<T, std::enable_if_t<std::is_base_of_v<Text<T>, T>>> {
    static void describe(TypeSchema& s) {
        describe_text(s, T::rule);
        s.decode = [](Decoding& decoding, Input const& input, TypeSchema const& schema, void* out) {
            std::string_view text;
            if (!text_of(decoding, input, text)) return;
            auto [made, fault] = T::read(text);
            if (fault != TextFault::none) return note_text_fault(decoding, schema, fault);
            *static_cast<T*>(out) = std::move(made);
        };
    }
    static void encode(JsonOut& out, T const& value) { out.text(value.value); }
};

/// Looks the value up among the choices; notes input.choice when it is none of them.
[[nodiscard]] bool decode_choice(Decoding&, Input const&, TypeSchema const&, std::int64_t& out);

template <class T>
struct Codec<T, std::enable_if_t<std::is_enum_v<T>>> {
    static_assert(boost::describe::has_describe_enumerators<T>::value,
                  "describe the enum: BOOST_DESCRIBE_ENUM(Name, a, b)");
    static void describe(TypeSchema& s) {
        s.shape = TypeSchema::Shape::choice;
        s.name = component_name(typeid(T));
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>(
            [&](auto d) { s.choices.emplace_back(public_name(d.name), static_cast<std::int64_t>(d.value)); });
        s.decode = [](Decoding& decoding, Input const& input, TypeSchema const& schema, void* out) {
            std::int64_t value = 0;
            if (decode_choice(decoding, input, schema, value)) *static_cast<T*>(out) = static_cast<T>(value);
        };
    }
    static void encode(JsonOut& out, T value) {
        out.put('"');
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>([&](auto d) {
            if (d.value == value) out.raw(public_name(d.name));
        });
        out.put('"');
    }
};

template <class T>
struct Codec<std::optional<T>> {
    static void describe(TypeSchema& s) {
        s.shape = TypeSchema::Shape::optional;
        s.element = schema_of<T>();
        s.decode = [](Decoding& decoding, Input const& input, TypeSchema const& schema, void* out) {
            schema.element->decode(decoding, input, *schema.element, &static_cast<std::optional<T>*>(out)->emplace());
        };
    }
    static void encode(JsonOut& out, std::optional<T> const& value) {
        if (value) {
            Codec<T>::encode(out, *value);
        } else {
            out.raw("null");
        }
    }
};
template <class T>
struct Codec<Patch<T>> {
    static void describe(TypeSchema& s) {
        s.shape = TypeSchema::Shape::patch;
        s.element = schema_of<T>();
        s.decode = [](Decoding& decoding, Input const& input, TypeSchema const& schema, void* out) {
            auto& patch = *static_cast<Patch<T>*>(out);
            patch.state = input.null() ? Patch<T>::State::null : Patch<T>::State::value;
            if (!input.null()) schema.element->decode(decoding, input, *schema.element, &patch.value.emplace());
        };
    }
    static void encode(JsonOut& out, Patch<T> const& value) { Codec<std::optional<T>>::encode(out, value.value); }
};

/// Length of a list or -1 after noting that it is none or too long.
[[nodiscard]] std::int64_t list_size(Decoding&, Input const&, TypeSchema const&);

template <class T>
struct Codec<std::vector<T>> {
    static void describe(TypeSchema& s) {
        s.shape = TypeSchema::Shape::list;
        s.element = schema_of<T>();
        s.max = 10000;
        s.decode = [](Decoding& decoding, Input const& input, TypeSchema const& schema, void* out) {
            auto& list = *static_cast<std::vector<T>*>(out);
            auto const size = list_size(decoding, input, schema);
            list.clear();
            for (std::int64_t i = 0; i < size; ++i) {
                Decoding::Step const step(decoding, static_cast<std::size_t>(i));
                T element{};
                schema.element->decode(decoding, input.at(static_cast<std::size_t>(i)), *schema.element, &element);
                list.push_back(std::move(element));
            }
        };
    }
    static void encode(JsonOut& out, std::vector<T> const& list) {
        out.put('[');
        for (auto const& element : list) {
            Codec<T>::encode(out, element);
            out.put(',');
        }
        out.close(']');
    }
};

/// Names of the members of an object, or nothing after noting that it is none.
[[nodiscard]] std::vector<std::string> map_names(Decoding&, Input const&);

template <class T>
struct Codec<std::map<std::string, T>> {
    static void describe(TypeSchema& s) {
        s.shape = TypeSchema::Shape::map;
        s.element = schema_of<T>();
        s.decode = [](Decoding& decoding, Input const& input, TypeSchema const& schema, void* out) {
            auto& map = *static_cast<std::map<std::string, T>*>(out);
            map.clear();
            for (auto const& name : map_names(decoding, input)) {
                Decoding::Step const step(decoding, name);
                schema.element->decode(decoding, input.member(name), *schema.element, &map[name]);
            }
        };
    }
    static void encode(JsonOut& out, std::map<std::string, T> const& map) {
        out.put('{');
        for (auto const& [name, element] : map) {
            out.text(name);
            out.put(':');
            Codec<T>::encode(out, element);
            out.put(',');
        }
        out.close('}');
    }
};

template <class T>
using Members = boost::describe::describe_members<T, boost::describe::mod_public | boost::describe::mod_inherited>;

template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};
template <class T>
struct IsPatch : std::false_type {};
template <class T>
struct IsPatch<Patch<T>> : std::true_type {};

/// Whether a struct is an alternative of a union: `static constexpr std::string_view kind = "rename";`.
template <class T>
concept has_kind = requires { requires !std::is_member_object_pointer_v<decltype(&T::kind)>; };

/// Members whose absence has a plain meaning: optionals, patches, lists and maps (empty), flags (their initialiser).
bool may_be_absent(TypeSchema const& type);

/// `"name":` of a described member, put together by the compiler: the copy has a known length.
template <class Described>
struct KeyText {
    static constexpr std::string_view name = public_name(Described::name);
    static constexpr auto bytes = [] {
        std::array<char, name.size() + 3> text{};
        text.front() = '"';
        for (std::size_t i = 0; i < name.size(); ++i) text[i + 1] = name[i];
        text[name.size() + 1] = '"';
        text[name.size() + 2] = ':';
        return text;
    }();
    static constexpr std::string_view text{bytes.data(), bytes.size()};
};

/// A list, a map or an object written right after its opening bracket ends in it when empty.
template <class T>
void encode_members(JsonOut& out, T const& value) {
    boost::mp11::mp_for_each<Members<T>>([&](auto d) {
        auto const& member = value.*d.pointer;
        using M = std::decay_t<decltype(member)>;
        if constexpr (IsOptional<M>::value) {
            if (!member) return;
            out.raw(KeyText<decltype(d)>::text);
            Codec<typename M::value_type>::encode(out, *member);
        } else if constexpr (IsPatch<M>::value) {
            if (!member.given()) return;
            out.raw(KeyText<decltype(d)>::text);
            Codec<M>::encode(out, member);
        } else {
            out.raw(KeyText<decltype(d)>::text);
            Codec<M>::encode(out, member);
        }
        out.put(',');
    });
}

/// JSON of a member's initialiser when it differs from the type's own zero; "" else.
template <class M>
std::string initial_json(M const& initial) {
    if constexpr (IsOptional<M>::value) {
        return initial ? initial_json(*initial) : std::string();
    } else if constexpr (std::is_same_v<M, bool> || std::is_same_v<M, std::int64_t> || std::is_same_v<M, int> ||
                         std::is_enum_v<M> || std::is_same_v<M, std::string> || requires {
                             M::min;
                             M::max;
                         }) {
        if (!std::is_same_v<M, bool> && initial == M{}) return {};
        JsonOut out(64);
        Codec<M>::encode(out, initial);
        return out.take();
    } else {
        return {};
    }
}

template <class T>
void describe_members(TypeSchema& s) {
    T const object{};
    boost::mp11::mp_for_each<Members<T>>([&](auto d) {
        using M = std::decay_t<decltype(object.*d.pointer)>;
        FieldSchema field;
        field.name = public_name(d.name);
        field.type = schema_of<M>();
        field.offset = static_cast<std::size_t>(reinterpret_cast<char const*>(std::addressof(object.*d.pointer)) -
                                                reinterpret_cast<char const*>(std::addressof(object)));
        field.initial = initial_json<M>(object.*d.pointer);
        field.required_in = field.initial.empty() && !may_be_absent(*field.type);
        field.required_out = !IsOptional<M>::value && !IsPatch<M>::value;
        s.fields.push_back(std::move(field));
    });
}

template <class T>
struct Codec<T, std::enable_if_t<std::is_class_v<T> && boost::describe::has_describe_members<T>::value>> {
    static_assert(!std::is_polymorphic_v<T>);
    static void describe(TypeSchema& s) {
        s.shape = TypeSchema::Shape::object;
        s.name = component_name(typeid(T));
        s.decode = decode_object;
        if constexpr (has_kind<T>) s.kind = T::kind;
        describe_members<T>(s);
    }
    static void encode(JsonOut& out, T const& value) {
        out.put('{');
        if constexpr (has_kind<T>) {
            out.key("kind");
            out.text(T::kind);
            out.put(',');
        }
        encode_members(out, value);
        out.close('}');
    }
};
template <class T>
struct Codec<Page<T>> {
    static void describe(TypeSchema& s) {
        s.shape = TypeSchema::Shape::object;
        auto const* items = schema_of<std::vector<T>>();
        s.name = items->element->name + "Page";
        s.decode = decode_object;
        Page<T> const page{};
        s.fields.push_back({"items", items, 0, true, true, {}});
        s.fields.push_back(
            {"next",
             schema_of<std::optional<Cursor>>(),
             static_cast<std::size_t>(reinterpret_cast<char const*>(&page.next) - reinterpret_cast<char const*>(&page)),
             false,
             false,
             {}});
    }
    static void encode(JsonOut& out, Page<T> const& page) {
        out.raw(R"({"items":)");
        Codec<std::vector<T>>::encode(out, page.items);
        if (page.next) {
            out.raw(R"(,"next":)");
            Codec<Cursor>::encode(out, *page.next);
        }
        out.put('}');
    }
};

/// Index of the alternative that `kind` names, or -1 after noting that it is none.
[[nodiscard]] std::int64_t alternative_of(Decoding&, Input const&, TypeSchema const&);

/// A union: each alternative is a described struct with `static constexpr std::string_view kind = "rename";`.
template <class... A>
struct Codec<std::variant<A...>> {
    using Union = std::variant<A...>;
    static void describe(TypeSchema& s) {
        s.shape = TypeSchema::Shape::one_of;
        ((s.alternatives.emplace_back(A::kind, schema_of<A>())), ...);
        s.decode = [](Decoding& decoding, Input const& input, TypeSchema const& schema, void* out) {
            auto const index = alternative_of(decoding, input, schema);
            if (index < 0) return;
            auto const* type = schema.alternatives[static_cast<std::size_t>(index)].second;
            type->decode(decoding, input, *type, emplace(*static_cast<Union*>(out), static_cast<std::size_t>(index)));
        };
    }
    static void encode(JsonOut& out, Union const& value) {
        std::visit(
            [&](auto const& alternative) { Codec<std::decay_t<decltype(alternative)>>::encode(out, alternative); },
            value);
    }

  private:
    static void* emplace(Union& value, std::size_t index) {
        void* at = nullptr;
        boost::mp11::mp_with_index<sizeof...(A)>(index, [&](auto i) { at = &value.template emplace<i>(); });
        return at;
    }
};

template <>
struct Codec<Nothing> {
    static void describe(TypeSchema& s) { s.shape = TypeSchema::Shape::object, s.decode = decode_object; }
};

}  // namespace detail

/// What a handler's answer became; the edge adds headers and sends it.
struct Answer {
    int status{200};
    std::string body;  ///< JSON, when `content` is empty
    std::optional<Content> content;
    std::string location;  ///< of a redirect or of the job of a 202
    std::optional<std::int64_t> version;  ///< ETag, from a member named `version`
};
using Outcome = Result<Answer>;

template <class In>
TypeSchema const* input_schema() {
    return detail::schema_of<In>();
}

/// Null for an answer without a body (204).
template <class Out>
TypeSchema const* output_schema() {
    if constexpr (std::is_same_v<Out, Nothing> || std::is_same_v<Out, Done>) {
        return nullptr;
    } else if constexpr (std::is_same_v<Out, Content>) {
        static TypeSchema const schema = [] {
            TypeSchema s;
            s.shape = TypeSchema::Shape::content;
            return s;
        }();
        return &schema;
    } else if constexpr (std::is_same_v<Out, Redirect>) {
        static TypeSchema const schema = [] {
            TypeSchema s;
            s.shape = TypeSchema::Shape::redirect;
            return s;
        }();
        return &schema;
    } else if constexpr (std::is_same_v<Out, Accepted>) {
        static TypeSchema const schema = [] {
            TypeSchema s;
            s.shape = TypeSchema::Shape::accepted;
            return s;
        }();
        return &schema;
    } else {
        return detail::schema_of<Out>();
    }
}

template <class In>
Result<In> decode(RawInput const& raw) {
    In out{};
    TRY(decode_root(raw, *detail::schema_of<In>(), &out));
    return out;
}

/// The JSON of a value; also for tests and for payloads of jobs.
template <class T>
std::string to_json(T const& value) {
    // The last answer of this type tells how much room the next one needs: no growing, no copying.
    thread_local std::size_t expected = 256;
    JsonOut out(expected);
    detail::Codec<T>::encode(out, value);
    auto json = out.take();
    expected = json.size() + json.size() / 8 + 64;
    return json;
}

/// A value out of JSON text (payloads of jobs, stored filters); same rules as an input.
template <class T>
Result<T> from_json(std::string_view json) {
    RawInput raw;
    raw.body = json;
    raw.content_type = "application/json";
    raw.takes_body = true;
    return decode<T>(raw);
}

template <class T>
Outcome encode_outcome(Result<T> result) {
    if (!result) return fail(std::move(result).error());
    Answer answer;
    if constexpr (std::is_same_v<T, Nothing> || std::is_same_v<T, Done>) {
        answer.status = 204;
    } else if constexpr (std::is_same_v<T, Content>) {
        answer.status = result->status;
        answer.content = std::move(*result);
    } else if constexpr (std::is_same_v<T, Redirect>) {
        answer.status = 303;
        answer.location = std::move(result->location);
    } else if constexpr (std::is_same_v<T, Accepted>) {
        answer.status = 202;
        answer.location = "/v1/jobs/" + result->job.text();
        answer.body = R"({"job":")" + result->job.text() + "\"}";
    } else if constexpr (requires {
                             typename T::Item;
                             result->json;
                         }) {
        answer.body = std::move(result->json);  // a list written as it was read (listed.hpp)
    } else {
        answer.body = to_json(*result);
        if constexpr (requires { static_cast<std::int64_t>(result->version); }) {
            answer.version = static_cast<std::int64_t>(result->version);
        }
    }
    return answer;
}

}  // namespace xinglin::http
