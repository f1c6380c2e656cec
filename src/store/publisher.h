#pragma once

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
  void Complete(std::shared_ptr<const Batch> batch);
  void Abandon(std::int64_t first_position);

 private:
  void DrainLocked();

  Fn fn_;
  std::mutex mutex_;
  std::map<std::int64_t, std::shared_ptr<const Batch>> ranges_;  // null: not committed yet
};

}  // namespace koine::store
