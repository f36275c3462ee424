#pragma once
#include "base/id.hpp"
#include "base/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace xinglin::audit {

/// An entry as stored; `hash` is raw bytes.
struct Entry {
    std::int64_t node{0};
    std::int64_t sequence{0};
    Instant at;
    AccountId account;
    PersonId person;
    std::string actor;
    std::string action;
    std::string subject_kind;
    std::int64_t subject{0};
    std::string path;
    std::string summary;
    std::string result;
    std::string details;  ///< JSON object of texts
    std::string address;
    std::string hash;
};

/// Where a chain ends.
struct Head {
    std::int64_t node{0};
    std::int64_t sequence{0};
    std::string algorithm;  ///< sha256 | sm3
    std::string hash;
};

struct Checkpoint {
    std::int64_t number{0};
    Instant at;
    std::string heads;      ///< "node:sequence:hash in hex", one a line, by node
    std::string previous;   ///< digest of the checkpoint before, 32 zero bytes for the first
    std::string algorithm;  ///< ed25519 | sm2-sm3
    std::string signature;
};

/// What the list of the audit administrator may be narrowed to.
struct Filter {
    std::optional<Instant> from;
    std::optional<Instant> to;  ///< exclusive
    std::optional<AccountId> account;
    std::optional<std::int64_t> subject;
    std::optional<std::string> subject_kind;
    std::optional<std::string> action;  ///< exact, or a module's prefix with its dot: "people."
    std::optional<std::string> result;
};

/// Key of the last entry shown; lists go from the newest back.
struct Position {
    Instant at;
    std::int64_t node{0};
    std::int64_t sequence{0};
};

}  // namespace xinglin::audit
