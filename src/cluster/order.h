#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "store/store.h"

namespace koine::cluster {

using BatchPtr = std::shared_ptr<const store::Batch>;

// Puts the batches of all nodes into the one order of the log: each position once, none left out.
// Says which positions are missing for so long that they must be read from the store. No threads,
// no clock: times are given, in microseconds of the steady clock.
class Order {
 public:
  // How long the batches in front may take before their rows are read: what NATS needs to bring
  // them, and some.
  static constexpr std::int64_t kHoleWaitUs = 5'000;
  // Batches that wait behind a hole; those above it are read from the store in their turn.
  static constexpr std::size_t kWaitingMax = 10'000;

  struct Range {
    std::int64_t first = 0, last = 0;  // both inclusive
  };

  // Everything up to `position` is done already.
  explicit Order(std::int64_t position) : position_(position), head_(position) {}

  // A batch that became known, of this node or another one, or read from the store; in any order
  // and also twice. Entries without a position are not in the order: they come out with the next
  // Take.
  void Add(BatchPtr batch, std::int64_t now_us);
  // The log is known to reach up to `position`.
  void SetHead(std::int64_t position, std::int64_t now_us);
  // What may be delivered now, in order.
  std::vector<BatchPtr> Take();

  // The first missing positions, if they have been missing for `wait_us`: to be read now.
  std::optional<Range> Due(std::int64_t now_us, std::int64_t wait_us = kHoleWaitUs) const;
  // When Due may have something at the earliest; nothing without a hole.
  std::optional<std::int64_t> DueAt(std::int64_t wait_us = kHoleWaitUs) const;

  // The store went back to an older state (another server took over and had not everything): goes
  // on behind `position`, forgetting what waits.
  void Restart(std::int64_t position);

  // The last position taken out, all before it included.
  std::int64_t position() const { return position_; }
  // Known positions that are not taken out yet.
  std::int64_t behind() const { return head_ - position_; }
  std::uint64_t holes() const { return holes_; }

 private:
  std::optional<Range> Missing() const;
  void NoteHole(std::int64_t now_us);

  std::int64_t position_;
  std::int64_t head_;
  std::map<std::int64_t, BatchPtr> waiting_;  // by first position
  std::vector<BatchPtr> ready_;
  std::int64_t hole_ = 0;  // the position that is waited for, 0: none
  std::int64_t hole_us_ = 0;
  std::uint64_t holes_ = 0;
};

}  // namespace koine::cluster
