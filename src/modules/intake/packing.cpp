#include "modules/intake/packing.hpp"

namespace xinglin::intake {

Packer& Packer::number(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) bytes_.push_back(static_cast<char>((value & 0x7F) | 0x80));
    bytes_.push_back(static_cast<char>(value));
    return *this;
}

Packer& Packer::text(std::string_view value) {
    number(value.size());
    bytes_ += value;
    return *this;
}

std::uint64_t Unpacker::number() {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
        if (rest_.empty()) break;
        auto const byte = static_cast<unsigned char>(rest_.front());
        rest_.remove_prefix(1);
        value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
        if (byte < 0x80) return value;
    }
    good_ = false;
    rest_ = {};
    return 0;
}

std::string Unpacker::text() {
    auto const size = number();
    if (size > rest_.size()) {
        good_ = false;
        rest_ = {};
        return {};
    }
    std::string out(rest_.substr(0, size));
    rest_.remove_prefix(size);
    return out;
}

}  // namespace xinglin::intake
