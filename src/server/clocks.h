#pragma once

#include <atomic>

#include "base/clock.h"
#include "gateway/gateway.h"

namespace koine::server {

// The machine's clock, which a test may move forward when the setting test.clock allows it. As a
// node of a cluster it shows the time of the store instead: all nodes have the same, whatever their
// machines believe.
class AdjustableClock final : public Clock {
 public:
  explicit AdjustableClock(bool adjustable) : adjustable_(adjustable) {}
  std::int64_t NowMs() const override;
  std::int64_t SteadyUs() const override { return system_.SteadyUs() + steady_ahead_ms_ * 1000; }
  // Moves the time of day, and that of timers and timeouts. False when the setting forbids it.
  bool Advance(std::int64_t ms, std::int64_t steady_ms) {
    if (!adjustable_ || ms < 0 || steady_ms < 0) return false;
    ahead_ms_ += ms;
    steady_ahead_ms_ += steady_ms;
    return true;
  }
  // The store's time is `store_ms` now. From the first call on NowMs is that, running with the
  // machine's steady clock. A later call that says more moves it forward; one that says less holds
  // it back at half its speed until it is right: it never goes back. One thread at a time.
  void Follow(std::int64_t store_ms);

 private:
  SystemClock system_;
  const bool adjustable_;
  std::atomic<std::int64_t> ahead_ms_{0};
  std::atomic<std::int64_t> steady_ahead_ms_{0};
  std::atomic<bool> follows_{false};
  std::atomic<std::int64_t> base_ms_{0};           // the store's time less the steady clock's
  mutable std::atomic<std::int64_t> shown_ms_{0};  // the latest time that was shown
  std::int64_t followed_ms_ = 0;                   // of the steady clock, the last call of Follow
};

// `POST /test/clock {"advance_ms":N, "steady_ms":N}` before `next`, if `enabled`; otherwise the
// path does not exist.
gateway::Page WithTestClock(gateway::Page next, bool enabled, AdjustableClock& clock);

}  // namespace koine::server
