#include "platform/crypto/cipher.hpp"

#include "base/check.hpp"
#include "platform/crypto/openssl.hpp"

#include <openssl/crypto.h>
#include <openssl/rand.h>

#include <atomic>
#include <cstring>

namespace xinglin::crypto {

namespace {

constexpr char version_aes = 1, version_sm4 = 2;
constexpr std::size_t head_bytes = 5;  // version and key id
constexpr std::size_t gcm_nonce = 12, gcm_tag = 16;
constexpr std::size_t ctr_nonce = 16, ctr_tag = 32;

EVP_CIPHER const* aes() {
    static EVP_CIPHER* const cipher = EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
    return cipher;
}
EVP_CIPHER const* sm4() {
    static EVP_CIPHER* const cipher = EVP_CIPHER_fetch(nullptr, "SM4-CTR", nullptr);
    return cipher;
}

/// One per thread, direction and cipher; remembers which key it holds, because expanding a key costs more than a short text.
struct Keyed {
    CipherContext context{EVP_CIPHER_CTX_new()};
    std::uint64_t serial{0};

    EVP_CIPHER_CTX* start(EVP_CIPHER const* cipher, Material const& key, unsigned char const* nonce, int encrypt) {
        bool const same = serial == key.serial();
        XL_CHECK(context && EVP_CipherInit_ex2(context.get(), same ? nullptr : cipher,
                                               same ? nullptr : raw(key.bytes().data()), nonce, encrypt, nullptr) == 1);
        serial = key.serial();
        return context.get();
    }
};

/// Random bytes for nonces, drawn in blocks: a call of the generator costs as much as sealing a short value.
void nonce(char* out, std::size_t count) {
    struct Pool {
        std::array<unsigned char, 1024> bytes{};
        std::size_t used{sizeof bytes};
    };
    thread_local Pool pool;
    if (pool.used + count > pool.bytes.size()) {
        XL_CHECK(RAND_bytes(pool.bytes.data(), static_cast<int>(pool.bytes.size())) == 1);
        pool.used = 0;
    }
    std::memcpy(out, pool.bytes.data() + pool.used, count);
    pool.used += count;
}

std::string with_head(char version, std::uint32_t key_id, std::size_t size) {
    std::string out(size, '\0');
    out[0] = version;
    for (std::size_t i = 0; i < 4; ++i) out[1 + i] = static_cast<char>(key_id >> (24 - 8 * i));
    return out;
}

std::string seal_aes(Material const& key, std::uint32_t key_id, std::string_view aad, std::string_view clear) {
    thread_local Keyed sealing;
    auto out = with_head(version_aes, key_id, head_bytes + gcm_nonce + clear.size() + gcm_tag);
    char* const iv = out.data() + head_bytes;
    char* const body = iv + gcm_nonce;
    nonce(iv, gcm_nonce);
    auto* const context = sealing.start(aes(), key, raw(iv), 1);
    int n = 0;
    XL_CHECK(EVP_EncryptUpdate(context, nullptr, &n, raw(out.data()), head_bytes) == 1 &&
             EVP_EncryptUpdate(context, nullptr, &n, raw(aad.data()), static_cast<int>(aad.size())) == 1 &&
             EVP_EncryptUpdate(context, raw(body), &n, raw(clear.data()), static_cast<int>(clear.size())) == 1 &&
             EVP_EncryptFinal_ex(context, raw(body) + n, &n) == 1 &&
             EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, gcm_tag, body + clear.size()) == 1);
    return out;
}

std::optional<std::string> unseal_aes(Material const& key, std::string_view aad, std::string_view sealed) {
    thread_local Keyed opening;
    if (sealed.size() < head_bytes + gcm_nonce + gcm_tag) return std::nullopt;
    auto const body = sealed.substr(head_bytes + gcm_nonce, sealed.size() - head_bytes - gcm_nonce - gcm_tag);
    auto* const context = opening.start(aes(), key, raw(sealed.data()) + head_bytes, 0);
    std::string clear(body.size(), '\0');
    auto* const tag = const_cast<char*>(sealed.data() + sealed.size() - gcm_tag);
    int n = 0;
    XL_CHECK(EVP_DecryptUpdate(context, nullptr, &n, raw(sealed.data()), head_bytes) == 1 &&
             EVP_DecryptUpdate(context, nullptr, &n, raw(aad.data()), static_cast<int>(aad.size())) == 1 &&
             EVP_DecryptUpdate(context, raw(clear.data()), &n, raw(body.data()), static_cast<int>(body.size())) == 1 &&
             EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, gcm_tag, tag) == 1);
    if (EVP_DecryptFinal_ex(context, raw(clear.data()) + n, &n) != 1) return std::nullopt;
    return clear;
}

/// MAC over everything that is not secret: head, nonce and text, and the additional data with its length.
std::string sm4_tag(Material const& key, std::string_view aad, std::string_view head_nonce_text) {
    std::string input;
    input.reserve(head_nonce_text.size() + aad.size() + 8);
    for (int shift = 56; shift >= 0; shift -= 8)
        input += static_cast<char>(static_cast<std::uint64_t>(aad.size()) >> shift);
    input.append(aad).append(head_nonce_text);
    return hmac_sm3(key.bytes().substr(32), input);
}

std::string seal_sm4(Material const& key, std::uint32_t key_id, std::string_view aad, std::string_view clear) {
    thread_local Keyed sealing;
    auto out = with_head(version_sm4, key_id, head_bytes + ctr_nonce + clear.size());
    nonce(out.data() + head_bytes, ctr_nonce);
    auto* const context = sealing.start(sm4(), key, raw(out.data()) + head_bytes, 1);
    int n = 0;
    XL_CHECK(EVP_EncryptUpdate(context, raw(out.data()) + head_bytes + ctr_nonce, &n, raw(clear.data()),
                               static_cast<int>(clear.size())) == 1);
    return out + sm4_tag(key, aad, out);
}

std::optional<std::string> unseal_sm4(Material const& key, std::string_view aad, std::string_view sealed) {
    thread_local Keyed opening;
    if (sealed.size() < head_bytes + ctr_nonce + ctr_tag) return std::nullopt;
    auto const covered = sealed.substr(0, sealed.size() - ctr_tag);
    if (!equal_constant_time(sm4_tag(key, aad, covered), sealed.substr(covered.size()))) return std::nullopt;
    auto const body = covered.substr(head_bytes + ctr_nonce);
    auto* const context = opening.start(sm4(), key, raw(sealed.data()) + head_bytes, 0);
    std::string clear(body.size(), '\0');
    int n = 0;
    XL_CHECK(EVP_DecryptUpdate(context, raw(clear.data()), &n, raw(body.data()), static_cast<int>(body.size())) == 1);
    return clear;
}

std::uint64_t next_serial() {
    static std::atomic<std::uint64_t> last{0};
    return ++last;
}

}  // namespace

Material::Material(std::string_view bytes) : serial_(next_serial()) {
    XL_CHECK(bytes.size() == size);
    std::memcpy(bytes_.data(), bytes.data(), size);
}

Material::~Material() { OPENSSL_cleanse(bytes_.data(), bytes_.size()); }

std::string derive(Profile profile, std::string_view secret, std::string_view label) {
    std::string const named(label);
    return hmac(profile, secret, named + '\x01') + hmac(profile, secret, named + '\x02');
}

std::string seal(Profile profile, Material const& key, std::uint32_t key_id, std::string_view aad,
                 std::string_view clear) {
    return profile == Profile::international ? seal_aes(key, key_id, aad, clear) : seal_sm4(key, key_id, aad, clear);
}

std::optional<std::string> unseal(Material const& key, std::string_view aad, std::string_view sealed) {
    if (sealed.empty()) return std::nullopt;
    if (sealed[0] == version_aes) return unseal_aes(key, aad, sealed);
    if (sealed[0] == version_sm4) return unseal_sm4(key, aad, sealed);
    return std::nullopt;
}

std::uint32_t Vault::key_of(std::string_view sealed) {
    if (sealed.size() < head_bytes) return 0;
    std::uint32_t id = 0;
    for (std::size_t i = 1; i < head_bytes; ++i) id = id << 8 | static_cast<unsigned char>(sealed[i]);
    return id;
}

}  // namespace xinglin::crypto
