#pragma once
// Types of the contract: plain structs described with BOOST_DESCRIBE_STRUCT. From the description come the decoder, the
// encoder and the schema. README.md shows what may be a member and how each stands in JSON.
// Include this only from routes.cpp files (through router.hpp).

#include "base/result.hpp"
#include "platform/http/codec_object.hpp"

namespace xinglin::http {

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
