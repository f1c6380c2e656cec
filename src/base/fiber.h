#pragma once

#include <ucontext.h>

#include <cstddef>
#include <functional>
#include <memory>
#include <vector>

#include "base/log_scope.h"

namespace koine {

// Memory for the stack of one fiber, with a page below it that nobody may touch: what needs more
// ends the process instead of writing over others.
class FiberStack {
 public:
  // Only what is used of it takes memory.
#ifdef KOINE_SANITIZED  // whose frames are several times as large
  static constexpr std::size_t kBytes = 4 * 1024 * 1024;
#else
  static constexpr std::size_t kBytes = 1024 * 1024;
#endif

  FiberStack();
  ~FiberStack();
  FiberStack(const FiberStack&) = delete;
  FiberStack& operator=(const FiberStack&) = delete;

  // Its lowest byte; kBytes lie above.
  void* bottom() const;

 private:
  void* mapped_;
};

// Stacks that are lent, and kept for the next. Used by one thread.
class FiberStacks {
 public:
  using Some = std::vector<std::unique_ptr<FiberStack>>;
  static constexpr std::size_t kKept = 64;

  Some Take(std::size_t count);
  void Put(Some stacks);

 private:
  Some free_;
};

// A function on a stack of its own, which can stop in the middle until its thread goes on with it:
// plain synchronous code that waits for something steps aside, and others run meanwhile. All of it
// happens on the thread that made it. The function must not hold a lock while it waits, as the next
// fiber may want it.
class Fiber {
 public:
  // `stack` outlives it and serves no other fiber meanwhile. An exception that leaves `run` ends
  // the process.
  Fiber(const FiberStack& stack, std::function<void()> run);
  // REQUIRES: done(), or never resumed
  ~Fiber();
  Fiber(const Fiber&) = delete;
  Fiber& operator=(const Fiber&) = delete;

  // Runs it until it waits or ends; within another fiber, which goes on then. REQUIRES: !done()
  void Resume();
  bool done() const { return done_; }
  // Goes back to Resume, until it is called again. REQUIRES: within a fiber
  static void Wait();

 private:
  // What C++ keeps of exceptions per thread.
  struct Exceptions {
    void* caught = nullptr;
    unsigned int uncaught = 0;
  };

  static void Enter() noexcept;
  // Between the thread and the fiber, what belongs to whoever runs changes places.
  void Exchange();
  void Leave();

  const FiberStack& stack_;
  std::function<void()> run_;
  bool done_ = false;
  ucontext_t own_{};
  ucontext_t thread_{};
  Exceptions exceptions_;
  const log::Scope* scope_ = nullptr;
#ifdef KOINE_SANITIZED
  [[maybe_unused]] void* own_shadow_ = nullptr;
  [[maybe_unused]] const void* thread_bottom_ = nullptr;
  [[maybe_unused]] std::size_t thread_bytes_ = 0;
  [[maybe_unused]] void* own_watch_ = nullptr;
  [[maybe_unused]] void* thread_watch_ = nullptr;
#endif
};

}  // namespace koine
