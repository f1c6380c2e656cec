#include "store/publisher.h"

#include <chrono>

#include "base/require.h"
#include "base/wake.h"

namespace koine::store {

namespace {

// Whether the positions are those of the batch, each once and none left out.
bool Whole(const Batch& batch) {
  if ((batch.first_position == 0) != (batch.last_position == 0)) return false;
  std::int64_t next = batch.first_position;
  for (const Entry& entry : batch.entries) {
    if (entry.position == 0) continue;
    if (next == 0 || entry.position != next++) return false;
  }
  return next == 0 || next == batch.last_position + 1;
}

}  // namespace

void Publisher::Now(std::shared_ptr<const Batch> batch) {
  KOINE_REQUIRE(Whole(*batch));
  if (!fn_) return;
  const std::lock_guard lock(mutex_);
  fn_(std::move(batch));
}

void Publisher::Announce(std::int64_t first_position) {
  const std::lock_guard lock(mutex_);
  ++ranges_[first_position].announced;
}

void Publisher::Complete(std::shared_ptr<const Batch> batch) {
  KOINE_REQUIRE(batch->first_position > 0 && Whole(*batch));
  std::unique_lock lock(mutex_);
  const std::int64_t first = batch->first_position;
  ranges_[first].batch = std::move(batch);
  DrainLocked();
  const auto drained = [this, first] { return ranges_.count(first) == 0; };
  if (drained()) return;
  WakesHeld::Release();
  drained_.wait_for(lock, std::chrono::milliseconds(kWaitMs), drained);
}

void Publisher::Abandon(std::int64_t first_position) {
  const std::lock_guard lock(mutex_);
  const auto range = ranges_.find(first_position);
  if (range == ranges_.end()) return;
  if (--range->second.announced <= 0 && range->second.batch == nullptr) ranges_.erase(range);
  DrainLocked();
}

std::int64_t Publisher::PendingFrom(std::int64_t from) const {
  const std::lock_guard lock(mutex_);
  const auto range = ranges_.lower_bound(from);
  return range == ranges_.end() ? Store::kNothingPending : range->first;
}

void Publisher::DrainLocked() {
  const std::size_t before = ranges_.size();
  while (!ranges_.empty() && ranges_.begin()->second.batch != nullptr) {
    if (fn_) fn_(ranges_.begin()->second.batch);
    ranges_.erase(ranges_.begin());
  }
  if (ranges_.size() != before) drained_.notify_all();
}

}  // namespace koine::store
