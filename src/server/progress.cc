#include "server/progress.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>

namespace koine::server {

namespace {

constexpr std::int64_t kSecondUs = 1'000'000;
constexpr std::int64_t kWatchedUs = 200'000, kLoggedUs = 10 * kSecondUs;

}  // namespace

Progress::Progress(std::string_view unit) : unit_(unit), watched_(::isatty(STDERR_FILENO) != 0) {}

void Progress::Tell(std::string_view what, std::int64_t done, std::int64_t all) {
  const std::int64_t now = clock_.SteadyUs();
  if (what != what_) {
    End();
    what_ = what;
    begun_us_ = told_us_ = now;
    first_ = done;
  }
  if (now - told_us_ < (watched_ ? kWatchedUs : kLoggedUs)) return;
  told_us_ = now;
  const std::int64_t took_us = std::max<std::int64_t>(now - begun_us_, 1);
  const std::int64_t rate = (done - first_) * kSecondUs / took_us;
  std::string line = std::string(what) + ": " + std::to_string(done);
  if (all > 0) line += " of " + std::to_string(all);
  if (!unit_.empty()) line += " " + unit_;
  line += ", " + std::to_string(rate) + " per s";
  if (rate > 0 && all > done) line += ", " + std::to_string((all - done) / rate) + " s left";
  std::fprintf(stderr, watched_ ? "\r\033[K%s" : "%s\n", line.c_str());
  std::fflush(stderr);
  open_ = watched_;
}

void Progress::End() {
  if (open_) std::fputs("\n", stderr);
  open_ = false;
}

}  // namespace koine::server
