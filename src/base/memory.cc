#include "base/memory.h"

#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>

namespace koine {

void GiveBackMemory() {
  constexpr std::size_t kWorthIt = std::size_t{3} * kHeapKept / 2;
  if (::mallinfo2().fordblks >= kWorthIt) ::malloc_trim(kHeapKept);
}

void ReserveFilled(std::string* text, std::size_t bytes) {
  text->reserve(bytes);
  if (bytes < static_cast<std::size_t>(kMappedFrom)) return;
  // Whole pages, of this piece alone.
  const auto page = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
  const auto begin = reinterpret_cast<std::uintptr_t>(text->data());
  const std::uintptr_t first = (begin + page - 1) & ~(page - 1);
  const std::uintptr_t size = ((begin + bytes) & ~(page - 1)) - first;
  ::madvise(reinterpret_cast<void*>(first), size, MADV_HUGEPAGE);
  ::madvise(reinterpret_cast<void*>(first), size, MADV_POPULATE_WRITE);
}

}  // namespace koine
