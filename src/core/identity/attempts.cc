#include "core/identity/attempts.h"

namespace koine::identity {

bool AttemptLimiter::Allowed(const std::string& key) {
  const std::lock_guard lock(mutex_);
  auto it = counts_.find(key);
  if (it == counts_.end()) return true;
  if (clock_.NowMs() - it->second.since_ms >= kAttemptWindowMs) {
    counts_.erase(it);
    return true;
  }
  return it->second.failures < kAttemptsMax;
}

void AttemptLimiter::Failed(const std::string& key) {
  const std::lock_guard lock(mutex_);
  const std::int64_t now_ms = clock_.NowMs();
  // A key that is counted already takes no room, and must not be forgotten for its own sake.
  if (counts_.size() >= kKeysMax && !counts_.contains(key)) Shrink(now_ms);
  Count& count = counts_[key];
  if (count.failures == 0 || now_ms - count.since_ms >= kAttemptWindowMs) {
    count = {0, now_ms};
  }
  ++count.failures;
}

void AttemptLimiter::Succeeded(const std::string& key) {
  const std::lock_guard lock(mutex_);
  counts_.erase(key);
}

void AttemptLimiter::Shrink(std::int64_t now_ms) {
  std::erase_if(counts_, [now_ms](const auto& entry) {
    return now_ms - entry.second.since_ms >= kAttemptWindowMs;
  });
  if (counts_.size() >= kKeysMax) counts_.clear();
}

}  // namespace koine::identity
