#pragma once

#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>

#include "store/store.h"

namespace koine::store {

// Hands batches to the store's publisher one after the other, in position order also when several
// writers commit at once. Thread safe.
class Publisher {
 public:
  using Fn = std::function<void(std::shared_ptr<const Batch>)>;

  // Before the first batch.
  void Set(Fn fn) { fn_ = std::move(fn); }

  // Publishes at once: batches of a single writer, or without positions.
  void Now(std::shared_ptr<const Batch> batch);

  // Several writers: a writer that got a range announces its first position before it commits, and
  // then either completes or abandons it. A batch waits for all announced smaller ranges. As the
  // engine hands out a range only after the owner of the one before has committed, that owner has
  // announced its own by then.
  void Announce(std::int64_t first_position);
  // Returns when it is published, or after kWaitMs: smaller ranges are committed already, but one
  // whose answer was lost is being looked up.
  static constexpr int kWaitMs = 50;
  void Complete(std::shared_ptr<const Batch> batch);
  void Abandon(std::int64_t first_position);
  // The smallest announced first position >= `from` that is not published; kNothingPending without.
  std::int64_t PendingFrom(std::int64_t from) const;

 private:
  void DrainLocked();

  Fn fn_;
  mutable std::mutex mutex_;
  std::condition_variable drained_;
  // A crashed server gives a lost range to another writer before the one that lost it knows, so a
  // range may be announced more than once.
  struct Range {
    int announced = 0;
    std::shared_ptr<const Batch> batch;  // null: not committed yet
  };
  std::map<std::int64_t, Range> ranges_;
};

}  // namespace koine::store
