#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace koine::server {

// Says on standard error how far a long command is, with rate and remaining time: on one line that
// is written over where somebody watches, else a line each 10 s.
class Progress {
 public:
  // `unit` is what is counted, such as "rows", where that is not what is being done.
  explicit Progress(std::string_view unit = "");
  ~Progress() { End(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  // `what` is being done: so much of all of it; 0: nobody knows how much there is. Another `what`
  // begins anew.
  void Tell(std::string_view what, std::int64_t done, std::int64_t all);
  // Ends the line.
  void End();

 private:
  const SystemClock clock_{};
  const std::string unit_;
  std::string what_;
  const bool watched_;
  bool open_ = false;
  std::int64_t begun_us_ = 0, told_us_ = 0, first_ = 0;
};

}  // namespace koine::server
