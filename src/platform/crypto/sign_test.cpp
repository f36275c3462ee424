#include "platform/crypto/sign.hpp"

#include <doctest/doctest.h>

using namespace xinglin::crypto;

TEST_SUITE("crypto") {
    TEST_CASE("a signature verifies by the public key alone, and only over the same bytes") {
        for (auto const profile : {Profile::international, Profile::guomi}) {
            auto const der = new_signing_key(profile);
            auto const signer = signer_from(der);
            REQUIRE(signer);
            CHECK(signer->algorithm() == (profile == Profile::international ? "ed25519" : "sm2-sm3"));
            auto const signature = signer->sign("checkpoint 1");
            auto const pem = signer->public_key_pem();
            CHECK(verify_signature(pem, "checkpoint 1", signature));
            CHECK_FALSE(verify_signature(pem, "checkpoint 2", signature));
            CHECK_FALSE(verify_signature(pem, "checkpoint 1", signature + "x"));
            CHECK_FALSE(verify_signature(pem, "checkpoint 1", ""));
            CHECK_FALSE(verify_signature("no key", "checkpoint 1", signature));
            auto const stranger = signer_from(new_signing_key(profile));
            CHECK_FALSE(verify_signature(stranger->public_key_pem(), "checkpoint 1", signature));
            CHECK(signer_from(der)->public_key_pem() == pem);
        }
        CHECK(signer_from("no key") == nullptr);
    }
}
