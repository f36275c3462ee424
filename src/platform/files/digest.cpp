#include "platform/files/digest.hpp"

#include "base/check.hpp"

#include <openssl/evp.h>

namespace xinglin::files {

struct Digest::State {
    EVP_MD_CTX* context{EVP_MD_CTX_new()};
    ~State() { EVP_MD_CTX_free(context); }
};

Digest::Digest(Kind kind) : state_(std::make_unique<State>()) {
    XL_CHECK(EVP_DigestInit_ex(state_->context, kind == Kind::sha256 ? EVP_sha256() : EVP_sha1(), nullptr) == 1);
}
Digest::~Digest() = default;
Digest::Digest(Digest&&) noexcept = default;
Digest& Digest::operator=(Digest&&) noexcept = default;

void Digest::add(std::string_view bytes) {
    XL_CHECK(EVP_DigestUpdate(state_->context, bytes.data(), bytes.size()) == 1);
}

std::string Digest::value() const {
    State copy;
    unsigned char bytes[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    XL_CHECK(EVP_MD_CTX_copy_ex(copy.context, state_->context) == 1);
    XL_CHECK(EVP_DigestFinal_ex(copy.context, bytes, &size) == 1);
    return {reinterpret_cast<char const*>(bytes), size};
}

}  // namespace xinglin::files
