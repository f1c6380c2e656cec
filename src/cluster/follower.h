#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <thread>

#include "base/clock.h"
#include "cluster/order.h"

namespace koine::cluster {

// Gives the batches of this node and of all others to the gateway, in the order of the log. What
// does not come by NATS it reads from the store, on a thread of its own, so a node needs NATS for
// nothing but speed. Thread safe.
class Follower {
 public:
  // How often the end of the log is looked up; and while NATS does not bring what others publish.
  static constexpr std::int64_t kPollUs = 250'000;
  static constexpr std::int64_t kFastPollUs = 20'000;
  // Pause after a read of the store that failed.
  static constexpr std::int64_t kRetryUs = 100'000;
  // Pause while this process itself holds what is missing.
  static constexpr std::int64_t kOwnUs = 2'000;

  struct Sinks {
    // In the order of the log, one at a time; must not block.
    std::function<void(BatchPtr)> deliver;
    // All that was committed before this time of the steady clock was delivered.
    std::function<void(std::int64_t steady_us)> fresh;
    // The log is shorter than what was delivered of it.
    std::function<void()> lost;
  };

  // Follows what comes after `position`.
  Follower(store::Store& store, Clock& clock, std::int64_t position, Sinks sinks);
  ~Follower();  // stops

  void Start();
  void Stop();
  // Instead of Start, on one thread: does what is due, and returns when it is to be called again,
  // of the steady clock. What is called meanwhile may bring that forward.
  std::int64_t Step();

  // Of this node, when it is durable, or of another one. Delivered before this returns, unless
  // positions before it are missing.
  void Add(BatchPtr batch);
  // Another node committed up to `position` and did not send the entries.
  void Hint(std::int64_t position);
  // Whether to look often, for nobody tells.
  void SetFast(bool fast);

  std::int64_t position() const;

 private:
  void Loop();
  enum class Done { kPolled, kRead, kFailed, kOwn };
  // Does what is due at `now`, at most one read of the store. When to look again; `now` itself if
  // it did something. REQUIRES: the lock is held; it is not while the store is read
  std::int64_t DoDue(std::unique_lock<std::mutex>& lock, std::int64_t now);
  Done Poll();
  Done Heal(const Order::Range& range);
  // Gives out what is ready. REQUIRES: mutex_ is held
  void Drain();
  // Ends the wait of the loop where something falls due before its end.
  // REQUIRES: mutex_ is held
  void WakeIfDue();

  store::Store& store_;
  Clock& clock_;
  Sinks sinks_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  Order order_;
  bool fast_ = false;
  bool stop_ = false;
  std::int64_t poll_us_ = 0;   // when to look up the end of the log
  std::int64_t retry_us_ = 0;  // not before this
  std::int64_t own_us_ = 0;    // no reading of rows before this
  std::uint64_t holes_ = 0;
  std::int64_t asked_us_ = 0;  // when the last look began, and what it saw
  std::int64_t asked_head_ = -1;
  std::int64_t waits_until_us_ = 0;  // what the thread sleeps for
  std::thread thread_;
};

}  // namespace koine::cluster
