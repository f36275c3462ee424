#pragma once
// A hot list written while its rows are read: nothing but the JSON is kept of a row. For routes.cpp files.

#include "base/page.hpp"
#include "platform/http/contract.hpp"

#include <string>
#include <string_view>

namespace xinglin::http {

/// The JSON of a Page<T>; stands in the contract as Page<T>.
template <class T>
struct Listed {
    using Item = T;
    std::string json;
};

/// Takes the items one by one.
template <class T>
class ListWriter {
  public:
    ListWriter() : out_(expected()) { out_.raw(R"({"items":[)"); }
    void add(T const& item) {
        detail::Codec<T>::encode(out_, item);
        out_.put(',');
    }
    /// An item whose JSON is known but for one text.
    void add_json(std::string_view before, std::string_view text, std::string_view after) {
        out_.raw(before);
        out_.text(text);
        out_.raw(after);
        out_.put(',');
    }
    [[nodiscard]] Listed<T> finish(std::optional<Cursor> const& next) {
        out_.close(']');
        if (next) {
            out_.raw(R"(,"next":)");
            detail::Codec<Cursor>::encode(out_, *next);
        }
        out_.put('}');
        Listed<T> done{out_.take()};
        expected() = done.json.size() + done.json.size() / 8 + 64;
        return done;
    }

  private:
    /// The last list of this type tells how much room the next one needs.
    static std::size_t& expected() {
        thread_local std::size_t bytes = 1024;
        return bytes;
    }
    JsonOut out_;
};

/// The JSON of a value of the contract.
template <class T>
[[nodiscard]] std::string json_of(T const& value) {
    JsonOut out(512);
    detail::Codec<T>::encode(out, value);
    return out.take();
}

namespace detail {

template <class T>
struct Codec<Listed<T>> {
    static void describe(TypeSchema& s) { Codec<Page<T>>::describe(s); }
    static void encode(JsonOut& out, Listed<T> const& listed) { out.raw(listed.json); }
};

}  // namespace detail
}  // namespace xinglin::http
