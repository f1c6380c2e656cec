#pragma once

#include <memory>
#include <vector>

namespace koine {

// What wakes a thread that waits for work, such as the descriptor that an event loop watches. It is
// shared, so that it can be woken when the thread has ended already.
class Waker {
 public:
  virtual ~Waker() = default;
  // From any thread; it does not block.
  virtual void Wake() = 0;
};

// While one of these lives, what its thread would wake is woken at its end, and each once: so a
// thread that hands several pieces of work to another has handed over all of them before the other
// begins, and is not pushed off its processor by it halfway. For scopes that do not wait for what
// they would wake. Scopes may be nested: the outermost wakes.
class WakesHeld {
 public:
  WakesHeld();
  ~WakesHeld();
  WakesHeld(const WakesHeld&) = delete;
  WakesHeld& operator=(const WakesHeld&) = delete;

  // Wakes now what this thread holds back, because it is about to wait.
  static void Release();

 private:
  friend void WakeOrHold(const std::shared_ptr<Waker>& waker);
  const bool outermost_;
  std::vector<std::shared_ptr<Waker>> held_;
};

// Wakes, at once or at the end of this thread's outermost WakesHeld.
void WakeOrHold(const std::shared_ptr<Waker>& waker);

}  // namespace koine
