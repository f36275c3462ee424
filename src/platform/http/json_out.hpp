#pragma once
// Writes JSON straight into one buffer; nothing is built in between.

#include <charconv>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace xinglin::http {

class JsonOut {
  public:
    explicit JsonOut(std::size_t expected = 1024) {
        buffer_.resize(expected);
        at_ = buffer_.data();
        end_ = at_ + buffer_.size();
    }
    JsonOut(JsonOut const&) = delete;
    JsonOut& operator=(JsonOut const&) = delete;

    void put(char c) {
        need(1);
        *at_++ = c;
    }
    /// Bytes that are JSON already.
    void raw(std::string_view json) {
        need(json.size());
        std::memcpy(at_, json.data(), json.size());
        at_ += json.size();
    }
    /// `"name":`, for names that need no escape (members of described structs).
    void key(std::string_view name) {
        need(name.size() + 3);
        *at_++ = '"';
        std::memcpy(at_, name.data(), name.size());
        at_ += name.size();
        *at_++ = '"';
        *at_++ = ':';
    }
    void number(std::int64_t value) {
        need(20);
        at_ = std::to_chars(at_, at_ + 20, value).ptr;
    }
    /// A decimal in quotes (identities).
    void quoted_number(std::int64_t value) {
        need(22);
        *at_++ = '"';
        at_ = std::to_chars(at_, at_ + 20, value).ptr;
        *at_++ = '"';
    }
    void boolean(bool value) { raw(value ? std::string_view("true") : std::string_view("false")); }
    /// A quoted and escaped text.
    void text(std::string_view text);
    /// Ends an object or list whose members were each written with a trailing comma.
    void close(char bracket) {
        if (at_[-1] == ',') {
            at_[-1] = bracket;
        } else {
            put(bracket);
        }
    }
    [[nodiscard]] std::string take() {
        buffer_.resize(static_cast<std::size_t>(at_ - buffer_.data()));
        return std::move(buffer_);
    }

  private:
    void need(std::size_t more) {
        if (static_cast<std::size_t>(end_ - at_) < more) grow(more);
    }
    void grow(std::size_t more);

    std::string buffer_;
    char* at_;
    char* end_;
};

}  // namespace xinglin::http
