#include "base/memory.h"

#include <malloc.h>

#include <cstddef>

namespace koine {

void GiveBackMemory() {
  constexpr std::size_t kWorthIt = std::size_t{3} * kHeapKept / 2;
  if (::mallinfo2().fordblks >= kWorthIt) ::malloc_trim(kHeapKept);
}

}  // namespace koine
