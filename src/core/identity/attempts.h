#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <unordered_map>

#include "base/clock.h"

namespace koine::identity {

// Counts failed password checks per key (name and address) in memory: after kAttemptsMax within
// kAttemptWindowMs further ones are refused until the window has passed. Bounded: when full, keys
// whose window has passed are dropped, then the table starts anew. Thread safe.
class AttemptLimiter {
 public:
  static constexpr int kAttemptsMax = 5;
  static constexpr std::int64_t kAttemptWindowMs = 15 * 60 * 1000;
  static constexpr std::size_t kKeysMax = 100'000;

  explicit AttemptLimiter(const Clock& clock) : clock_(clock) {}

  bool Allowed(const std::string& key);
  void Failed(const std::string& key);
  void Succeeded(const std::string& key);

 private:
  struct Count {
    int failures = 0;
    std::int64_t since_ms = 0;
  };
  void Shrink(std::int64_t now_ms);

  const Clock& clock_;
  std::mutex mutex_;
  std::unordered_map<std::string, Count> counts_;
};

}  // namespace koine::identity
