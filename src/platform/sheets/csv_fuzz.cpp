// Any bytes are a CSV or a refusal: never a crash, never a cell past its limit.
#include "base/check.hpp"
#include "platform/sheets/csv.hpp"

#include <cstring>

namespace {

class Bytes final : public xinglin::sheets::Source {
  public:
    Bytes(std::string_view bytes, std::size_t step) : bytes_(bytes), step_(step) {}
    xinglin::Result<std::size_t> read(char* into, std::size_t room) override {
        auto const n = std::min({room, bytes_.size(), step_});
        std::memcpy(into, bytes_.data(), n);
        bytes_.remove_prefix(n);
        return n;
    }

  private:
    std::string_view bytes_;
    std::size_t step_;
};

std::string flat(std::string_view bytes, std::size_t step) {
    xinglin::sheets::Limits limits;
    limits.cell_bytes = 4096;
    Bytes source(bytes, step);
    xinglin::sheets::CsvReader reader(source, xinglin::sheets::detect_delimiter(bytes), limits);
    xinglin::sheets::Row row;
    std::string out;
    for (;;) {
        auto const more = reader.next(row);
        if (!more) return out + "!" + more.error().code;
        if (!*more) return out;
        out += std::to_string(row.line);
        for (auto const& cell : row.cells) {
            XL_CHECK(cell.text.size() <= limits.cell_bytes);
            out += "|" + cell.text;
        }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size) {
    std::string_view const bytes(reinterpret_cast<char const*>(data), size);
    XL_CHECK(flat(bytes, 65536) == flat(bytes, 1));  // where the pieces fall does not matter
    return 0;
}
