#include "tests/support/faulty_vfs.hpp"

#include <sqlite3.h>

#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <mutex>

namespace xinglin::testing {

namespace {

using Ill = FaultyFiles::Ill;

struct Fault {
    std::atomic<Ill> how{Ill::none};
    std::atomic<int> pass{0};
    void set(Ill ill, int let) {
        pass = let;
        how = ill;
    }
    [[nodiscard]] int code(int io_code) {
        if (how == Ill::none || pass.fetch_sub(1) > 0) return SQLITE_OK;
        return how == Ill::no_space ? SQLITE_FULL : io_code;
    }
};

struct State {
    Fault writes, syncs, reads;
    std::atomic<bool> remember{false};
    std::atomic<std::int64_t> sync_count{0};
    std::mutex mutex;
    std::map<std::string, std::string> synced;  ///< path → bytes as of the last sync
};
State state;
sqlite3_vfs* real = nullptr;
sqlite3_vfs ours;

/// The real file follows in the same block of memory.
struct File {
    sqlite3_file base;
    char const* path;
    bool data;  ///< database or log, as opposed to temporary files
};
sqlite3_file* under(sqlite3_file* file) { return reinterpret_cast<sqlite3_file*>(reinterpret_cast<File*>(file) + 1); }
File* own(sqlite3_file* file) { return reinterpret_cast<File*>(file); }

int on_close(sqlite3_file* file) { return under(file)->pMethods->xClose(under(file)); }
int on_read(sqlite3_file* file, void* to, int count, sqlite3_int64 at) {
    if (own(file)->data) {
        if (int const code = state.reads.code(SQLITE_IOERR_READ)) return code;
    }
    return under(file)->pMethods->xRead(under(file), to, count, at);
}
int on_write(sqlite3_file* file, void const* from, int count, sqlite3_int64 at) {
    if (own(file)->data) {
        if (int const code = state.writes.code(SQLITE_IOERR_WRITE)) return code;
    }
    return under(file)->pMethods->xWrite(under(file), from, count, at);
}
int on_truncate(sqlite3_file* file, sqlite3_int64 size) { return under(file)->pMethods->xTruncate(under(file), size); }
int on_sync(sqlite3_file* file, int flags) {
    ++state.sync_count;
    if (own(file)->data) {
        if (int const code = state.syncs.code(SQLITE_IOERR_FSYNC)) return code;
    }
    int const code = under(file)->pMethods->xSync(under(file), flags);
    if (code == SQLITE_OK && state.remember && own(file)->path != nullptr) {
        std::ifstream in(own(file)->path, std::ios::binary);
        std::string bytes{std::istreambuf_iterator<char>(in), {}};
        std::lock_guard const lock(state.mutex);
        state.synced[own(file)->path] = std::move(bytes);
    }
    return code;
}
int on_size(sqlite3_file* file, sqlite3_int64* size) { return under(file)->pMethods->xFileSize(under(file), size); }
int on_lock(sqlite3_file* file, int level) { return under(file)->pMethods->xLock(under(file), level); }
int on_unlock(sqlite3_file* file, int level) { return under(file)->pMethods->xUnlock(under(file), level); }
int on_check(sqlite3_file* file, int* out) { return under(file)->pMethods->xCheckReservedLock(under(file), out); }
int on_control(sqlite3_file* file, int what, void* with) {
    return under(file)->pMethods->xFileControl(under(file), what, with);
}
int on_sector(sqlite3_file* file) { return under(file)->pMethods->xSectorSize(under(file)); }
int on_device(sqlite3_file* file) { return under(file)->pMethods->xDeviceCharacteristics(under(file)); }
int on_shm_map(sqlite3_file* file, int page, int size, int extend, void volatile** out) {
    return under(file)->pMethods->xShmMap(under(file), page, size, extend, out);
}
int on_shm_lock(sqlite3_file* file, int offset, int n, int flags) {
    return under(file)->pMethods->xShmLock(under(file), offset, n, flags);
}
void on_shm_barrier(sqlite3_file* file) { under(file)->pMethods->xShmBarrier(under(file)); }
int on_shm_unmap(sqlite3_file* file, int remove) { return under(file)->pMethods->xShmUnmap(under(file), remove); }

sqlite3_io_methods const methods{2,          &on_close,   &on_read,     &on_write,       &on_truncate,  &on_sync,
                                 &on_size,   &on_lock,    &on_unlock,   &on_check,       &on_control,   &on_sector,
                                 &on_device, &on_shm_map, &on_shm_lock, &on_shm_barrier, &on_shm_unmap, nullptr,
                                 nullptr};

int on_open(sqlite3_vfs*, char const* name, sqlite3_file* file, int flags, int* out) {
    auto* const mine = own(file);
    mine->path = name;
    mine->data = (flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL)) != 0;
    mine->base.pMethods = nullptr;
    int const code = real->xOpen(real, name, under(file), flags, out);
    if (under(file)->pMethods != nullptr) mine->base.pMethods = &methods;
    return code;
}

}  // namespace

FaultyFiles::FaultyFiles() {
    mend();
    state.remember = false;
    state.synced.clear();
    if (real == nullptr) {
        real = sqlite3_vfs_find(nullptr);
        ours = *real;
        ours.zName = "faulty";
        ours.szOsFile = static_cast<int>(sizeof(File)) + real->szOsFile;
        ours.xOpen = &on_open;
    }
    sqlite3_vfs_register(&ours, 1);
}
FaultyFiles::~FaultyFiles() {
    mend();
    sqlite3_vfs_register(real, 1);
}

void FaultyFiles::fail_writes(Ill how, int pass) { state.writes.set(how, pass); }
void FaultyFiles::fail_syncs(Ill how, int pass) { state.syncs.set(how, pass); }
void FaultyFiles::fail_reads(Ill how, int pass) { state.reads.set(how, pass); }
void FaultyFiles::mend() {
    for (auto* fault : {&state.writes, &state.syncs, &state.reads}) fault->set(Ill::none, 0);
}
void FaultyFiles::remember_synced() { state.remember = true; }
std::int64_t FaultyFiles::syncs() const { return state.sync_count; }

void FaultyFiles::power_cut(std::string const& database, std::string const& to) const {
    std::lock_guard const lock(state.mutex);
    for (std::string const tail : {"", "-wal"}) {
        std::filesystem::remove(to + tail);
        auto const at = state.synced.find(database + tail);
        if (at != state.synced.end()) std::ofstream(to + tail, std::ios::binary) << at->second;
    }
}

}  // namespace xinglin::testing
