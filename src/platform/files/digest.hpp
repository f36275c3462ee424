#pragma once
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace xinglin::files {

/// SHA-256 or SHA-1 (checksums of the tus protocol only) piece by piece.
class Digest {
  public:
    enum class Kind { sha256, sha1 };
    explicit Digest(Kind kind = Kind::sha256);
    ~Digest();
    Digest(Digest&&) noexcept;
    Digest& operator=(Digest&&) noexcept;
    void add(std::string_view bytes);
    /// Raw bytes of the digest so far; more may be added afterwards.
    [[nodiscard]] std::string value() const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace xinglin::files
