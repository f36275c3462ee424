#pragma once
// What is known of a type of the contract at run time: its shape, its limits and how it is read.

#include "platform/http/input.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
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

}  // namespace xinglin::http
