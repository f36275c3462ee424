#include "platform/crypto/blind.hpp"

#include "base/check.hpp"
#include "platform/crypto/openssl.hpp"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/param_build.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

namespace xinglin::crypto {

namespace {

using Number = std::unique_ptr<BIGNUM, Release<BN_free>>;
using Builder = std::unique_ptr<OSSL_PARAM_BLD, Release<OSSL_PARAM_BLD_free>>;
using Parameters = std::unique_ptr<OSSL_PARAM, Release<OSSL_PARAM_free>>;

class OpensslBlindSigner final : public BlindSigner {
  public:
    explicit OpensslBlindSigner(PrivateKey key) : key_(std::move(key)) {}

    std::string modulus() const override {
        BIGNUM* read = nullptr;
        XL_CHECK(EVP_PKEY_get_bn_param(key_.get(), OSSL_PKEY_PARAM_RSA_N, &read) == 1);
        Number const number(read);
        std::string out(blind_bytes, '\0');
        XL_CHECK(BN_bn2binpad(number.get(), raw(out.data()), static_cast<int>(out.size())) ==
                 static_cast<int>(blind_bytes));
        return out;
    }

    std::optional<std::string> sign(std::string_view blinded) const override {
        if (blinded.size() != blind_bytes) return std::nullopt;
        KeyContext const context(EVP_PKEY_CTX_new_from_pkey(nullptr, key_.get(), nullptr));
        XL_CHECK(context && EVP_PKEY_sign_init(context.get()) == 1 &&
                 EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_NO_PADDING) == 1);
        std::string out(blind_bytes, '\0');
        std::size_t size = out.size();
        // The raw operation refuses a number not below the modulus.
        if (EVP_PKEY_sign(context.get(), raw(out.data()), &size, raw(blinded.data()), blinded.size()) != 1)
            return std::nullopt;
        return out;
    }

  private:
    PrivateKey key_;
};

PrivateKey public_key(std::string_view modulus) {
    Number const n(BN_bin2bn(raw(modulus.data()), static_cast<int>(modulus.size()), nullptr));
    Number const e(BN_new());
    Builder const builder(OSSL_PARAM_BLD_new());
    XL_CHECK(n && e && builder && BN_set_word(e.get(), RSA_F4) == 1 &&
             OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get()) == 1 &&
             OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get()) == 1);
    Parameters const parameters(OSSL_PARAM_BLD_to_param(builder.get()));
    KeyContext const context(EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr));
    EVP_PKEY* made = nullptr;
    if (EVP_PKEY_fromdata_init(context.get()) != 1 ||
        EVP_PKEY_fromdata(context.get(), &made, EVP_PKEY_PUBLIC_KEY, parameters.get()) != 1)
        return nullptr;
    return PrivateKey(made);
}

}  // namespace

std::string new_blind_key() {
    PrivateKey const key(EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", blind_bytes * 8));
    XL_CHECK(key);
    auto const size = i2d_PrivateKey(key.get(), nullptr);
    XL_CHECK(size > 0);
    std::string der(static_cast<std::size_t>(size), '\0');
    auto* at = raw(der.data());
    XL_CHECK(i2d_PrivateKey(key.get(), &at) == size);
    return der;
}

std::unique_ptr<BlindSigner> blind_signer_from(std::string_view private_der) {
    auto const* at = raw(private_der.data());
    PrivateKey key(d2i_AutoPrivateKey(nullptr, &at, static_cast<long>(private_der.size())));
    if (!key || EVP_PKEY_is_a(key.get(), "RSA") != 1 || EVP_PKEY_get_bits(key.get()) != blind_bytes * 8) return nullptr;
    return std::make_unique<OpensslBlindSigner>(std::move(key));
}

bool verify_blind(std::string_view modulus, std::string_view message, std::string_view signature) {
    if (modulus.size() != blind_bytes || signature.size() != blind_bytes) return false;
    auto const key = public_key(modulus);
    if (!key) return false;
    DigestContext const context(EVP_MD_CTX_new());
    EVP_PKEY_CTX* options = nullptr;  // belongs to the context
    return EVP_DigestVerifyInit_ex(context.get(), &options, "SHA384", nullptr, nullptr, key.get(), nullptr) == 1 &&
           EVP_PKEY_CTX_set_rsa_padding(options, RSA_PKCS1_PSS_PADDING) == 1 &&
           EVP_PKEY_CTX_set_rsa_mgf1_md_name(options, "SHA384", nullptr) == 1 &&
           EVP_PKEY_CTX_set_rsa_pss_saltlen(options, 0) == 1 &&
           EVP_DigestVerify(context.get(), raw(signature.data()), signature.size(), raw(message.data()),
                            message.size()) == 1;
}

}  // namespace xinglin::crypto
