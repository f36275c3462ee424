#pragma once
// The box of slips as one value, and what a slip is known by. Pure.

#include "modules/ballots/types.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xinglin::ballots {

/// SHA-256 that binds ballot, nonce and choice: the voter knows it, nobody without the nonce learns the choice from it. Hex.
[[nodiscard]] std::string receipt_of(BallotId ballot, std::string_view nonce, Choice const& choice);

/// What is published of slips: receipts in their own order, that of nobody's coming.
[[nodiscard]] std::vector<std::string> receipts_of(BallotId ballot, std::vector<Slip> const& slips);
/// SHA-256 over the receipts, one a line. Hex.
[[nodiscard]] std::string digest_of(std::vector<std::string> const& receipts);

/// The box as one text: slips sorted by token, so that it says nothing about who came first.
[[nodiscard]] std::string packed(std::vector<Slip> slips);
/// @returns nothing when it is no such text
[[nodiscard]] std::optional<std::vector<Slip>> unpacked(std::string_view text);

/// 32 hex digits in small letters.
[[nodiscard]] bool is_token(std::string_view text);

}  // namespace xinglin::ballots
