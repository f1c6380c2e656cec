#include "base/memory.h"

#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace koine {
namespace {

// How many of the whole pages of these bytes are in memory, of how many.
std::pair<std::size_t, std::size_t> Resident(const char* data, std::size_t bytes) {
  const auto page = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
  const auto begin = reinterpret_cast<std::uintptr_t>(data);
  const std::uintptr_t first = (begin + page - 1) & ~(page - 1);
  const std::uintptr_t size = ((begin + bytes) & ~(page - 1)) - first;
  std::vector<unsigned char> in(size / page);
  EXPECT_EQ(::mincore(reinterpret_cast<void*>(first), size, in.data()), 0);
  return {static_cast<std::size_t>(std::count_if(in.begin(), in.end(),
                                                 [](unsigned char one) { return (one & 1) != 0; })),
          in.size()};
}

TEST(ReserveFilled, IsThereBeforeItIsFilled) {
  constexpr std::size_t kBytes = 2UL * kMappedFrom;
  std::string text;
  ReserveFilled(&text, kBytes);
  EXPECT_GE(text.capacity(), kBytes);
  EXPECT_EQ(text.size(), 0U);
  const auto [resident, all] = Resident(text.data(), kBytes);
  EXPECT_GT(all, 1000U);
  EXPECT_EQ(resident, all);
  const char* const at = text.data();
  text.append(kBytes, 'x');
  EXPECT_EQ(text.data(), at);
  EXPECT_EQ(text, std::string(kBytes, 'x'));
}

TEST(ReserveFilled, SmallOnesAreReservedToo) {
  std::string text;
  ReserveFilled(&text, kMappedFrom - 1);
  EXPECT_GE(text.capacity(), kMappedFrom - 1);
}

}  // namespace
}  // namespace koine
