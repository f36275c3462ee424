#include "platform/crypto/sign.hpp"

#include "base/check.hpp"
#include "platform/crypto/openssl.hpp"

#include <openssl/bio.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

namespace xinglin::crypto {

namespace {

// The identifier every SM2 tool assumes when none is agreed (GM/T 0009).
constexpr std::string_view sm2_identifier = "1234567812345678";

bool is_sm2(EVP_PKEY* key) { return EVP_PKEY_is_a(key, "SM2") == 1; }

/// A digest context ready for signing or verifying; Ed25519 takes no digest, SM2 takes SM3 and an identifier.
struct Operation {
    explicit Operation(EVP_PKEY* key)
        : parameters(is_sm2(key) ? EVP_PKEY_CTX_new_from_pkey(nullptr, key, nullptr) : nullptr) {
        if (!parameters) return;
        XL_CHECK(EVP_PKEY_CTX_set1_id(parameters.get(), sm2_identifier.data(),
                                      static_cast<int>(sm2_identifier.size())) == 1);
        EVP_MD_CTX_set_pkey_ctx(context.get(), parameters.get());
    }
    KeyContext parameters;  // outlives the digest context that borrows it
    DigestContext context{EVP_MD_CTX_new()};
};

char const* digest_name(EVP_PKEY* key) { return is_sm2(key) ? "SM3" : nullptr; }

class OpensslSigner final : public Signer {
  public:
    explicit OpensslSigner(PrivateKey key) : key_(std::move(key)) {}

    std::string_view algorithm() const override { return is_sm2(key_.get()) ? "sm2-sm3" : "ed25519"; }

    std::string sign(std::string_view bytes) const override {
        Operation operation(key_.get());
        std::size_t size = 0;
        auto* const context = operation.context.get();
        XL_CHECK(EVP_DigestSignInit_ex(context, nullptr, digest_name(key_.get()), nullptr, nullptr, key_.get(),
                                       nullptr) == 1 &&
                 EVP_DigestSign(context, nullptr, &size, raw(bytes.data()), bytes.size()) == 1);
        std::string signature(size, '\0');
        XL_CHECK(EVP_DigestSign(context, raw(signature.data()), &size, raw(bytes.data()), bytes.size()) == 1);
        signature.resize(size);
        return signature;
    }

    std::string public_key_pem() const override {
        std::unique_ptr<BIO, Release<BIO_free_all>> const memory(BIO_new(BIO_s_mem()));
        XL_CHECK(memory && PEM_write_bio_PUBKEY(memory.get(), key_.get()) == 1);
        char* bytes = nullptr;
        auto const size = BIO_get_mem_data(memory.get(), &bytes);
        return {bytes, static_cast<std::size_t>(size)};
    }

  private:
    PrivateKey key_;
};

}  // namespace

std::string new_signing_key(Profile profile) {
    PrivateKey const key(profile == Profile::international ? EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519")
                                                           : EVP_PKEY_Q_keygen(nullptr, nullptr, "SM2"));
    XL_CHECK(key);
    unsigned char* der = nullptr;
    std::unique_ptr<PKCS8_PRIV_KEY_INFO, Release<PKCS8_PRIV_KEY_INFO_free>> const info(EVP_PKEY2PKCS8(key.get()));
    XL_CHECK(info);
    int const size = i2d_PKCS8_PRIV_KEY_INFO(info.get(), &der);
    XL_CHECK(size > 0);
    std::string bytes(reinterpret_cast<char*>(der), static_cast<std::size_t>(size));
    OPENSSL_clear_free(der, static_cast<std::size_t>(size));
    return bytes;
}

std::unique_ptr<Signer> signer_from(std::string_view private_der) {
    auto const* bytes = raw(private_der.data());
    PrivateKey key(d2i_AutoPrivateKey(nullptr, &bytes, static_cast<long>(private_der.size())));
    if (!key || (!is_sm2(key.get()) && EVP_PKEY_is_a(key.get(), "ED25519") != 1)) return nullptr;
    return std::make_unique<OpensslSigner>(std::move(key));
}

bool verify_signature(std::string_view public_key_pem, std::string_view bytes, std::string_view signature) {
    std::unique_ptr<BIO, Release<BIO_free_all>> const memory(
        BIO_new_mem_buf(public_key_pem.data(), static_cast<int>(public_key_pem.size())));
    PrivateKey const key(PEM_read_bio_PUBKEY(memory.get(), nullptr, nullptr, nullptr));
    if (!key) return false;
    Operation operation(key.get());
    auto* const context = operation.context.get();
    return EVP_DigestVerifyInit_ex(context, nullptr, digest_name(key.get()), nullptr, nullptr, key.get(), nullptr) ==
               1 &&
           EVP_DigestVerify(context, raw(signature.data()), signature.size(), raw(bytes.data()), bytes.size()) == 1;
}

}  // namespace xinglin::crypto
