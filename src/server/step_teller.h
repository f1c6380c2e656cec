#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>

#include "base/clock.h"
#include "server/notify.h"

namespace koine::server {

// Says what the opening of a store does where that takes long: in the log, a line each 10 s, and to
// the service manager, which would else end a start that takes longer than its file allows: while a
// step is under way it is asked for more time. What does not come to an end is so never ended by
// the manager; the log shows it.
class StepTeller {
 public:
  static constexpr std::int64_t kEveryMs = 10'000;

  explicit StepTeller(std::int64_t every_ms = kEveryMs) : every_ms_(every_ms) {}
  // Nothing is under way any more.
  ~StepTeller();
  StepTeller(const StepTeller&) = delete;
  StepTeller& operator=(const StepTeller&) = delete;
  // Instead of what was under way before.
  void Begin(const std::string& step);

 private:
  void Run();
  // How long the manager is to wait from now on.
  void AskForTime() const;

  const std::int64_t every_ms_;
  const SystemClock clock_{};
  const Notifier manager_{};
  std::mutex mutex_;
  std::condition_variable ended_;
  std::string step_;
  std::int64_t begun_us_ = 0;
  bool end_ = false;
  std::thread thread_;  // since the first step
};

}  // namespace koine::server
