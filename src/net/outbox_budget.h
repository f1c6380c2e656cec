#pragma once

#include <atomic>
#include <cstddef>
#include <memory>
#include <unordered_map>
#include <utility>

#include "net/event_loop.h"

namespace koine::net {

// Bytes that wait for readers, over all connections of all threads.
struct OutboxBudget {
  explicit OutboxBudget(std::size_t max_in) : max(max_in) {}
  const std::size_t max;
  std::atomic<std::size_t> used{0};
  std::atomic<std::size_t> readers{0};  // for whom something waits
};

// Who has an outbox.
class OutboxOwner : public LoopObject {
 public:
  // What waits is too much: drop it and the connection, at the end of the turn.
  virtual void Cut() {}
};

// The part of one loop thread in a budget. When all outboxes together hold more than they may, its
// largest are cut, as long as they are larger than what each reader might have.
class OutboxShare {
 public:
  explicit OutboxShare(std::shared_ptr<OutboxBudget> budget) : budget_(std::move(budget)) {}
  ~OutboxShare();
  OutboxShare(const OutboxShare&) = delete;
  OutboxShare& operator=(const OutboxShare&) = delete;

  // So many bytes wait for it now. May cut it or others.
  void Set(OutboxOwner* owner, std::size_t bytes);

 private:
  void CutLargest();
  void Forget(OutboxOwner* owner);

  std::shared_ptr<OutboxBudget> budget_;
  std::unordered_map<OutboxOwner*, std::size_t> waiting_;  // none of 0 bytes
};

}  // namespace koine::net
