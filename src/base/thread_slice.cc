#include "base/thread_slice.h"

#include <sys/syscall.h>
#include <unistd.h>

#include <cstdint>

namespace koine {

namespace {

constexpr std::uint64_t kSliceNs = 100'000;

// struct sched_attr of the kernel, which libc does not declare.
struct SchedAttr {
  std::uint32_t size;
  std::uint32_t policy;
  std::uint64_t flags;
  std::int32_t nice;
  std::uint32_t priority;
  std::uint64_t runtime;
  std::uint64_t deadline;
  std::uint64_t period;
};

}  // namespace

void RequestShortSlice() {
  SchedAttr attr{};
  if (syscall(SYS_sched_getattr, 0, &attr, sizeof(attr), 0) != 0) return;
  attr.size = sizeof(attr);
  attr.runtime = kSliceNs;
  syscall(SYS_sched_setattr, 0, &attr, 0);
}

}  // namespace koine
