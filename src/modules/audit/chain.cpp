#include "modules/audit/chain.hpp"

#include "base/text.hpp"

#include <array>
#include <charconv>

namespace xinglin::audit {

namespace {

/// Columns as netstrings: no column can be read as part of its neighbour.
class Columns {
  public:
    explicit Columns(std::string& out) : out_(out) {}
    Columns& add(std::string_view column) {
        number(static_cast<std::int64_t>(column.size()));
        out_.append(1, ':').append(column).append(1, ',');
        return *this;
    }
    Columns& add(std::int64_t value) {
        std::array<char, 24> digits{};
        auto const end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
        return add(std::string_view(digits.data(), static_cast<std::size_t>(end - digits.data())));
    }

  private:
    void number(std::int64_t value) {
        std::array<char, 24> digits{};
        auto const end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
        out_.append(digits.data(), end);
    }
    std::string& out_;
};

}  // namespace

crypto::Profile profile_of(std::string_view algorithm) {
    return algorithm == "sm3" || algorithm == "sm2-sm3" ? crypto::Profile::guomi : crypto::Profile::international;
}

std::string_view algorithm_of(crypto::Profile profile) { return profile == crypto::Profile::guomi ? "sm3" : "sha256"; }

std::string entry_hash(crypto::Profile profile, std::string_view previous, Entry const& entry) {
    thread_local std::string bytes;
    bytes.assign(previous);
    Columns(bytes)
        .add(entry.node)
        .add(entry.sequence)
        .add(entry.at.ms)
        .add(entry.account.value)
        .add(entry.person.value)
        .add(entry.actor)
        .add(entry.action)
        .add(entry.subject_kind)
        .add(entry.subject)
        .add(entry.path)
        .add(entry.summary)
        .add(entry.result)
        .add(entry.details)
        .add(entry.address);
    return crypto::digest(profile, bytes);
}

std::string checkpoint_bytes(Checkpoint const& checkpoint) {
    std::string bytes;
    Columns(bytes)
        .add("checkpoint")
        .add(checkpoint.number)
        .add(checkpoint.at.ms)
        .add(checkpoint.heads)
        .add(text::hex(checkpoint.previous))
        .add(checkpoint.algorithm);
    return bytes;
}

std::string checkpoint_digest(Checkpoint const& checkpoint) {
    return crypto::digest(profile_of(checkpoint.algorithm), checkpoint_bytes(checkpoint));
}

}  // namespace xinglin::audit
