#pragma once

#include <atomic>

#include "base/clock.h"
#include "gateway/gateway.h"

namespace koine::server {

// The machine's clock, which a test may move forward when the setting test.clock allows it.
class AdjustableClock final : public Clock {
 public:
  explicit AdjustableClock(bool adjustable) : adjustable_(adjustable) {}
  std::int64_t NowMs() const override { return system_.NowMs() + ahead_ms_.load(); }
  std::int64_t SteadyUs() const override { return system_.SteadyUs() + steady_ahead_ms_ * 1000; }
  // Moves the time of day, and that of timers and timeouts. False when the setting forbids it.
  bool Advance(std::int64_t ms, std::int64_t steady_ms) {
    if (!adjustable_ || ms < 0 || steady_ms < 0) return false;
    ahead_ms_ += ms;
    steady_ahead_ms_ += steady_ms;
    return true;
  }

 private:
  SystemClock system_;
  const bool adjustable_;
  std::atomic<std::int64_t> ahead_ms_{0};
  std::atomic<std::int64_t> steady_ahead_ms_{0};
};

// `POST /test/clock {"advance_ms":N, "steady_ms":N}` before `next`, if `enabled`; otherwise the
// path does not exist.
gateway::Page WithTestClock(gateway::Page next, bool enabled, AdjustableClock& clock);

}  // namespace koine::server
