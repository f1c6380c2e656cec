#include "base/loop_turn.h"

#include <algorithm>

#include "base/require.h"

namespace koine {

namespace {
thread_local LoopTurn* current = nullptr;
}  // namespace

LoopTurn::LoopTurn() {
  KOINE_REQUIRE(current == nullptr);
  current = this;
}

LoopTurn::~LoopTurn() {
  current = nullptr;
  parts_.clear();
}

LoopTurn* LoopTurn::Current() {
  return current;
}

TurnPart* LoopTurn::Find(const void* owner) const {
  const auto it =
      std::ranges::find(parts_, owner, &std::pair<const void*, std::unique_ptr<TurnPart>>::first);
  return it == parts_.end() ? nullptr : it->second.get();
}

void LoopTurn::Put(const void* owner, std::unique_ptr<TurnPart> part) {
  KOINE_REQUIRE(Find(owner) == nullptr);
  parts_.emplace_back(owner, std::move(part));
}

}  // namespace koine
