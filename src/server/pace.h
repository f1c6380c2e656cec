#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <thread>

#include "base/clock.h"

namespace koine::server {

// Rests as long as it worked, so that a server beside it has half of the disk and more. One thread
// at a time.
class Pace {
 public:
  // After each small piece of work.
  void Rest() {
    const std::int64_t worked_us = clock_.SteadyUs() - resumed_us_;
    std::this_thread::sleep_for(
        std::chrono::microseconds(std::min<std::int64_t>(worked_us, kRestMaxUs)));
    resumed_us_ = clock_.SteadyUs();
  }

 private:
  static constexpr std::int64_t kRestMaxUs = 100'000;
  const SystemClock clock_{};
  std::int64_t resumed_us_ = clock_.SteadyUs();
};

}  // namespace koine::server
