#include "store/publisher.h"

namespace koine::store {

void Publisher::Now(std::shared_ptr<const Batch> batch) {
  if (!fn_) return;
  const std::lock_guard lock(mutex_);
  fn_(std::move(batch));
}

void Publisher::Announce(std::int64_t first_position) {
  const std::lock_guard lock(mutex_);
  ranges_.emplace(first_position, nullptr);
}

void Publisher::Complete(std::shared_ptr<const Batch> batch) {
  const std::lock_guard lock(mutex_);
  const std::int64_t first = batch->first_position;
  ranges_[first] = std::move(batch);
  DrainLocked();
}

void Publisher::Abandon(std::int64_t first_position) {
  const std::lock_guard lock(mutex_);
  ranges_.erase(first_position);
  DrainLocked();
}

void Publisher::DrainLocked() {
  while (!ranges_.empty() && ranges_.begin()->second != nullptr) {
    if (fn_) fn_(ranges_.begin()->second);
    ranges_.erase(ranges_.begin());
  }
}

}  // namespace koine::store
