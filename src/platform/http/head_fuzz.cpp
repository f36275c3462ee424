// The framing guard: whatever bytes come, it ends, stays inside them, and what it lets through is unambiguous.
#include "platform/http/head.hpp"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size) {
    using namespace xinglin::http;
    std::string_view const bytes(reinterpret_cast<char const*>(data), size);
    std::size_t scanned = 0;
    auto const end = end_of_head(bytes, scanned);
    if (end == std::string_view::npos) return 0;
    Head head;
    if (read_head(bytes.substr(0, end), head) != HeadFault::none) return 0;
    int hosts = 0, lengths = 0, codings = 0;
    for (auto const& field : head.fields) {
        hosts += same_name(field.name, "host") ? 1 : 0;
        lengths += same_name(field.name, "content-length") ? 1 : 0;
        codings += same_name(field.name, "transfer-encoding") ? 1 : 0;
        if (field.value.find_first_of(std::string_view("\r\n\0", 3)) != std::string_view::npos) std::abort();
    }
    if (hosts != 1 || lengths + codings > 1 || head.target.empty() || head.target.front() != '/') std::abort();
    if (head.chunked != (codings == 1) || (head.chunked && head.minor == 0)) std::abort();
    return 0;
}
