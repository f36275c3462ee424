#include "base/check.hpp"
#include "base/text.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/crypto/openssl.hpp"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/params.h>
#include <openssl/rand.h>

#include <array>
#include <cstring>

namespace xinglin::crypto {

namespace {

constexpr std::size_t digest_bytes = 32;

// Fetching an algorithm by name takes a microsecond in OpenSSL 3: once per process, contexts once per thread.
EVP_MD const* algorithm(Profile profile) {
    static EVP_MD* const sha256_md = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    static EVP_MD* const sm3_md = EVP_MD_fetch(nullptr, "SM3", nullptr);
    return profile == Profile::international ? sha256_md : sm3_md;
}

MacContext new_mac(char const* name) {
    static EVP_MAC* const mac = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
    MacContext context(EVP_MAC_CTX_new(mac));
    std::array<OSSL_PARAM, 2> const parameters{
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, const_cast<char*>(name), 0),
        OSSL_PARAM_construct_end()};
    XL_CHECK(context && EVP_MAC_CTX_set_params(context.get(), parameters.data()) == 1);
    return context;
}

EVP_MAC_CTX* mac_context(Profile profile) {
    thread_local MacContext const with_sha256 = new_mac("SHA256");
    thread_local MacContext const with_sm3 = new_mac("SM3");
    return profile == Profile::international ? with_sha256.get() : with_sm3.get();
}

}  // namespace

std::string random_bytes(std::size_t count) {
    std::string bytes(count, '\0');
    XL_CHECK(RAND_bytes(raw(bytes.data()), static_cast<int>(count)) == 1);
    return bytes;
}

std::string random_token(std::size_t bytes) { return text::base64url(random_bytes(bytes)); }

std::string digest(Profile profile, std::string_view bytes) {
    thread_local DigestContext const context(EVP_MD_CTX_new());
    std::string out(digest_bytes, '\0');
    XL_CHECK(EVP_DigestInit_ex2(context.get(), algorithm(profile), nullptr) == 1 &&
             EVP_DigestUpdate(context.get(), bytes.data(), bytes.size()) == 1 &&
             EVP_DigestFinal_ex(context.get(), raw(out.data()), nullptr) == 1);
    return out;
}

std::string hmac(Profile profile, std::string_view key, std::string_view bytes) {
    auto* const context = mac_context(profile);
    std::string out(digest_bytes, '\0');
    std::size_t length = 0;
    // An empty key must still be given as a pointer, or OpenSSL keeps the key of the call before.
    auto const* const key_bytes = key.empty() ? raw("") : raw(key.data());
    XL_CHECK(EVP_MAC_init(context, key_bytes, key.size(), nullptr) == 1 &&
             EVP_MAC_update(context, raw(bytes.data()), bytes.size()) == 1 &&
             EVP_MAC_final(context, raw(out.data()), &length, out.size()) == 1 && length == digest_bytes);
    return out;
}

std::string sha256(std::string_view bytes) { return digest(Profile::international, bytes); }
std::string sm3(std::string_view bytes) { return digest(Profile::guomi, bytes); }
std::string hmac_sha256(std::string_view key, std::string_view bytes) {
    return hmac(Profile::international, key, bytes);
}
std::string hmac_sm3(std::string_view key, std::string_view bytes) { return hmac(Profile::guomi, key, bytes); }

bool equal_constant_time(std::string_view a, std::string_view b) {
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace xinglin::crypto
