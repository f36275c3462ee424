#include "platform/confine/confine.hpp"

#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>

namespace xinglin::confine {

namespace {

/// Of the third version of the interface; the headers of Debian 12 end at the second.
constexpr std::uint64_t truncate_right = std::uint64_t{1} << 14;

constexpr std::uint64_t reading = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
constexpr std::uint64_t writing = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |
                                  LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_DIR |
                                  LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_SOCK |
                                  LANDLOCK_ACCESS_FS_MAKE_SYM;
constexpr std::uint64_t never = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_MAKE_CHAR |
                                LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO;
/// What a right can mean for a single file.
constexpr std::uint64_t of_a_file = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE | truncate_right;

/// Libraries, locales, time zones, name service and devices: read, never run.
constexpr char const* system_folders[] = {"/usr", "/lib", "/lib64", "/etc", "/proc", "/sys", "/run"};
constexpr char const* system_devices[] = {"/dev/null", "/dev/zero", "/dev/random", "/dev/urandom", "/dev/shm"};

class Ruleset {
  public:
    Ruleset() {
        auto const version = ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
        if (version < 1) return;
        handled_ = reading | writing | never;
        if (version >= 2) handled_ |= LANDLOCK_ACCESS_FS_REFER;
        if (version >= 3) handled_ |= truncate_right;
        landlock_ruleset_attr const attributes{handled_};
        handle_ = static_cast<int>(::syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0));
    }
    ~Ruleset() {
        if (handle_ >= 0) ::close(handle_);
    }
    Ruleset(Ruleset const&) = delete;
    Ruleset& operator=(Ruleset const&) = delete;

    void allow(std::string const& path, std::uint64_t rights) {
        int const place = ::open(path.c_str(), O_PATH | O_CLOEXEC);
        if (place < 0) return;
        struct stat about {};
        if (::fstat(place, &about) == 0) {
            rights &= handled_;
            if (!S_ISDIR(about.st_mode)) rights &= of_a_file;
            landlock_path_beneath_attr const rule{rights, place};
            (void)::syscall(SYS_landlock_add_rule, handle_, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
        }
        ::close(place);
    }
    [[nodiscard]] bool enforce() const {
        return handle_ >= 0 && ::syscall(SYS_landlock_restrict_self, handle_, 0) == 0;
    }
    [[nodiscard]] bool there() const { return handle_ >= 0; }

  private:
    std::uint64_t handled_{0};
    int handle_{-1};
};

bool confine_files(Reach const& reach) {
    Ruleset rules;
    if (!rules.there()) return false;
    for (auto const* folder : system_folders) rules.allow(folder, reading);
    for (auto const* device : system_devices) rules.allow(device, reading | writing | truncate_right);
    for (auto const& path : reach.readable) rules.allow(path, reading);
    for (auto const& path : reach.writable)
        rules.allow(path, reading | writing | truncate_right | LANDLOCK_ACCESS_FS_REFER);
    return rules.enforce();
}

/// Calls a server of ours never makes: starting programs, looking into others, changing the machine.
constexpr int refused_calls[] = {
    SCMP_SYS(execve),
    SCMP_SYS(execveat),
    SCMP_SYS(ptrace),
    SCMP_SYS(process_vm_readv),
    SCMP_SYS(process_vm_writev),
    SCMP_SYS(mount),
    SCMP_SYS(umount2),
    SCMP_SYS(pivot_root),
    SCMP_SYS(chroot),
    SCMP_SYS(unshare),
    SCMP_SYS(setns),
    SCMP_SYS(kexec_load),
    SCMP_SYS(kexec_file_load),
    SCMP_SYS(init_module),
    SCMP_SYS(finit_module),
    SCMP_SYS(delete_module),
    SCMP_SYS(bpf),
    SCMP_SYS(perf_event_open),
    SCMP_SYS(keyctl),
    SCMP_SYS(add_key),
    SCMP_SYS(request_key),
    SCMP_SYS(reboot),
    SCMP_SYS(swapon),
    SCMP_SYS(swapoff),
    SCMP_SYS(userfaultfd),
    SCMP_SYS(open_by_handle_at),
    SCMP_SYS(acct),
    SCMP_SYS(settimeofday),
    SCMP_SYS(clock_settime),
    SCMP_SYS(sethostname),
    SCMP_SYS(setdomainname),
    SCMP_SYS(io_uring_setup),
};

bool confine_calls() {
    auto const filter = seccomp_init(SCMP_ACT_ALLOW);
    if (filter == nullptr) return false;
    bool fine = true;
    for (int const call : refused_calls) fine = fine && seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), call, 0) == 0;
    // Sockets: this machine's own, the internet's two, and the kernel's list of addresses (name look-ups ask it).
    fine = fine && seccomp_rule_add(filter, SCMP_ACT_ERRNO(EAFNOSUPPORT), SCMP_SYS(socket), 1,
                                    SCMP_A0(SCMP_CMP_GT, AF_NETLINK, 0)) == 0;
    for (int family = 0; fine && family < AF_NETLINK; ++family)
        if (family != AF_UNIX && family != AF_INET && family != AF_INET6)
            fine = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EAFNOSUPPORT), SCMP_SYS(socket), 1,
                                    SCMP_A0(SCMP_CMP_EQ, static_cast<scmp_datum_t>(family), 0)) == 0;
    fine = fine && seccomp_load(filter) == 0;
    seccomp_release(filter);
    return fine;
}

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool traced_by_its_own_runtime = true;
#else
constexpr bool traced_by_its_own_runtime = false;
#endif

}  // namespace

Confined confine(Reach const& reach) {
    if (traced_by_its_own_runtime) return {};
    ::prctl(PR_SET_DUMPABLE, 0);
    if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return {};
    Confined done;
    done.files = confine_files(reach);
    done.calls = confine_calls();
    return done;
}

}  // namespace xinglin::confine
