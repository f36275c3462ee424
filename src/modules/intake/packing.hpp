#pragma once
// Texts as one run of bytes, for what is sealed as a whole.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace xinglin::intake {

class Packer {
  public:
    Packer& number(std::uint64_t value);
    Packer& text(std::string_view value);
    [[nodiscard]] std::string const& bytes() const { return bytes_; }

  private:
    std::string bytes_;
};

/// Reads what Packer wrote; past the end or on broken bytes everything is empty and good() is false.
class Unpacker {
  public:
    explicit Unpacker(std::string_view bytes) : rest_(bytes) {}
    [[nodiscard]] std::uint64_t number();
    [[nodiscard]] std::string text();
    [[nodiscard]] bool good() const { return good_; }

  private:
    std::string_view rest_;
    bool good_{true};
};

}  // namespace xinglin::intake
