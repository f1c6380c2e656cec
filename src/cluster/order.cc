#include "cluster/order.h"

#include <algorithm>
#include <utility>

#include "base/require.h"

namespace koine::cluster {

namespace {

// `batch` without the entries up to `position`.
BatchPtr Rest(const BatchPtr& batch, std::int64_t position) {
  auto rest = std::make_shared<store::Batch>();
  rest->first_position = position + 1;
  rest->last_position = batch->last_position;
  for (const store::Entry& entry : batch->entries) {
    if (entry.position == 0 || entry.position > position) rest->entries.push_back(entry);
  }
  return rest;
}

// Only what has no position; null if that is nothing.
BatchPtr TransientsOf(const BatchPtr& batch) {
  auto out = std::make_shared<store::Batch>();
  for (const store::Entry& entry : batch->entries) {
    if (entry.position == 0) out->entries.push_back(entry);
  }
  return out->entries.empty() ? nullptr : out;
}

}  // namespace

void Order::Add(BatchPtr batch, std::int64_t now_us) {
  if (batch->first_position == 0) {
    ready_.push_back(std::move(batch));
    return;
  }
  head_ = std::max(head_, batch->last_position);
  if (batch->last_position <= position_) {
    // Its rows were read meanwhile; what has no row was not.
    if (BatchPtr transients = TransientsOf(batch)) ready_.push_back(std::move(transients));
    return;
  }
  const bool room = waiting_.size() < kWaitingMax || batch->first_position == position_ + 1;
  if (room) {
    BatchPtr& slot = waiting_[batch->first_position];
    // Of two that begin together the longer one says more; that they differ at all means that one
    // was read from the store.
    if (slot == nullptr || slot->last_position < batch->last_position) {
      std::swap(slot, batch);
    }
  }
  while (!waiting_.empty() && waiting_.begin()->first <= position_ + 1) {
    BatchPtr next = std::move(waiting_.begin()->second);
    waiting_.erase(waiting_.begin());
    if (next->last_position <= position_) {
      if (BatchPtr transients = TransientsOf(next)) ready_.push_back(std::move(transients));
      continue;
    }
    if (next->first_position <= position_) next = Rest(next, position_);
    KOINE_REQUIRE(next->first_position == position_ + 1);
    position_ = next->last_position;
    ready_.push_back(std::move(next));
  }
  NoteHole(now_us);
}

void Order::SetHead(std::int64_t position, std::int64_t now_us) {
  head_ = std::max(head_, position);
  NoteHole(now_us);
}

std::vector<BatchPtr> Order::Take() {
  return std::exchange(ready_, {});
}

std::optional<Order::Range> Order::Missing() const {
  if (position_ >= head_) return std::nullopt;
  const std::int64_t last = waiting_.empty() ? head_ : waiting_.begin()->first - 1;
  return Range{position_ + 1, last};
}

void Order::NoteHole(std::int64_t now_us) {
  const auto missing = Missing();
  const std::int64_t hole = missing ? missing->first : 0;
  if (hole == hole_) return;
  hole_ = hole;
  hole_us_ = now_us;
  if (hole != 0) ++holes_;
}

std::optional<Order::Range> Order::Due(std::int64_t now_us, std::int64_t wait_us) const {
  if (hole_ == 0 || now_us - hole_us_ < wait_us) return std::nullopt;
  return Missing();
}

std::optional<std::int64_t> Order::DueAt(std::int64_t wait_us) const {
  if (hole_ == 0) return std::nullopt;
  return hole_us_ + wait_us;
}

void Order::Restart(std::int64_t position) {
  position_ = head_ = position;
  waiting_.clear();
  hole_ = 0;
}

}  // namespace koine::cluster
