#pragma once

#include <unistd.h>

#include <cstdint>
#include <cstdio>

#include "base/clock.h"

namespace koine::server {

// Tells on standard error how far a command is: one line that is written over where somebody
// watches, else a line each ten seconds.
class Teller {
 public:
  explicit Teller(const char* what) : what_(what) {}
  ~Teller() {
    if (watched_ && told_) std::fputs("\n", stderr);
  }
  Teller(const Teller&) = delete;
  Teller& operator=(const Teller&) = delete;

  void operator()(std::int64_t done, std::int64_t all) {
    const std::int64_t now = clock_.SteadyUs();
    if (now < next_us_) return;
    next_us_ = now + (watched_ ? kWatchedUs : kEveryUs);
    told_ = true;
    std::fprintf(stderr, watched_ ? "\r%s: %lld of %lld" : "%s: %lld of %lld\n", what_,
                 static_cast<long long>(done), static_cast<long long>(all));
  }

 private:
  static constexpr std::int64_t kEveryUs = 10'000'000, kWatchedUs = 100'000;
  const char* const what_;
  const bool watched_ = ::isatty(STDERR_FILENO) != 0;
  bool told_ = false;
  SystemClock clock_;
  std::int64_t next_us_ = clock_.SteadyUs() + (watched_ ? 0 : kEveryUs);
};

}  // namespace koine::server
