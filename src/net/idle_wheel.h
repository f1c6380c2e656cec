#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace koine::net {

// A place in one of the lists of an IdleWheel.
struct IdleLinks {
  IdleLinks* prev = nullptr;
  IdleLinks* next = nullptr;  // null: in no list
};

// Something with a coarse deadline, linked into an IdleWheel. Costs no allocation.
class IdleEntry : private IdleLinks {
 public:
  virtual ~IdleEntry();
  IdleEntry() = default;
  IdleEntry(const IdleEntry&) = delete;
  IdleEntry& operator=(const IdleEntry&) = delete;

 protected:
  // The deadline may have passed, by at most two seconds; entries far away are asked earlier.
  // Returns the next deadline as steady milliseconds, or 0 to leave the wheel. May destroy nothing
  // but through DeleteLater.
  virtual std::int64_t OnDeadline(std::int64_t now_ms) = 0;

 private:
  friend class IdleWheel;
};

// Deadlines of many connections, at a resolution of one second: one timer per thread. Moving a
// deadline further away is free: the entry finds out when the old one comes.
class IdleWheel {
 public:
  static constexpr std::int64_t kTickMs = 1000;
  static constexpr std::size_t kSlots = 256;

  IdleWheel();
  // Links `entry` for `deadline_ms`, or moves it there.
  void Set(IdleEntry* entry, std::int64_t deadline_ms);
  static void Remove(IdleEntry* entry);
  // Calls OnDeadline of entries that are due.
  void Advance(std::int64_t now_ms);
  // Nothing is due any more. It takes a round to find out where entries were removed.
  bool empty() const { return tick_ >= furthest_; }

 private:
  static void Link(IdleLinks* head, IdleLinks* entry);
  std::array<IdleLinks, kSlots> slots_;
  std::int64_t tick_ = -1;
  std::int64_t furthest_ = -1;  // nothing is linked behind it
};

}  // namespace koine::net
