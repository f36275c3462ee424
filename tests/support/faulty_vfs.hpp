#pragma once
// A file system for SQLite that fails on command and remembers what would survive a power cut: what was synced.

#include <atomic>
#include <cstdint>
#include <string>

namespace xinglin::testing {

/// While it lives, every SQLite connection opened in this process goes through it. One at a time.
class FaultyFiles {
  public:
    FaultyFiles();
    ~FaultyFiles();
    FaultyFiles(FaultyFiles const&) = delete;
    FaultyFiles& operator=(FaultyFiles const&) = delete;

    enum class Ill { none, no_space, io };
    /// From now on each write (or sync, or read) of a data or log file fails so, after letting `pass` of them through.
    void fail_writes(Ill how, int pass = 0);
    void fail_syncs(Ill how, int pass = 0);
    void fail_reads(Ill how, int pass = 0);
    void mend();

    /// Keeps a copy of each file as of its last sync (small databases only).
    void remember_synced();
    /// Puts those copies of a database and its log under another name: the disk after a power cut.
    void power_cut(std::string const& database, std::string const& to) const;
    [[nodiscard]] std::int64_t syncs() const;
};

}  // namespace xinglin::testing
