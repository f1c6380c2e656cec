#pragma once

#include <memory>
#include <utility>
#include <vector>

namespace koine {

// What somebody keeps from one use to the next within a turn of a loop, as they would not while
// their thread waits. Ends with the turn, in its thread.
class TurnPart {
 public:
  virtual ~TurnPart() = default;
};

// A turn of a loop: what its thread does between two waits. One at a time for each thread.
class LoopTurn {
 public:
  LoopTurn();
  ~LoopTurn();
  LoopTurn(const LoopTurn&) = delete;
  LoopTurn& operator=(const LoopTurn&) = delete;

  // That of this thread; null where it may wait at any time.
  static LoopTurn* Current();

  // What `owner` has put here; null before. Each owner has one part at most.
  TurnPart* Find(const void* owner) const;
  void Put(const void* owner, std::unique_ptr<TurnPart> part);

 private:
  std::vector<std::pair<const void*, std::unique_ptr<TurnPart>>> parts_;
};

}  // namespace koine
