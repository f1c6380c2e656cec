#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

#include "core/search/indexer.h"

namespace koine::search {
namespace {

TEST(SearchMerge, CountsNeighboursOfASize) {
  auto parts = [](std::vector<std::int64_t> sizes) {
    std::vector<inverted::Part> out;
    for (const std::int64_t size : sizes) out.push_back({0, {}, 0, 0, size});
    return out;
  };
  EXPECT_EQ(MergeCount({}), 0U);
  EXPECT_EQ(MergeCount(parts({1, 1, 1, 1, 1, 1, 1})), 0U);
  EXPECT_EQ(MergeCount(parts({1, 1, 1, 1, 1, 1, 1, 1, 64})), 8U);
  EXPECT_EQ(MergeCount(parts({1, 1, 9, 9, 9, 9, 9, 9, 64})), 0U);
  EXPECT_EQ(MergeCount(parts({1, 1, 9, 9, 9, 9, 9, 9, 9, 9, 64})), 10U);
  // Small ones behind a large one wait for its like.
  EXPECT_EQ(MergeCount(parts({512, 1, 1, 1, 1, 1, 1, 1, 1})), 0U);
  EXPECT_EQ(
      MergeCount(std::vector<inverted::Part>(9, inverted::Part{0, {}, 0, 0, kPartMessagesMax})),
      0U);
}

TEST(SearchMerge, WritesEachMessageAFewTimes) {
  constexpr std::int64_t kMessages = 2'000'000;
  // What is there when the indexer looks is seldom a power of two.
  for (const std::int64_t slice : {512, 513, 530, 600, 1'000, 64, 71, 40'000}) {
    std::vector<inverted::Part> parts;
    std::int64_t written = 0;
    for (std::int64_t sliced = 0; sliced < kMessages; sliced += slice) {
      parts.insert(parts.begin(), {0, {}, 0, 0, slice});
      while (const std::size_t n = MergeCount(parts)) {
        inverted::Part whole;
        for (std::size_t k = 0; k < n; ++k) whole.messages += parts[k].messages;
        ASSERT_LE(whole.messages, kPartMessagesMax);
        written += whole.messages;
        parts.erase(parts.begin(), parts.begin() + static_cast<std::ptrdiff_t>(n));
        parts.insert(parts.begin(), whole);
      }
    }
    EXPECT_LT(written, 5 * kMessages) << slice;
    EXPECT_LT(parts.size(), 30U) << slice;
  }
}

}  // namespace
}  // namespace koine::search
