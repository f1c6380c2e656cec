#include "server/step_teller.h"

#include <chrono>

#include "base/log.h"

namespace koine::server {

namespace {

constexpr std::int64_t kSecondUs = 1'000'000;
// So many intervals may pass without a word from a process that has no time to speak.
constexpr std::int64_t kTimes = 6;

}  // namespace

StepTeller::~StepTeller() {
  {
    const std::lock_guard lock(mutex_);
    end_ = true;
  }
  ended_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void StepTeller::Begin(const std::string& step) {
  const std::lock_guard lock(mutex_);
  step_ = step;
  begun_us_ = clock_.SteadyUs();
  AskForTime();
  if (!thread_.joinable()) thread_ = std::thread([this] { Run(); });
}

void StepTeller::AskForTime() const {
  manager_.Tell("EXTEND_TIMEOUT_USEC=" + std::to_string(kTimes * every_ms_ * 1000));
}

void StepTeller::Run() {
  std::unique_lock lock(mutex_);
  const auto every = std::chrono::milliseconds(every_ms_);
  while (!ended_.wait_for(lock, every, [this] { return end_; })) {
    AskForTime();
    // A step that has just begun is told of with the next.
    const std::int64_t took_us = clock_.SteadyUs() - begun_us_;
    if (took_us < every_ms_ * 1000) continue;
    const std::string told = step_ + ", " + std::to_string(took_us / kSecondUs) + " s";
    log::Info("store", "is being opened: {}", told);
    manager_.Tell("STATUS=opens the store: " + told);
  }
}

}  // namespace koine::server
