#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "net/address.h"

namespace koine::net {

// Connections in use, shared by servers (and threads) that have one bound together: of all, and of
// each address (of IPv6: each network of 64 bits). Says so when a bound is met. Any thread.
class ConnectionBudget {
 public:
  // Whose connections are not counted by address, such as those of a proxy.
  using Exempt = std::function<bool(const Address&)>;
  // `max_of_one` 0: as many as of all.
  explicit ConnectionBudget(std::int64_t max, std::int64_t max_of_one = 0, Exempt exempt = nullptr);

  // Takes a place, before it is known for whom. False if all are taken.
  bool Reserve();
  void Release() { used_.fetch_sub(1); }
  // The place is for that address. False, and it is released, if it has as many as it may.
  bool Enter(const Address& remote, std::int64_t now_ms);
  // A place for that address, even if it is one too many.
  void Add(const Address& remote);
  void Leave(const Address& remote);

  // Accepting rests for a moment, because places or `reason` (of the system) ran out.
  void NotePause(std::string_view reason, std::int64_t now_ms);

  std::int64_t used() const { return used_; }

 private:
  static constexpr std::int64_t kToldAgainMs = 600'000;
  static constexpr std::size_t kToldMax = 1'000;

  bool Counts(const Address& remote) const {
    return max_of_one_ > 0 && !(exempt_ && exempt_(remote));
  }
  void TellRefused(const std::string& network, std::int64_t now_ms);

  const std::int64_t max_, max_of_one_;
  const Exempt exempt_;
  std::atomic<std::int64_t> used_{0};
  std::mutex mutex_;
  std::unordered_map<std::string, std::int64_t> of_one_;
  std::unordered_map<std::string, std::int64_t> told_ms_;  // when an address was last named
  std::int64_t pause_told_ms_ = -kToldAgainMs;
};

}  // namespace koine::net
