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
  std::int64_t* linked_ = nullptr;  // the counter of the wheel it is in
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
  bool empty() const { return count_ == 0; }

 private:
  static void Link(IdleLinks* head, IdleLinks* entry);
  std::array<IdleLinks, kSlots> slots_;
  std::int64_t tick_ = -1;
  std::int64_t count_ = 0;
};

}  // namespace koine::net
