#include "base/fiber.h"

#include <cxxabi.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstring>
#include <new>
#include <utility>

#include "base/require.h"

// Sanitizers must be told of each change of the stack.
#ifdef KOINE_SANITIZED
#if __has_feature(address_sanitizer)
#include <sanitizer/common_interface_defs.h>
#define KOINE_STACKS_ARE_WATCHED
#elif __has_feature(thread_sanitizer)
#include <sanitizer/tsan_interface.h>
#define KOINE_FIBERS_ARE_WATCHED
#endif
#endif

namespace koine {

namespace {

thread_local Fiber* current = nullptr;

std::size_t PageBytes() {
  return static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

}  // namespace

FiberStack::FiberStack()
    : mapped_(mmap(nullptr, kBytes + PageBytes(), PROT_READ | PROT_WRITE,
                   MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK | MAP_NORESERVE, -1, 0)) {
  if (mapped_ == MAP_FAILED) throw std::bad_alloc();
  KOINE_REQUIRE(mprotect(mapped_, PageBytes(), PROT_NONE) == 0);
}

FiberStack::~FiberStack() {
  munmap(mapped_, kBytes + PageBytes());
}

void* FiberStack::bottom() const {
  return static_cast<char*>(mapped_) + PageBytes();
}

FiberStacks::Some FiberStacks::Take(std::size_t count) {
  Some out;
  for (; out.size() < count && !free_.empty(); free_.pop_back()) {
    out.push_back(std::move(free_.back()));
  }
  while (out.size() < count) out.push_back(std::make_unique<FiberStack>());
  return out;
}

void FiberStacks::Put(Some stacks) {
  for (auto& stack : stacks) {
    if (free_.size() < kKept) free_.push_back(std::move(stack));
  }
}

Fiber::Fiber(const FiberStack& stack, std::function<void()> run)
    : stack_(stack), run_(std::move(run)) {
  KOINE_REQUIRE(getcontext(&own_) == 0);
  own_.uc_stack.ss_sp = stack_.bottom();
  own_.uc_stack.ss_size = FiberStack::kBytes;
  own_.uc_link = nullptr;  // Enter never returns
  makecontext(&own_, &Fiber::Enter, 0);
#ifdef KOINE_FIBERS_ARE_WATCHED
  own_watch_ = __tsan_create_fiber(0);
#endif
}

Fiber::~Fiber() {
#ifdef KOINE_FIBERS_ARE_WATCHED
  __tsan_destroy_fiber(own_watch_);
#endif
}

void Fiber::Resume() {
  KOINE_REQUIRE(!done_);
  Fiber* const outer = std::exchange(current, this);
  Exchange();
#ifdef KOINE_STACKS_ARE_WATCHED
  void* shadow = nullptr;
  __sanitizer_start_switch_fiber(&shadow, stack_.bottom(), FiberStack::kBytes);
#endif
#ifdef KOINE_FIBERS_ARE_WATCHED
  thread_watch_ = __tsan_get_current_fiber();
  __tsan_switch_to_fiber(own_watch_, 0);
#endif
  KOINE_REQUIRE(swapcontext(&thread_, &own_) == 0);
#ifdef KOINE_STACKS_ARE_WATCHED
  __sanitizer_finish_switch_fiber(shadow, nullptr, nullptr);
#endif
  Exchange();
  current = outer;
}

void Fiber::Wait() {
  KOINE_REQUIRE(current != nullptr);
  current->Leave();
}

void Fiber::Enter() noexcept {
  Fiber& self = *current;
#ifdef KOINE_STACKS_ARE_WATCHED
  __sanitizer_finish_switch_fiber(nullptr, &self.thread_bottom_, &self.thread_bytes_);
#endif
  self.run_();
  self.run_ = nullptr;
  self.done_ = true;
  self.Leave();
}

void Fiber::Leave() {
#ifdef KOINE_STACKS_ARE_WATCHED
  // Without a place for its shadow, that of a stack which is done with goes.
  __sanitizer_start_switch_fiber(done_ ? nullptr : &own_shadow_, thread_bottom_, thread_bytes_);
#endif
#ifdef KOINE_FIBERS_ARE_WATCHED
  __tsan_switch_to_fiber(thread_watch_, 0);
#endif
  KOINE_REQUIRE(swapcontext(&own_, &thread_) == 0);
#ifdef KOINE_STACKS_ARE_WATCHED
  __sanitizer_finish_switch_fiber(own_shadow_, &thread_bottom_, &thread_bytes_);
#endif
}

void Fiber::Exchange() {
  scope_ = log::ExchangeScope(scope_);
  // Opaque, but laid out so by the ABI.
  static_assert(sizeof(Exceptions) == 2 * sizeof(void*));
  Exceptions before;
  void* const known = abi::__cxa_get_globals();
  std::memcpy(static_cast<void*>(&before), known, sizeof(before));
  std::memcpy(known, static_cast<const void*>(&exceptions_), sizeof(before));
  exceptions_ = before;
}

}  // namespace koine
