#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/clock.h"

namespace koine::identity {

// Counts failed password checks in memory, under keys that say whose they are: after as many as a
// key allows within kAttemptWindowMs further ones are refused until the window has passed. Checks
// at the same time never exceed that together: those that could wait for the others, so only on a
// pool. Bounded: when full, keys whose window has passed go, then those with one failure, then all.
// Thread safe.
class AttemptLimiter {
 public:
  static constexpr int kAttemptsMax = 5;           // of an account
  static constexpr int kAddressAttemptsMax = 100;  // of an address, whatever the accounts
  static constexpr std::int64_t kAttemptWindowMs = 15 * 60 * 1000;
  static constexpr std::size_t kKeysMax = 100'000;

  struct Key {
    std::string name;
    int max = kAttemptsMax;
    bool cleared = true;  // its failures are forgotten once a check succeeds
  };

  // A check under way. One that is dropped without a verdict does not count.
  class Trial {
   public:
    Trial(AttemptLimiter& limiter, std::vector<Key> keys)
        : limiter_(&limiter), keys_(std::move(keys)) {}
    Trial(Trial&& other) noexcept
        : limiter_(std::exchange(other.limiter_, nullptr)), keys_(std::move(other.keys_)) {}
    Trial& operator=(Trial&&) = delete;
    ~Trial() { End(Verdict::kNone); }

    void Failed() { End(Verdict::kFailed); }
    void Succeeded() { End(Verdict::kSucceeded); }

   private:
    friend class AttemptLimiter;
    enum class Verdict : std::uint8_t { kNone, kFailed, kSucceeded };
    void End(Verdict verdict);

    AttemptLimiter* limiter_;
    std::vector<Key> keys_;
  };

  explicit AttemptLimiter(const Clock& clock) : clock_(clock) {}

  // Nothing when one of the keys has failed too often.
  std::optional<Trial> Begin(std::vector<Key> keys);

 private:
  struct Count {
    int failures = 0;
    int under_way = 0;
    std::int64_t since_ms = 0;
  };
  enum class Room : std::uint8_t { kFree, kBusy, kNone };
  Room RoomIn(const std::vector<Key>& keys, std::int64_t now_ms);
  void Shrink(std::int64_t now_ms);

  const Clock& clock_;
  std::mutex mutex_;
  std::condition_variable ended_;
  std::unordered_map<std::string, Count> counts_;
};

}  // namespace koine::identity
