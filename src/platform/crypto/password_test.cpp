#include "platform/crypto/password.hpp"

#include "base/text.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <thread>

using namespace xinglin;
using namespace xinglin::crypto;

namespace {
HasherOptions cheap(Profile profile = Profile::international) {
    HasherOptions options;
    options.profile = profile;
    options.memory_bytes = 8192;
    options.passes = 1;
    options.iterations = 10;
    options.threads = 1;
    return options;
}
}  // namespace

TEST_SUITE("crypto") {
    TEST_CASE("a password verifies against its own hash only, in both profiles, and hashes are salted") {
        for (auto const profile : {Profile::international, Profile::guomi}) {
            auto const hasher = make_hasher(cheap(profile));
            auto const hash = hasher->hash("correct horse 杏林");
            REQUIRE(hash);
            CHECK(*hasher->hash("correct horse 杏林") != *hash);
            CHECK(*hasher->verify(*hash, "correct horse 杏林"));
            CHECK_FALSE(*hasher->verify(*hash, "correct horse"));
            CHECK_FALSE(*hasher->verify("", "correct horse"));
            CHECK_FALSE(*hasher->verify("$pbkdf2-sm3$x$y", "correct horse"));
            CHECK(text::starts_with(*hash,
                                    profile == Profile::guomi ? "$pbkdf2-sm3$10$" : "$argon2id$v=19$m=8,t=1,p=1$"));
        }
    }
    TEST_CASE("a hash of other parameters or of the other profile is renewed at the next sign-in") {
        auto const options = cheap();
        auto const hash = *make_hasher(options)->hash("p");
        CHECK_FALSE(needs_rehash(hash, options));
        auto stronger = options;
        stronger.passes = 2;
        CHECK(needs_rehash(hash, stronger));
        auto const guomi = cheap(Profile::guomi);
        CHECK(needs_rehash(hash, guomi));
        auto const sm3_hash = *make_hasher(guomi)->hash("p");
        CHECK_FALSE(needs_rehash(sm3_hash, guomi));
        CHECK(needs_rehash(sm3_hash, options));
        CHECK(*make_hasher(options)->verify(sm3_hash, "p"));  // still signs in after the profile changed
    }
    TEST_CASE("PBKDF2-HMAC-SM3 is the construction of RFC 8018") {
        auto const first = hmac_sm3("password", std::string("salt") + std::string("\0\0\0\1", 4));
        auto const second = hmac_sm3("password", first);
        std::string expected = first;
        for (std::size_t i = 0; i < expected.size(); ++i) expected[i] = static_cast<char>(expected[i] ^ second[i]);
        CHECK(pbkdf2_sm3("password", "salt", 1) == first);
        CHECK(pbkdf2_sm3("password", "salt", 2) == expected);
    }
    TEST_CASE("a full queue answers busy at once and everyone who got in is served") {
        auto options = cheap();
        options.queue = 2;
        options.passes = 40;
        options.memory_bytes = 4U << 20;
        auto const hasher = make_hasher(options);
        std::atomic<int> served{0}, busy{0};
        std::vector<std::thread> callers;
        for (int i = 0; i < 12; ++i)
            callers.emplace_back([&] {
                auto const hash = hasher->hash("p");
                if (hash)
                    ++served;
                else if (hash.error().code == "auth.busy" && hash.error().kind == Kind::unavailable)
                    ++busy;
            });
        for (auto& caller : callers) caller.join();
        CHECK(served + busy == 12);
        CHECK(busy > 0);
        CHECK(served >= 2);
    }
}
