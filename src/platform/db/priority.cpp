#include "platform/db/priority.hpp"

#include <linux/sched/types.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace xinglin::db {

namespace {
constexpr int prompt_nice = -5;
constexpr unsigned long long short_slice = 100'000;  // ns, the least the kernel takes
}  // namespace

void run_promptly() {
    auto const self = static_cast<id_t>(::gettid());
    if (::setpriority(PRIO_PROCESS, self, prompt_nice) == 0) return;
    sched_attr attributes{};
    attributes.size = sizeof attributes;
    attributes.sched_nice = ::getpriority(PRIO_PROCESS, self);
    attributes.sched_runtime = short_slice;
    static_cast<void>(::syscall(SYS_sched_setattr, self, &attributes, 0U));
}

}  // namespace xinglin::db
