// Files people attach: whatever bytes come under whatever name, looking through them ends, and what is taken says what it is.
#include "platform/files/papers.hpp"

#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {
std::string const path = "/tmp/xl-fuzz-" + std::to_string(::getpid()) + ".paper";
constexpr std::array<std::string_view, 11> names{"a.pdf", "a.docx", "a.pptx", "a.xlsx", "a.png",    "a.jpg",
                                                 "a.gif", "a.webp", "a.txt",  "",       "a.pdf.exe"};
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size) {
    if (size == 0) return 0;
    auto* const file = std::fopen(path.c_str(), "wb");
    std::fwrite(data + 1, 1, size - 1, file);
    std::fclose(file);
    auto const name = names[data[0] % names.size()];
    auto const made = xinglin::files::paper_of(path, name);
    if (!made) return 0;
    // Nothing is taken under a name that says something else, and each kind has a title.
    if (name.empty() || name == "a.pdf.exe" || xinglin::files::paper_title(made->extension).empty()) std::abort();
    return 0;
}
