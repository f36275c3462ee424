#pragma once
// How single values stand in JSON: numbers, texts, days, choices, and what may be missing. codec_object.hpp puts them together.
// Only contract.hpp includes this.

#include "base/id.hpp"
#include "base/money.hpp"
#include "base/page.hpp"
#include "base/strong.hpp"
#include "base/time.hpp"
#include "platform/http/call.hpp"
#include "platform/http/json_out.hpp"
#include "platform/http/schema.hpp"

#include <boost/describe/enum.hpp>
#include <boost/describe/enumerators.hpp>
#include <boost/mp11/algorithm.hpp>

#include <optional>
#include <string>
#include <type_traits>
#include <typeinfo>

namespace xinglin::http::detail {

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

}  // namespace xinglin::http::detail
