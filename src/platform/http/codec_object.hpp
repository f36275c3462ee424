#pragma once
// How lists, maps, described structs, pages and unions stand in JSON. Only contract.hpp includes this.

#include "platform/http/codec.hpp"

#include <boost/describe/class.hpp>
#include <boost/describe/members.hpp>

#include <array>
#include <map>
#include <memory>
#include <variant>
#include <vector>

namespace xinglin::http::detail {

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

}  // namespace xinglin::http::detail
