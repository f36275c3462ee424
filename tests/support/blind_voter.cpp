#include "tests/support/blind_voter.hpp"

#include "base/check.hpp"
#include "base/text.hpp"
#include "platform/crypto/blind.hpp"
#include "platform/crypto/crypto.hpp"

#include <openssl/bn.h>
#include <openssl/evp.h>

#include <algorithm>
#include <memory>

namespace xinglin::testing {

namespace {

constexpr std::size_t size = crypto::blind_bytes, hash_size = 48;
using Number = std::unique_ptr<BIGNUM, decltype(&BN_free)>;
using Context = std::unique_ptr<BN_CTX, decltype(&BN_CTX_free)>;

Number number(std::string const& hex) {
    BIGNUM* made = nullptr;
    XL_CHECK(BN_hex2bn(&made, hex.c_str()) != 0);
    return {made, BN_free};
}
Number nought() { return {BN_new(), BN_free}; }
std::string text_of(Number const& value) {
    std::string bytes(size, '\0');
    XL_CHECK(BN_bn2binpad(value.get(), reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(size)) > 0);
    return text::hex(bytes);
}

std::string sha384(std::string const& bytes) {
    std::string out(hash_size, '\0');
    XL_CHECK(EVP_Digest(bytes.data(), bytes.size(), reinterpret_cast<unsigned char*>(out.data()), nullptr, EVP_sha384(),
                        nullptr) == 1);
    return out;
}

/// EMSA-PSS without salt, for 2047 bits.
std::string encoded(std::string const& message) {
    auto const digest = sha384(std::string(8, '\0') + sha384(message));
    std::string block(size - hash_size - 1, '\0');
    block.back() = '\x01';
    std::string mask;
    for (char i = 0; mask.size() < block.size(); ++i) mask += sha384(digest + std::string(3, '\0') + i);
    for (std::size_t i = 0; i < block.size(); ++i) block[i] = static_cast<char>(block[i] ^ mask[i]);
    block[0] = static_cast<char>(block[0] & 0x7f);
    return block + digest + '\xbc';
}

}  // namespace

BlindVoter::BlindVoter(std::string modulus)
    : token(text::hex(crypto::random_bytes(16))),
      nonce(text::hex(crypto::random_bytes(16))),
      modulus_(std::move(modulus)) {
    Context const context(BN_CTX_new(), BN_CTX_free);
    auto const n = number(modulus_), m = number(text::hex(encoded(token)));
    auto const r = nought(), e = nought(), power = nought(), product = nought();
    XL_CHECK(BN_rand_range(r.get(), n.get()) == 1 && BN_set_word(e.get(), 65537) == 1 &&
             BN_mod_exp(power.get(), r.get(), e.get(), n.get(), context.get()) == 1 &&
             BN_mod_mul(product.get(), m.get(), power.get(), n.get(), context.get()) == 1);
    factor_ = text_of(r);
    blinded = text_of(product);
}

std::string BlindVoter::unblinded(std::string const& signature) const {
    Context const context(BN_CTX_new(), BN_CTX_free);
    auto const n = number(modulus_), s = number(signature), r = number(factor_);
    auto const inverse = nought(), product = nought();
    XL_CHECK(BN_mod_inverse(inverse.get(), r.get(), n.get(), context.get()) != nullptr &&
             BN_mod_mul(product.get(), s.get(), inverse.get(), n.get(), context.get()) == 1);
    return text_of(product);
}

}  // namespace xinglin::testing
