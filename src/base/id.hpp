#pragma once
#include <compare>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace xinglin {

class Clock;

/// A record's identity: 64 bits, time-ordered (41 of milliseconds, 10 of node, 12 of sequence).
/// Decimal string in JSON. 0 is "none" and never stored.
template <class Tag>
struct Id {
    std::int64_t value{0};

    [[nodiscard]] bool none() const { return value == 0; }
    [[nodiscard]] std::string text() const { return std::to_string(value); }
    /// @returns nothing unless the text is a positive decimal of at most 19 digits
    [[nodiscard]] static std::optional<Id> parse(std::string_view text);
    auto operator<=>(Id const&) const = default;
};

/// @returns nothing unless `text` is a positive decimal that fits 63 bits, without sign or leading zero
[[nodiscard]] std::optional<std::int64_t> parse_id(std::string_view text);

template <class Tag>
std::optional<Id<Tag>> Id<Tag>::parse(std::string_view text) {
    if (auto const value = parse_id(text)) return Id{*value};
    return std::nullopt;
}

/// Makes ids that never go back, from any thread, also when the clock is set back.
class IdSource {
  public:
    /// @param node 0…1023, unique among the nodes of one installation
    IdSource(Clock const& clock, int node);
    ~IdSource();
    IdSource(IdSource const&) = delete;
    IdSource& operator=(IdSource const&) = delete;
    [[nodiscard]] std::int64_t next_value();
    template <class IdType>
    [[nodiscard]] IdType next() {
        return IdType{next_value()};
    }

  private:
    struct State;
    std::unique_ptr<State> state_;
};

// The ids that more than one layer speaks of.
using AccountId = Id<struct AccountTag>;
using PersonId = Id<struct PersonTag>;
using OrganisationId = Id<struct OrganisationTag>;
using SessionId = Id<struct SessionTag>;
using JobId = Id<struct JobTag>;
using UploadId = Id<struct UploadTag>;

}  // namespace xinglin

template <class Tag>
struct std::hash<xinglin::Id<Tag>> {
    std::size_t operator()(xinglin::Id<Tag> const& id) const noexcept { return std::hash<std::int64_t>{}(id.value); }
};
