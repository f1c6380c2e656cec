#include "core/identity/attempts.h"

namespace koine::identity {

AttemptLimiter::Room AttemptLimiter::RoomIn(const std::vector<Key>& keys, std::int64_t now_ms) {
  Room room = Room::kFree;
  for (const Key& key : keys) {
    auto it = counts_.find(key.name);
    if (it == counts_.end()) continue;
    Count& count = it->second;
    if (now_ms - count.since_ms >= kAttemptWindowMs) count.failures = 0;
    if (count.failures >= key.max) return Room::kNone;
    if (count.failures + count.under_way >= key.max) room = Room::kBusy;
  }
  return room;
}

std::optional<AttemptLimiter::Trial> AttemptLimiter::Begin(std::vector<Key> keys) {
  std::unique_lock lock(mutex_);
  std::int64_t now_ms = clock_.NowMs();
  for (Room room = RoomIn(keys, now_ms); room != Room::kFree; room = RoomIn(keys, now_ms)) {
    if (room == Room::kNone) return std::nullopt;
    ended_.wait(lock);
    now_ms = clock_.NowMs();
  }
  for (const Key& key : keys) {
    // A key that is counted already takes no room, and must not be forgotten for its own sake.
    if (counts_.size() >= kKeysMax && !counts_.contains(key.name)) Shrink(now_ms);
    ++counts_[key.name].under_way;
  }
  return Trial(*this, std::move(keys));
}

void AttemptLimiter::Trial::End(Verdict verdict) {
  if (limiter_ == nullptr) return;
  AttemptLimiter& limiter = *std::exchange(limiter_, nullptr);
  {
    const std::lock_guard lock(limiter.mutex_);
    const std::int64_t now_ms = limiter.clock_.NowMs();
    for (const Key& key : keys_) {
      auto it = limiter.counts_.find(key.name);
      Count& count = it->second;  // never dropped while it is under way
      --count.under_way;
      if (verdict == Verdict::kFailed) {
        if (count.failures == 0 || now_ms - count.since_ms >= kAttemptWindowMs) {
          count.failures = 0;
          count.since_ms = now_ms;
        }
        ++count.failures;
      } else if (verdict == Verdict::kSucceeded && key.cleared) {
        count.failures = 0;
      }
      if (count.failures == 0 && count.under_way == 0) limiter.counts_.erase(it);
    }
  }
  limiter.ended_.notify_all();
}

void AttemptLimiter::Shrink(std::int64_t now_ms) {
  std::erase_if(counts_, [now_ms](const auto& entry) {
    return entry.second.under_way == 0 && now_ms - entry.second.since_ms >= kAttemptWindowMs;
  });
  for (const int least : {1, kAddressAttemptsMax}) {
    if (counts_.size() < kKeysMax) return;
    std::erase_if(counts_, [least](const auto& entry) {
      return entry.second.under_way == 0 && entry.second.failures <= least;
    });
  }
}

}  // namespace koine::identity
