// The process that decodes pictures. Everything it needs is loaded and tried out before it gives up
// its rights; after that it reads, writes, computes, and answers on its socket.

#include <dlfcn.h>
#include <fcntl.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstring>

#include "server/image_worker.h"

namespace koine::server {

namespace {

[[maybe_unused]] constexpr rlim_t kMemoryBytes = rlim_t{1536}
                                                 << 20;  // of address space, libraries included
constexpr rlim_t kResultBytes = 8 << 20;
constexpr rlim_t kCpuSeconds = 60;
constexpr rlim_t kDescriptors = 32;
// A process that has worked so long ends after the picture at hand, and a fresh one follows.
constexpr int kRequestsMax = 500;
constexpr std::int64_t kCpuEnoughSeconds = 40;

// The few functions of libvips that are used, by their C signatures.
struct Vips {
  int (*init)(const char*) = nullptr;
  void (*concurrency_set)(int) = nullptr;
  void (*cache_set_max)(int) = nullptr;
  void (*block_untrusted_set)(int) = nullptr;
  void* (*source_new_from_descriptor)(int) = nullptr;
  void* (*target_new_to_descriptor)(int) = nullptr;
  int (*thumbnail_source)(void* source, void** out, int width, ...) = nullptr;
  int (*image_write_to_target)(void* image, const char* suffix, void* target, ...) = nullptr;
  void (*error_clear)() = nullptr;
  void (*unref)(void*) = nullptr;
};

template <class F>
bool Find(void* library, const char* name, F* out) {
  *out = reinterpret_cast<F>(::dlsym(library, name));
  return *out != nullptr;
}

bool Load(Vips* vips) {
  void* library = ::dlopen("libvips.so.42", RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) return false;
  return Find(library, "vips_init", &vips->init) &&
         Find(library, "vips_concurrency_set", &vips->concurrency_set) &&
         Find(library, "vips_cache_set_max", &vips->cache_set_max) &&
         Find(library, "vips_block_untrusted_set", &vips->block_untrusted_set) &&
         Find(library, "vips_source_new_from_descriptor", &vips->source_new_from_descriptor) &&
         Find(library, "vips_target_new_to_descriptor", &vips->target_new_to_descriptor) &&
         Find(library, "vips_thumbnail_source", &vips->thumbnail_source) &&
         Find(library, "vips_image_write_to_target", &vips->image_write_to_target) &&
         Find(library, "vips_error_clear", &vips->error_clear) &&
         Find(library, "g_object_unref", &vips->unref) && vips->init("koine") == 0;
}

// Makes one. The options are libvips's own: shrink only, WebP of middling quality without metadata.
bool Make(const Vips& vips, int in, int out, const ImageRequest& request) {
  constexpr int kOnlyDown = 2;  // VIPS_SIZE_DOWN
  constexpr int kQuality = 80;
  const char* const end = nullptr;
  void* source = vips.source_new_from_descriptor(in);
  if (source == nullptr) return false;
  void* image = nullptr;
  bool made = vips.thumbnail_source(source, &image, static_cast<int>(request.width), "height",
                                    static_cast<int>(request.height), "size", kOnlyDown, end) == 0;
  if (made) {
    void* target = vips.target_new_to_descriptor(out);
    made = target != nullptr &&
           vips.image_write_to_target(image, ".webp", target, "Q", kQuality, "strip", 1, end) == 0;
    if (target != nullptr) vips.unref(target);
  }
  if (image != nullptr) vips.unref(image);
  vips.unref(source);
  vips.error_clear();
  return made;
}

// A GIF of one pixel: making its thumbnail starts the threads and reads the tables that all need.
void WarmUp(const Vips& vips) {
  static constexpr unsigned char kDot[] = {'G', 'I', 'F', '8', '9', 'a', 1,   0,    1, 0, 0x80, 0,
                                           0,   0,   0,   0,   255, 255, 255, ',',  0, 0, 0,    0,
                                           1,   0,   1,   0,   0,   2,   2,   0x44, 1, 0, ';'};
  const int in = ::memfd_create("in", 0);
  const int out = ::memfd_create("out", 0);
  if (::write(in, kDot, sizeof kDot) == static_cast<ssize_t>(sizeof kDot)) {
    Make(vips, in, out, {1, 1});
  }
  ::close(in);
  ::close(out);
}

void Limit(int what, rlim_t most) {
  const struct rlimit limit { most, most };
  ::setrlimit(static_cast<__rlimit_resource>(what), &limit);
}

// The system calls that decoding a picture takes.
// clang-format off
constexpr int kCalls[] = {
  SCMP_SYS(read), SCMP_SYS(pread64), SCMP_SYS(readv), SCMP_SYS(write), SCMP_SYS(pwrite64),
  SCMP_SYS(writev), SCMP_SYS(lseek), SCMP_SYS(close), SCMP_SYS(fstat), SCMP_SYS(dup),
  SCMP_SYS(fcntl), SCMP_SYS(ftruncate), SCMP_SYS(recvmsg), SCMP_SYS(sendto), SCMP_SYS(sendmsg),
  SCMP_SYS(poll), SCMP_SYS(ppoll), SCMP_SYS(mmap), SCMP_SYS(munmap), SCMP_SYS(mremap),
  SCMP_SYS(mprotect), SCMP_SYS(madvise), SCMP_SYS(brk), SCMP_SYS(futex), SCMP_SYS(rseq),
  SCMP_SYS(set_robust_list), SCMP_SYS(set_tid_address), SCMP_SYS(sched_yield),
  SCMP_SYS(sched_getaffinity), SCMP_SYS(sched_getattr), SCMP_SYS(sched_setattr),
  SCMP_SYS(gettid), SCMP_SYS(getpid), SCMP_SYS(getrusage), SCMP_SYS(rt_sigprocmask),
  SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigreturn), SCMP_SYS(sigaltstack), SCMP_SYS(clock_gettime),
  SCMP_SYS(clock_nanosleep), SCMP_SYS(nanosleep), SCMP_SYS(gettimeofday), SCMP_SYS(getrandom),
  SCMP_SYS(sysinfo), SCMP_SYS(restart_syscall), SCMP_SYS(exit), SCMP_SYS(exit_group),
};
// clang-format on

// From here on: no new descriptors but those of requests, no files by name, no network, no
// programs. What is not on the list fails as if it were not permitted.
bool Confine() {
#ifndef KOINE_SANITIZED  // it reserves terabytes of addresses
  Limit(RLIMIT_AS, kMemoryBytes);
#endif
  Limit(RLIMIT_CPU, kCpuSeconds);
  Limit(RLIMIT_FSIZE, kResultBytes);
  Limit(RLIMIT_NOFILE, kDescriptors);
  Limit(RLIMIT_CORE, 0);
  ::signal(SIGXFSZ, SIG_IGN);
  ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
  scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
  if (filter == nullptr) return false;
  bool ok = true;
  for (const int call : kCalls) {
    ok = ok && seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0) == 0;
  }
  // Threads, but no processes; glibc asks with the older call when the newer is not there.
  ok = ok && seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0) == 0;
  ok = ok && seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1,
                              SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, CLONE_THREAD)) == 0;
  // What glibc makes of fstat.
  ok = ok && seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(newfstatat), 1,
                              SCMP_A3(SCMP_CMP_EQ, AT_EMPTY_PATH)) == 0;
  // Threads get names.
  ok = ok && seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(prctl), 1,
                              SCMP_A0(SCMP_CMP_EQ, PR_SET_NAME)) == 0;
  ok = ok && seccomp_load(filter) == 0;
  seccomp_release(filter);
  return ok;
}

bool Answer(ImageAnswer answer) {
  const auto code = static_cast<std::int32_t>(answer);
  return ::send(kImageSocket, &code, sizeof code, MSG_NOSIGNAL) == sizeof code;
}

// The next request and its descriptors. False when the server is gone.
bool Next(ImageRequest* request, int* in, int* out) {
  iovec part{request, sizeof *request};
  alignas(cmsghdr) char control[CMSG_SPACE(2 * sizeof(int))] = {};
  msghdr message{};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  message.msg_control = control;
  message.msg_controllen = sizeof control;
  ssize_t n = 0;
  do {
    n = ::recvmsg(kImageSocket, &message, MSG_CMSG_CLOEXEC);
  } while (n < 0 && errno == EINTR);
  const cmsghdr* header = CMSG_FIRSTHDR(&message);
  if (n != static_cast<ssize_t>(sizeof *request) || header == nullptr) return false;
  if (header->cmsg_len != CMSG_LEN(2 * sizeof(int))) return false;
  int both[2];
  std::memcpy(both, CMSG_DATA(header), sizeof both);
  *in = both[0];
  *out = both[1];
  return true;
}

bool WorkedEnough() {
  struct rusage usage {};
  ::getrusage(RUSAGE_SELF, &usage);
  return usage.ru_utime.tv_sec + usage.ru_stime.tv_sec >= kCpuEnoughSeconds;
}

}  // namespace

int RunImageWorker() {
  ::close_range(kImageSocket + 1, ~0U, 0);
  Vips vips;
  if (!Load(&vips)) {
    Answer(ImageAnswer::kMissing);
    return 1;
  }
  vips.block_untrusted_set(1);
  vips.concurrency_set(1);
  vips.cache_set_max(0);
  WarmUp(vips);
  if (!Confine() || !Answer(ImageAnswer::kReady)) return 1;
  for (int i = 0; i < kRequestsMax && !WorkedEnough(); ++i) {
    ImageRequest request;
    int in = -1;
    int out = -1;
    if (!Next(&request, &in, &out)) return 0;
    const bool made = Make(vips, in, out, request);
    ::close(in);
    ::close(out);
    if (!Answer(made ? ImageAnswer::kDone : ImageAnswer::kFailed)) return 0;
  }
  return 0;
}

}  // namespace koine::server
