#include "platform/crypto/totp.hpp"
#include "platform/crypto/qr.hpp"

#include <doctest/doctest.h>

using namespace xinglin;
using namespace xinglin::crypto;

TEST_SUITE("crypto") {
    TEST_CASE("TOTP answers the vectors of RFC 6238, appendix B") {
        constexpr std::string_view secret = "12345678901234567890";
        struct Vector {
            std::int64_t seconds;
            std::string_view code;
        };
        for (auto const& vector :
             {Vector{59, "94287082"}, Vector{1111111109, "07081804"}, Vector{1111111111, "14050471"},
              Vector{1234567890, "89005924"}, Vector{2000000000, "69279037"}, Vector{20000000000, "65353130"}})
            CHECK(totp_code(secret, totp_step({vector.seconds * 1000}), 8) == vector.code);
    }
    TEST_CASE("a code is taken one step early or late, and only once") {
        constexpr std::string_view secret = "12345678901234567890";
        Instant const now{1'700'000'010'000};
        auto const step = totp_step(now);
        CHECK(totp_match(secret, totp_code(secret, step), now, 0) == step);
        CHECK(totp_match(secret, totp_code(secret, step - 1), now, 0) == step - 1);
        CHECK(totp_match(secret, totp_code(secret, step + 1), now, 0) == step + 1);
        CHECK_FALSE(totp_match(secret, totp_code(secret, step - 2), now, 0).has_value());
        CHECK_FALSE(totp_match(secret, totp_code(secret, step + 2), now, 0).has_value());
        CHECK_FALSE(totp_match(secret, totp_code(secret, step), now, step).has_value());
        CHECK_FALSE(totp_match(secret, "", now, 0).has_value());
        CHECK_FALSE(totp_match(secret, "12345", now, 0).has_value());
    }
    TEST_CASE("base32 answers the vectors of RFC 4648 without padding") {
        CHECK(base32("") == "");
        CHECK(base32("f") == "MY");
        CHECK(base32("fo") == "MZXQ");
        CHECK(base32("foo") == "MZXW6");
        CHECK(base32("foobar") == "MZXW6YTBOI");
    }
    TEST_CASE("the address for the app carries the names encoded") {
        CHECK(totp_address("foobar", "杏林", "a b") ==
              "otpauth://totp/%E6%9D%8F%E6%9E%97:a%20b?secret=MZXW6YTBOI&issuer=%E6%9D%8F%E6%9E%97");
    }
    TEST_CASE("a QR code is an SVG with the corner marks in place, and too long a text has none") {
        auto const svg = qr_svg("otpauth://totp/x");
        CHECK(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 "));
        CHECK(svg.find("M4 4h7v1h-7z") !=
              std::string::npos);  // top edge of the first corner mark, after the quiet zone
        CHECK(svg.find("style") == std::string::npos);
        CHECK(qr_svg(std::string(4000, 'x')).empty());
    }
}
