#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>

namespace koine::gateway {

// How much one user (or, before a login, one address) may do on one thread.
struct Rates {
  std::int64_t requests_per_s = 0;   // 0: unlimited
  std::int64_t expensive_per_s = 0;  // passwords, searches
};

// Token buckets that hold two seconds' worth. Bounded: when full, it starts anew. One thread.
class RateLimiter {
 public:
  static constexpr std::size_t kBucketsMax = 100'000;

  explicit RateLimiter(const Rates& rates) : rates_(rates) {}

  // Whether `key` may do one more thing now.
  bool Take(std::uint64_t key, bool expensive, std::int64_t now_ms);

  std::size_t size() const { return buckets_.size(); }

  static std::uint64_t KeyOfUser(std::int64_t user) { return static_cast<std::uint64_t>(user) * 2; }
  static std::uint64_t KeyOfAddress(std::string_view address);

 private:
  struct Bucket {
    double tokens = 0;
    std::int64_t at_ms = 0;
  };
  Rates rates_;
  std::unordered_map<std::uint64_t, Bucket> buckets_;
};

}  // namespace koine::gateway
