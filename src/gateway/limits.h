#pragma once

#include <array>
#include <cstdint>
#include <mutex>
#include <string_view>
#include <unordered_map>

#include "core/access/principal.h"

namespace koine::gateway {

// What is counted, each apart.
enum class Limit : std::uint8_t {
  kRequest,         // requests and frames
  kExpensive,       // searches and the like
  kPassword,        // what checks or sets a password
  kRegistration,    // accounts that anybody may make
  kMessage,         // messages that a person sends
  kTrustedMessage,  // those of administrators, applications and accounts of the server
};

// How much one user (or, before a login, one address) may do. 0: unlimited.
struct Rates {
  std::int64_t requests_per_s = 0;
  std::int64_t expensive_per_s = 0;
  std::int64_t passwords_per_s = 0;
  std::int64_t registrations_per_h = 0;
  std::int64_t messages_per_s = 0;
  std::int64_t trusted_messages_per_s = 0;
};

// Token buckets: those of messages hold ten seconds' worth, of registrations an hour's, others two
// seconds'. Bounded: when full, it starts anew. Any thread.
class RateLimiter {
 public:
  static constexpr std::size_t kBucketsMax = 100'000;

  explicit RateLimiter(const Rates& rates);

  // Whether `key` may do one more thing now.
  bool Take(std::uint64_t key, Limit limit, std::int64_t now_ms);

  std::size_t size() const;

  static std::uint64_t KeyOfUser(std::int64_t user) { return static_cast<std::uint64_t>(user) * 2; }
  // `address` as net::Address::Network has it.
  static std::uint64_t KeyOfAddress(std::string_view address);
  // What counts for messages of `who`.
  static Limit OfMessages(const access::Principal& who) {
    return who.admin() || who.trusted || !who.user ? Limit::kTrustedMessage : Limit::kMessage;
  }
  // Who sends them: a user, or all of an application.
  static std::uint64_t KeyOf(const access::Principal& who) {
    return KeyOfUser(who.user ? who.user.value : -who.tenant.value);
  }

 private:
  static constexpr std::size_t kShards = 16;
  static constexpr std::size_t kLimits = 6;
  struct Rate {
    double per_s = 0;
    double full = 0;
  };
  struct Bucket {
    double tokens = 0;
    std::int64_t at_ms = 0;
  };
  // A part of the keys, so that threads seldom wait for each other.
  struct Shard {
    mutable std::mutex mutex;
    std::unordered_map<std::uint64_t, Bucket> buckets;
  };
  std::array<Rate, kLimits> rates_;
  std::array<Shard, kShards> shards_;
};

}  // namespace koine::gateway
