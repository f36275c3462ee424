#include "app/rest.hpp"

#include <link.h>
#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <cstring>

namespace xinglin::app {

namespace {

/// Code is mapped from its file and never written (the build forbids text relocations): nothing is lost.
int forget_code(dl_phdr_info* object, std::size_t, void*) {
    if (std::strstr(object->dlpi_name, "vdso") != nullptr) return 0;
    auto const page = static_cast<std::uintptr_t>(sysconf(_SC_PAGESIZE));
    for (int i = 0; i < object->dlpi_phnum; ++i) {
        auto const& part = object->dlpi_phdr[i];
        if (part.p_type != PT_LOAD || (part.p_flags & (PF_X | PF_W)) != PF_X) continue;
        auto const from = (object->dlpi_addr + part.p_vaddr) / page * page;
        auto const to = (object->dlpi_addr + part.p_vaddr + part.p_memsz + page - 1) / page * page;
        (void)madvise(reinterpret_cast<void*>(from), to - from, MADV_DONTNEED);
    }
    return 0;
}

}  // namespace

void rest_after_start() {
    malloc_trim(0);
    dl_iterate_phdr(&forget_code, nullptr);
}

}  // namespace xinglin::app
