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
  // `unit` is what is counted, such as "rows".
  Progress(const Clock& clock, std::string_view unit);
  // `what` is being done: so much of all of it. Another `what` begins anew.
  void Tell(std::string_view what, std::int64_t done, std::int64_t all);
  // Ends the line.
  void End();

 private:
  const Clock& clock_;
  std::string unit_, what_;
  bool watched_ = false, open_ = false;
  std::int64_t begun_us_ = 0, told_us_ = 0, first_ = 0;
};

}  // namespace koine::server
