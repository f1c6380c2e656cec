#pragma once

#include <atomic>
#include <cstdint>

namespace koine {

// Where time comes from. Nothing but the system clock below calls the operating system, so a test
// can jump. All members may be called from any thread.
class Clock {
 public:
  virtual ~Clock() = default;
  // Milliseconds since 1970-01-01 UTC.
  virtual std::int64_t NowMs() const = 0;
  // A clock that never jumps, for time-outs and rates, in microseconds.
  virtual std::int64_t SteadyUs() const = 0;
};

// The machine's clock.
class SystemClock final : public Clock {
 public:
  std::int64_t NowMs() const override;
  std::int64_t SteadyUs() const override;
};

// A clock that a test moves.
class FakeClock final : public Clock {
 public:
  explicit FakeClock(std::int64_t now_ms) : now_ms_(now_ms) {}
  std::int64_t NowMs() const override { return now_ms_.load(); }
  std::int64_t SteadyUs() const override { return now_ms_.load() * 1000; }
  void Advance(std::int64_t ms) { now_ms_ += ms; }

 private:
  std::atomic<std::int64_t> now_ms_;
};

}  // namespace koine
