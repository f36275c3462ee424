#include "platform/backup/sealed_file.hpp"

#include "base/text.hpp"
#include "platform/db/db.hpp"
#include "platform/db/files.hpp"

#include <fcntl.h>
#include <openssl/evp.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <vector>

namespace xinglin::backup {

namespace {

using db::Fault;

constexpr std::size_t piece_bytes = 1 << 20;
constexpr std::size_t longest_piece = piece_bytes + 256;

[[noreturn]] void io_fault(std::string const& path, int error) {
    bool const full = error == ENOSPC || error == EDQUOT || error == EFBIG;
    throw Fault{full ? Fault::What::full : Fault::What::io, "backup", path + ": " + std::strerror(error)};
}
[[noreturn]] void damaged(std::string const& path) {
    throw Fault{Fault::What::corrupt, "backup", path + " is damaged"};
}

class File {
  public:
    File(std::string path, int flags)
        : path_(std::move(path)), handle_(::open(path_.c_str(), flags | O_CLOEXEC, 0600)) {
        if (handle_ < 0) io_fault(path_, errno);
    }
    ~File() { ::close(handle_); }
    File(File const&) = delete;
    File& operator=(File const&) = delete;

    /// Reads as much as there is up to `most`.
    std::string_view read(std::vector<char>& buffer, std::size_t most) {
        buffer.resize(most);
        std::size_t got = 0;
        while (got < most) {
            auto const some = ::read(handle_, buffer.data() + got, most - got);
            if (some < 0 && errno == EINTR) continue;
            if (some < 0) io_fault(path_, errno);
            if (some == 0) break;
            got += static_cast<std::size_t>(some);
        }
        return {buffer.data(), got};
    }
    void write(std::string_view bytes) {
        while (!bytes.empty()) {
            auto const some = ::write(handle_, bytes.data(), bytes.size());
            if (some < 0 && errno == EINTR) continue;
            if (some < 0) io_fault(path_, errno);
            bytes.remove_prefix(static_cast<std::size_t>(some));
        }
    }
    [[nodiscard]] std::string const& path() const { return path_; }

  private:
    std::string path_;
    int handle_;
};

class Sha256 {
  public:
    Sha256() : context_(EVP_MD_CTX_new(), &EVP_MD_CTX_free) {
        EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr);
    }
    void add(std::string_view bytes) {
        EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size());
        size_ += static_cast<std::int64_t>(bytes.size());
    }
    FileDigest end() {
        std::string bytes(32, '\0');
        EVP_DigestFinal_ex(context_.get(), reinterpret_cast<unsigned char*>(bytes.data()), nullptr);
        return {size_, text::hex(bytes)};
    }

  private:
    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context_;
    std::int64_t size_{0};
};

std::string aad_of(std::string_view name, std::int64_t number, bool last) {
    return "xinglin backup 1\n" + std::string(name) + "\n" + std::to_string(number) + (last ? "\nlast" : "\nmore");
}

std::string length_head(std::size_t length) {
    std::string head(4, '\0');
    for (std::size_t at = 0; at < 4; ++at) head[at] = static_cast<char>(length >> (24 - 8 * at));
    return head;
}

/// Calls fn for each clear piece of a sealed file.
void pieces(Sealing const& sealing, std::string_view name, std::string const& from,
            std::function<void(std::string_view)> const& fn) {
    File in(from, O_RDONLY);
    std::vector<char> head, buffer;
    if (sealing.key == nullptr) {
        for (auto piece = in.read(buffer, piece_bytes); !piece.empty(); piece = in.read(buffer, piece_bytes)) fn(piece);
        return;
    }
    for (std::int64_t number = 0;; ++number) {
        auto const length_bytes = in.read(head, 4);
        if (length_bytes.size() != 4) damaged(from);
        std::size_t length = 0;
        for (char const c : length_bytes) length = length << 8 | static_cast<unsigned char>(c);
        if (length > longest_piece) damaged(from);
        auto const sealed = in.read(buffer, length);
        if (sealed.size() != length) damaged(from);
        if (auto const more = crypto::unseal(*sealing.key, aad_of(name, number, false), sealed)) {
            fn(*more);
            continue;
        }
        auto const last = crypto::unseal(*sealing.key, aad_of(name, number, true), sealed);
        if (!last || !in.read(head, 1).empty()) damaged(from);
        fn(*last);
        return;
    }
}

}  // namespace

FileDigest seal_file(Sealing const& sealing, std::string_view name, std::string const& from, std::string const& to) {
    File in(from, O_RDONLY);
    File out(to, O_WRONLY | O_CREAT | O_TRUNC);
    Sha256 digest;
    std::vector<char> one, other;
    auto piece = in.read(one, piece_bytes);
    for (std::int64_t number = 0;; ++number) {
        // The next piece is read before this one is written, to know which is the last.
        auto const next = in.read(other, piece_bytes);
        digest.add(piece);
        if (sealing.key == nullptr) {
            out.write(piece);
        } else {
            auto const sealed =
                crypto::seal(sealing.profile, *sealing.key, 0, aad_of(name, number, next.empty()), piece);
            out.write(length_head(sealed.size()));
            out.write(sealed);
        }
        if (next.empty()) break;
        one.swap(other);
        piece = {one.data(), next.size()};
    }
    db::files::make_durable(to);
    return digest.end();
}

FileDigest open_file(Sealing const& sealing, std::string_view name, std::string const& from, std::string const& to) {
    File out(to, O_WRONLY | O_CREAT | O_EXCL);
    try {
        Sha256 digest;
        pieces(sealing, name, from, [&](std::string_view piece) {
            digest.add(piece);
            out.write(piece);
        });
        db::files::make_durable(to);
        return digest.end();
    } catch (...) {
        ::unlink(to.c_str());
        throw;
    }
}

FileDigest verify_file(Sealing const& sealing, std::string_view name, std::string const& from) {
    Sha256 digest;
    pieces(sealing, name, from, [&](std::string_view piece) { digest.add(piece); });
    return digest.end();
}

}  // namespace xinglin::backup
