#pragma once

namespace xinglin::db {

/// Lets this thread run as soon as it can: everybody waits for the writer, and it waits most of its time for the disk. Takes a
/// higher priority (nice -5) where the process may (RLIMIT_NICE: the service unit grants it, and so does a start as root), else
/// asks for short slices, which Linux 6.12 and later grant anybody and older ones pass over. Never fails.
void run_promptly();

}  // namespace xinglin::db
