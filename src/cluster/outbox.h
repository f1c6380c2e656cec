#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

#include "cluster/bus.h"
#include "cluster/follower.h"
#include "cluster/frame.h"
#include "cluster/seal.h"

namespace koine::cluster {

// Sends to the other nodes on a thread of its own, so that nobody ever waits for NATS. What it
// does not take is dropped: others find it in the store, or in the next snapshot. Thread safe.
class Outbox {
 public:
  // Messages that wait; above it new ones are dropped.
  static constexpr std::size_t kWaitingMax = 20'000;

  Outbox(Bus& bus, Speaker self, Sealer sealer);
  ~Outbox();  // sends what waits, if it goes

  void Start();
  // Instead of Start: sends what has waited longest, on the calling thread. False if nothing waits.
  bool Step();

  // One message.
  void Send(BatchPtr batch);
  // `content` behind a beginning of this kind. False if it was dropped.
  bool Send(FrameKind kind, std::string content);
  // Ends after what waits is sent.
  void Stop();

 private:
  struct Item {
    FrameKind kind = FrameKind::kBatch;
    BatchPtr batch;
    std::string content;
  };
  bool Push(Item item);
  void Loop();
  // False if nothing waits. REQUIRES: the lock is held; it is not while this sends
  bool SendFirst(std::unique_lock<std::mutex>& lock);
  void Publish(const Item& item);

  Bus& bus_;
  const Speaker self_;
  Sealer sealer_;  // of the thread
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Item> items_;
  bool stop_ = false;
  bool idle_ = false;
  std::thread thread_;
};

}  // namespace koine::cluster
