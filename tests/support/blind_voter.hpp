#pragma once
// A voter's device in C++: makes a token, blinds it, takes the blind signature off again (RFC 9474, deterministic).

#include <string>

namespace xinglin::testing {

class BlindVoter {
  public:
    /// @param modulus hex
    explicit BlindVoter(std::string modulus);
    std::string token;    ///< hex, random
    std::string nonce;    ///< hex, random
    std::string blinded;  ///< hex
    /// @param signature blind, hex @returns the signature over the token, hex
    [[nodiscard]] std::string unblinded(std::string const& signature) const;

  private:
    std::string modulus_;
    std::string factor_;
};

}  // namespace xinglin::testing
