#include "gateway/limits.h"

#include <algorithm>
#include <functional>

namespace koine::gateway {

namespace {
constexpr double kBurstSeconds = 2;
constexpr double kMessageBurstSeconds = 10;
constexpr double kHourSeconds = 3600;
}  // namespace

RateLimiter::RateLimiter(const Rates& rates) {
  const auto set = [this](Limit limit, double per_s, double seconds) {
    rates_[static_cast<std::size_t>(limit)] = {per_s, per_s * seconds};
  };
  set(Limit::kRequest, static_cast<double>(rates.requests_per_s), kBurstSeconds);
  set(Limit::kExpensive, static_cast<double>(rates.expensive_per_s), kBurstSeconds);
  set(Limit::kPassword, static_cast<double>(rates.passwords_per_s), kBurstSeconds);
  set(Limit::kRegistration, static_cast<double>(rates.registrations_per_h) / kHourSeconds,
      kHourSeconds);
  set(Limit::kMessage, static_cast<double>(rates.messages_per_s), kMessageBurstSeconds);
  set(Limit::kTrustedMessage, static_cast<double>(rates.trusted_messages_per_s),
      kMessageBurstSeconds);
}

std::uint64_t RateLimiter::KeyOfAddress(std::string_view address) {
  return std::hash<std::string_view>{}(address) | 1;
}

std::size_t RateLimiter::size() const {
  std::size_t size = 0;
  for (const Shard& shard : shards_) {
    const std::lock_guard lock(shard.mutex);
    size += shard.buckets.size();
  }
  return size;
}

bool RateLimiter::Take(std::uint64_t key, Limit limit, std::int64_t now_ms) {
  const Rate& rate = rates_[static_cast<std::size_t>(limit)];
  if (rate.full <= 0) return true;
  Shard& shard = shards_[(key >> 1) % kShards];
  key = key * kLimits + static_cast<std::uint64_t>(limit);
  const std::lock_guard lock(shard.mutex);
  if (shard.buckets.size() >= kBucketsMax / kShards) shard.buckets.clear();
  Bucket& bucket = shard.buckets.try_emplace(key, Bucket{rate.full, now_ms}).first->second;
  // The clocks of two threads differ by a turn of their loops.
  const double elapsed_s =
      static_cast<double>(std::max<std::int64_t>(0, now_ms - bucket.at_ms)) / 1000;
  bucket.tokens = std::min(rate.full, bucket.tokens + elapsed_s * rate.per_s);
  bucket.at_ms = std::max(bucket.at_ms, now_ms);
  // The sum of many small pieces of a token falls a little short of it.
  constexpr double kWhole = 1 - 1e-9;
  if (bucket.tokens < kWhole) return false;
  bucket.tokens -= 1;
  return true;
}

}  // namespace koine::gateway
