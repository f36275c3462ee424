#include "platform/crypto/cipher.hpp"

#include "base/text.hpp"

#include <doctest/doctest.h>

#include <set>
#include <thread>

using namespace xinglin;
using namespace xinglin::crypto;

namespace {
std::string bytes(std::string_view hex) { return *text::unhex(hex); }
std::string repeated(char c, std::size_t n) { return std::string(n, c); }
}  // namespace

TEST_SUITE("crypto") {
    TEST_CASE("digests and their HMAC answer the published vectors") {
        CHECK(text::hex(sha256("abc")) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        CHECK(text::hex(sm3("abc")) ==
              "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");  // GB/T 32905
        CHECK(text::hex(sm3(std::string("abcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcd"))) ==
              "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
        CHECK(text::hex(hmac_sha256("Jefe", "what do ya want for nothing?")) ==
              "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");  // RFC 4231 case 2
        CHECK(text::hex(hmac_sha256("", "")) == "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
    }
    TEST_CASE("HMAC-SM3 is the construction of RFC 2104 over SM3, also right after another key") {
        std::string const key = "a key";
        std::string inner, outer;
        for (std::size_t i = 0; i < 64; ++i) {
            char const k = i < key.size() ? key[i] : '\0';
            inner += static_cast<char>(k ^ 0x36);
            outer += static_cast<char>(k ^ 0x5c);
        }
        CHECK(hmac_sm3("another", "text") != hmac_sm3(key, "text"));
        CHECK(hmac_sm3(key, "text") == sm3(outer + sm3(inner + "text")));
    }
    TEST_CASE("what was sealed opens under the same key and data, in both profiles") {
        Material const key(repeated('k', 64));
        for (auto const profile : {Profile::international, Profile::guomi})
            for (auto const& clear :
                 {std::string(), std::string("1"), std::string("110101199003070038"), repeated('x', 5000)}) {
                auto const sealed = seal(profile, key, 7, "place", clear);
                CHECK(Vault::key_of(sealed) == 7);
                CHECK(unseal(key, "place", sealed) == clear);
            }
    }
    TEST_CASE("any flipped bit, other data, another key, or a cut end does not open") {
        Material const key(repeated('k', 64)), other(repeated('o', 64));
        for (auto const profile : {Profile::international, Profile::guomi}) {
            auto const sealed = seal(profile, key, 7, "place", "110101199003070038");
            for (std::size_t i = 0; i < sealed.size(); ++i)
                for (int bit = 0; bit < 8; ++bit) {
                    auto changed = sealed;
                    changed[i] = static_cast<char>(changed[i] ^ (1 << bit));
                    CHECK_FALSE(unseal(key, "place", changed).has_value());
                }
            for (std::size_t n = 0; n < sealed.size(); ++n)
                CHECK_FALSE(unseal(key, "place", sealed.substr(0, n)).has_value());
            CHECK_FALSE(unseal(key, "plac", sealed).has_value());
            CHECK_FALSE(unseal(other, "place", sealed).has_value());
            CHECK(unseal(key, "place", sealed) == "110101199003070038");  // the context survived all of that
        }
    }
    TEST_CASE("SM4-CTR is the cipher of GB/T 32907: its vector, put into our form, opens to zeros") {
        auto const mac_key = repeated('m', 32);
        Material const key(bytes("0123456789abcdeffedcba9876543210") + repeated('\0', 16) + mac_key);
        auto const head_nonce_text = bytes("0200000001") +
                                     bytes("0123456789abcdeffedcba9876543210") +  // counter = plain block
                                     bytes("681edf34d206965e86b3e94f536e4246");  // its cipher block
        auto const sealed = head_nonce_text + hmac_sm3(mac_key, repeated('\0', 7) + '\x01' + "p" + head_nonce_text);
        CHECK(unseal(key, "p", sealed) == repeated('\0', 16));
    }
    TEST_CASE("no two seals of one text are alike, over threads") {
        Material const key(repeated('k', 64));
        std::set<std::string> seen[2];
        std::thread first([&] {
            for (int i = 0; i < 2000; ++i) seen[0].insert(seal(Profile::international, key, 1, "p", "same"));
        });
        for (int i = 0; i < 2000; ++i) seen[1].insert(seal(Profile::international, key, 1, "p", "same"));
        first.join();
        seen[0].merge(seen[1]);
        CHECK(seen[0].size() == 4000);
    }
    TEST_CASE("derived bytes differ by label and by secret") {
        CHECK(derive(Profile::international, "s", "a").size() == 64);
        CHECK(derive(Profile::international, "s", "a") != derive(Profile::international, "s", "b"));
        CHECK(derive(Profile::international, "s", "a") != derive(Profile::international, "t", "a"));
    }
}
