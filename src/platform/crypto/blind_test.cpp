#include "platform/crypto/blind.hpp"
#include "base/text.hpp"
#include "platform/crypto/sign.hpp"
#include "tests/support/blind_voter.hpp"

#include <doctest/doctest.h>

using namespace xinglin;

TEST_CASE("a blind signature verifies for its message under its key only, and the signer saw neither") {
    auto const signer = crypto::blind_signer_from(crypto::new_blind_key());
    auto const other = crypto::blind_signer_from(crypto::new_blind_key());
    REQUIRE((signer && other));
    testing::BlindVoter const voter(text::hex(signer->modulus())), second(text::hex(signer->modulus()));
    auto const blind = signer->sign(*text::unhex(voter.blinded));
    REQUIRE(blind);
    auto const signature = *text::unhex(voter.unblinded(text::hex(*blind)));
    CHECK(crypto::verify_blind(signer->modulus(), voter.token, signature));
    CHECK_FALSE(crypto::verify_blind(signer->modulus(), second.token, signature));
    CHECK_FALSE(crypto::verify_blind(other->modulus(), voter.token, signature));
    CHECK_FALSE(crypto::verify_blind(signer->modulus(), voter.token, *blind));
    auto broken = signature;
    broken[7] = static_cast<char>(broken[7] ^ 1);
    CHECK_FALSE(crypto::verify_blind(signer->modulus(), voter.token, broken));
    CHECK(voter.blinded.find(voter.token) == std::string::npos);
    CHECK_FALSE(signer->sign("short"));
    CHECK_FALSE(signer->sign(std::string(crypto::blind_bytes, '\xff')));  // not below the modulus
    CHECK(crypto::blind_signer_from("no key") == nullptr);
    CHECK(crypto::blind_signer_from(crypto::new_signing_key(crypto::Profile::international)) == nullptr);
}
