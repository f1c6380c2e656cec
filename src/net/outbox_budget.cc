#include "net/outbox_budget.h"

#include <algorithm>

#include "base/memory.h"

namespace koine::net {

namespace {

// A buffer that grows leaves a hole of its old size, and one that is cut its whole size. In a flood
// the holes add up to several times of what waits, long before memory is given back in its turn.
constexpr std::size_t kFreedBytes = 4 << 20;

void NoteFreed(std::size_t bytes) {
  thread_local std::size_t freed = 0;
  freed += bytes;
  if (freed < kFreedBytes) return;
  freed = 0;
  GiveBackMemory();
}

}  // namespace

OutboxShare::~OutboxShare() {
  for (const auto& [owner, bytes] : waiting_) {
    budget_->used -= bytes;
    --budget_->readers;
  }
}

void OutboxShare::Forget(OutboxOwner* owner) {
  const auto it = waiting_.find(owner);
  if (it == waiting_.end()) return;
  budget_->used -= it->second;
  --budget_->readers;
  const std::size_t bytes = it->second;
  waiting_.erase(it);
  NoteFreed(bytes);
}

void OutboxShare::Set(OutboxOwner* owner, std::size_t bytes) {
  if (bytes == 0) return Forget(owner);
  const auto [it, fresh] = waiting_.try_emplace(owner, 0);
  if (fresh) ++budget_->readers;
  const std::size_t before = std::exchange(it->second, bytes);
  budget_->used += bytes - before;
  if (bytes != before) NoteFreed(before);
  if (bytes > before && budget_->used > budget_->max) CutLargest();
}

void OutboxShare::CutLargest() {
  while (budget_->used > budget_->max && !waiting_.empty()) {
    const auto largest =
        std::max_element(waiting_.begin(), waiting_.end(),
                         [](const auto& a, const auto& b) { return a.second < b.second; });
    // Those of another thread are larger: they are cut there.
    const std::size_t readers = std::max<std::size_t>(1, budget_->readers);
    if (largest->second < budget_->max / readers) return;
    OutboxOwner* const owner = largest->first;
    Forget(owner);
    owner->Cut();
  }
}

}  // namespace koine::net
