#include "store/small_blocks.h"

#include <malloc.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>

namespace koine::store {

namespace {

struct Block {
  Block* next;
};
struct Kept {
  Block* first = nullptr;
  int count = 0;
};
constexpr std::size_t kSizes = kSmallMost / kSmallStep;

// Of the thread; plain data, so that nothing has to ask whether it is there yet.
constinit thread_local std::array<Kept, kSizes> kept{};
constinit thread_local bool ending = false;

// Gives all back when the thread ends.
struct AtEnd {
  ~AtEnd() {
    ending = true;
    for (Kept& one : kept) {
      while (one.first != nullptr) {
        Block* const block = one.first;
        one.first = block->next;
        std::free(block);
      }
      one.count = 0;
    }
  }
  void Touch() {}
};
thread_local AtEnd at_end;

// A block of the system has at least what was asked for, so what it has tells its size.
std::size_t RoomOf(void* p) {
  return ::malloc_usable_size(p);
}

void* Take(int bytes) {
  const auto n = static_cast<std::size_t>(std::max(bytes, 1));
  if (n > kSmallMost) return std::malloc(n);
  Kept& own = kept[(n - 1) / kSmallStep];
  if (own.first == nullptr) return std::malloc((n + kSmallStep - 1) / kSmallStep * kSmallStep);
  Block* const block = own.first;
  own.first = block->next;
  --own.count;
  return block;
}

void Give(void* p) {
  const std::size_t steps = RoomOf(p) / kSmallStep;
  if (steps == 0 || steps > kSizes || ending || kept[steps - 1].count == kSmallKept) {
    return std::free(p);
  }
  Kept& own = kept[steps - 1];
  if (own.first == nullptr) at_end.Touch();
  auto* const block = static_cast<Block*>(p);
  block->next = own.first;
  own.first = block;
  ++own.count;
}

void* Resize(void* p, int bytes) {
  const std::size_t room = RoomOf(p);
  const auto n = static_cast<std::size_t>(std::max(bytes, 1));
  if (room >= kSmallMost + kSmallStep) return std::realloc(p, n);
  if (n <= room) return p;
  void* const larger = Take(bytes);
  if (larger == nullptr) return nullptr;
  std::memcpy(larger, p, room);
  Give(p);
  return larger;
}

int Size(void* p) {
  return p == nullptr ? 0 : static_cast<int>(RoomOf(p));
}

int Rounded(int bytes) {
  const int step = bytes <= static_cast<int>(kSmallMost) ? static_cast<int>(kSmallStep) : 8;
  return (bytes + step - 1) / step * step;
}

int Start(void*) {
  return SQLITE_OK;
}

void Stop(void*) {}

constexpr sqlite3_mem_methods kMethods{Take, Give, Resize, Size, Rounded, Start, Stop, nullptr};

}  // namespace

int SetUpSmallBlocks() {
#ifdef KOINE_SANITIZED
  return SQLITE_OK;
#else
  return sqlite3_config(SQLITE_CONFIG_MALLOC, &kMethods);
#endif
}

const sqlite3_mem_methods& SmallBlockMethods() {
  return kMethods;
}

}  // namespace koine::store
