#pragma once
// The input of a request while it is decoded: path and query parameters and the JSON body behind one handle, so that a
// type is decoded the same way wherever it stands. Boost.JSON stays in input.cpp.

#include "base/result.hpp"

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace xinglin::http {

struct TypeSchema;

/// A path or query parameter, already percent-decoded.
struct Parameter {
    std::string_view name;
    std::string value;
};

/// What a route's input is decoded from.
struct RawInput {
    std::span<Parameter const> path{};
    std::span<Parameter const> query{};
    std::string_view body{};
    std::string_view content_type{};
    bool takes_body{false};  ///< false (GET, HEAD, DELETE): members come from the query; true: from the JSON body
};

/// Handle on one value of the input; valid while the decoding lasts.
class Input {
  public:
    enum class Form : unsigned char { absent, null, boolean, integer, number, text, list, object, parameter, root };

    Input() = default;
    Input(Form form, void const* at, std::size_t more = 0) : form_(form), at_(at), more_(more) {}

    [[nodiscard]] Form form() const { return form_; }
    [[nodiscard]] bool absent() const { return form_ == Form::absent; }
    [[nodiscard]] bool null() const { return form_ == Form::null; }
    /// Readers give false when the value is of another form. A parameter is text that may be read as each of them.
    [[nodiscard]] bool read(bool& out) const;
    [[nodiscard]] bool read(std::int64_t& out) const;
    [[nodiscard]] bool read(std::string_view& out) const;
    /// A list's length; a parameter is the list of the values given under its name. -1 when it is no list.
    [[nodiscard]] std::int64_t size() const;
    [[nodiscard]] Input at(std::size_t index) const;
    [[nodiscard]] bool is_object() const { return form_ == Form::object || form_ == Form::root; }
    [[nodiscard]] Input member(std::string_view name) const;
    /// Calls fn for each member name of an object (the root: query or body members, not path parameters).
    void each_name(std::function<void(std::string_view)> const& fn) const;
    /// The value as JSON text again.
    [[nodiscard]] std::string json() const;

  private:
    Form form_{Form::absent};
    void const* at_{nullptr};
    std::size_t more_{0};
};

/// Collects every field problem while decoding goes on.
class Decoding {
  public:
    using Facts = std::vector<std::pair<std::string, std::string>>;

    void problem(std::string_view code, Facts facts = {});
    [[nodiscard]] std::vector<FieldProblem>& problems() { return problems_; }

    /// Steps into a member or element for the life of the object; pointers are JSON pointers (RFC 6901).
    class Step {
      public:
        Step(Decoding& decoding, std::string_view name);
        Step(Decoding& decoding, std::size_t index);
        ~Step() { decoding_.pointer_.resize(size_); }
        Step(Step const&) = delete;
        Step& operator=(Step const&) = delete;

      private:
        Decoding& decoding_;
        std::size_t size_;
    };

  private:
    std::string pointer_;
    std::vector<FieldProblem> problems_;
};

/// Decodes the whole input into `out` (an object of the type the schema describes).
/// @errors input.media_type (media type), input.json, input.invalid with every field problem (malformed)
[[nodiscard]] Result<Done> decode_root(RawInput const& raw, TypeSchema const& schema, void* out);

// Decoders of the simple types, one signature for all (TypeSchema::decode).
void decode_bool(Decoding&, Input const&, TypeSchema const&, void* out);
void decode_int64(Decoding&, Input const&, TypeSchema const&, void* out);
void decode_int(Decoding&, Input const&, TypeSchema const&, void* out);
void decode_string(Decoding&, Input const&, TypeSchema const&, void* out);
void decode_id(Decoding&, Input const&, TypeSchema const&, void* out);
void decode_instant(Decoding&, Input const&, TypeSchema const&, void* out);
void decode_date(Decoding&, Input const&, TypeSchema const&, void* out);
void decode_month(Decoding&, Input const&, TypeSchema const&, void* out);
void decode_partial_date(Decoding&, Input const&, TypeSchema const&, void* out);
void decode_json(Decoding&, Input const&, TypeSchema const&, void* out);
void decode_object(Decoding&, Input const&, TypeSchema const&, void* out);

/// Reads a text or notes that there is none.
[[nodiscard]] bool text_of(Decoding&, Input const&, std::string_view& out);

}  // namespace xinglin::http
