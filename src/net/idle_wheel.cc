#include "net/idle_wheel.h"

#include <algorithm>

namespace koine::net {

IdleEntry::~IdleEntry() {
  IdleWheel::Remove(this);
}

IdleWheel::IdleWheel() {
  for (IdleLinks& head : slots_) head.prev = head.next = &head;
}

void IdleWheel::Link(IdleLinks* head, IdleLinks* entry) {
  entry->next = head;
  entry->prev = head->prev;
  head->prev->next = entry;
  head->prev = entry;
}

void IdleWheel::Remove(IdleEntry* entry) {
  if (entry->next == nullptr) return;
  entry->prev->next = entry->next;
  entry->next->prev = entry->prev;
  entry->prev = entry->next = nullptr;
}

void IdleWheel::Set(IdleEntry* entry, std::int64_t deadline_ms) {
  Remove(entry);
  // One tick later than the deadline's, so that it has passed for certain when the slot comes.
  // Deadlines beyond one round come early and are asked again.
  std::int64_t tick = deadline_ms / kTickMs + 1;
  tick = std::clamp<std::int64_t>(tick, tick_ + 1, tick_ + static_cast<std::int64_t>(kSlots) - 1);
  Link(&slots_[static_cast<std::size_t>(tick) % kSlots], entry);
  furthest_ = std::max(furthest_, tick);
}

void IdleWheel::Advance(std::int64_t now_ms) {
  std::int64_t target = now_ms / kTickMs;
  if (tick_ < 0) {
    tick_ = target;
    if (furthest_ >= 0) furthest_ = tick_ + static_cast<std::int64_t>(kSlots);
  }
  // After a long jump one round visits every slot.
  tick_ = std::max(tick_, target - static_cast<std::int64_t>(kSlots));
  while (tick_ < target) {
    ++tick_;
    IdleLinks& head = slots_[static_cast<std::size_t>(tick_) % kSlots];
    // Entries put back by Set land in later slots, so this ends.
    while (head.next != &head) {
      auto* entry = static_cast<IdleEntry*>(head.next);
      Remove(entry);
      std::int64_t next = entry->OnDeadline(now_ms);
      if (next != 0 && entry->next == nullptr) Set(entry, next);
    }
  }
}

}  // namespace koine::net
