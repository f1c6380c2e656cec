#include "gateway/limits.h"

#include <algorithm>
#include <functional>

namespace koine::gateway {

namespace {
constexpr double kBurstSeconds = 2;
constexpr std::uint64_t kExpensiveBit = std::uint64_t{1} << 63;
}  // namespace

std::uint64_t RateLimiter::KeyOfAddress(std::string_view address) {
  return (std::hash<std::string_view>{}(address) | 1) & ~kExpensiveBit;
}

bool RateLimiter::Take(std::uint64_t key, bool expensive, std::int64_t now_ms) {
  const std::int64_t rate = expensive ? rates_.expensive_per_s : rates_.requests_per_s;
  if (rate <= 0) return true;
  if (expensive) key |= kExpensiveBit;
  if (buckets_.size() >= kBucketsMax) buckets_.clear();
  const double full = static_cast<double>(rate) * kBurstSeconds;
  auto [it, added] = buckets_.try_emplace(key, Bucket{full, now_ms});
  Bucket& bucket = it->second;
  const double elapsed_s = static_cast<double>(now_ms - bucket.at_ms) / 1000;
  bucket.tokens = std::min(full, bucket.tokens + elapsed_s * static_cast<double>(rate));
  bucket.at_ms = now_ms;
  if (bucket.tokens < 1) return false;
  bucket.tokens -= 1;
  return true;
}

}  // namespace koine::gateway
