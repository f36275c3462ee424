#pragma once
// Owners and casts for OpenSSL's handles; included by the .cpp files of this folder only.

#include <openssl/evp.h>

#include <memory>

namespace xinglin::crypto {

template <auto release>
struct Release {
    template <class T>
    void operator()(T* handle) const {
        release(handle);
    }
};

using DigestContext = std::unique_ptr<EVP_MD_CTX, Release<EVP_MD_CTX_free>>;
using MacContext = std::unique_ptr<EVP_MAC_CTX, Release<EVP_MAC_CTX_free>>;
using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, Release<EVP_CIPHER_CTX_free>>;
using PrivateKey = std::unique_ptr<EVP_PKEY, Release<EVP_PKEY_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Release<EVP_PKEY_CTX_free>>;

inline unsigned char* raw(char* bytes) { return reinterpret_cast<unsigned char*>(bytes); }
inline unsigned char const* raw(char const* bytes) { return reinterpret_cast<unsigned char const*>(bytes); }

}  // namespace xinglin::crypto
