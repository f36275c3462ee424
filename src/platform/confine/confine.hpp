#pragma once
// What the running server can still reach once it has been started: its own folders and its own sockets. A fault in a parser
// then opens neither the rest of the disk nor another program. (Landlock for files, seccomp for calls of the kernel.)

#include <string>
#include <vector>

namespace xinglin::confine {

/// Files and folders (whole subtrees); what does not exist is passed over.
struct Reach {
    std::vector<std::string> writable;
    std::vector<std::string> readable;  ///< besides the system's own folders of libraries, settings and devices
};

/// What the kernel could do.
struct Confined {
    bool files{false};  ///< Landlock; needs Linux 5.13
    bool calls{false};  ///< seccomp
};

/// Confines this thread and every thread it starts from now on, for good: call it before any other thread begins.
/// No program can be started afterwards, by no means. Also denies core dumps and debuggers of the same user.
/// Does nothing in a build with a sanitizer, whose runtime traces its own process.
[[nodiscard]] Confined confine(Reach const& reach);

}  // namespace xinglin::confine
