#include "core/wallet/red_packet_split.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace koine::wallet {
namespace {

std::int64_t Sum(const std::vector<std::int64_t>& shares) {
  return std::accumulate(shares.begin(), shares.end(), std::int64_t{0});
}

TEST(Split, EqualGivesTheRestToTheFirst) {
  SystemRandom random;
  EXPECT_EQ(Divide(random, Split::kEqual, 100, 3), (std::vector<std::int64_t>{34, 33, 33}));
  EXPECT_EQ(Divide(random, Split::kEqual, 4, 4), (std::vector<std::int64_t>{1, 1, 1, 1}));
  EXPECT_EQ(Divide(random, Split::kEqual, 20'000'000, 1), (std::vector<std::int64_t>{20'000'000}));
}

TEST(Split, LuckyAlwaysSumsUpAndLeavesNobodyOut) {
  SystemRandom random;
  for (std::int64_t count = 1; count <= 200; ++count) {
    for (const std::int64_t total :
         {count, count + 1, count * 2 - 1, count * 2, count * 100 + 7, std::int64_t{20'000'000}}) {
      const auto shares = Divide(random, Split::kLucky, total, count);
      ASSERT_EQ(shares.size(), static_cast<std::size_t>(count));
      ASSERT_EQ(Sum(shares), total);
      ASSERT_GE(*std::min_element(shares.begin(), shares.end()), 1);
    }
  }
}

// The first drawn is below twice the mean, wherever the shuffle put it, and so are all of two.
TEST(Split, LuckyIsBoundedByTwiceTheMean) {
  SystemRandom random;
  for (int i = 0; i < 2000; ++i) {
    const auto shares = Divide(random, Split::kLucky, 1000, 2);
    ASSERT_LE(*std::max_element(shares.begin(), shares.end()), 999);
    ASSERT_EQ(Sum(shares), 1000);
  }
}

// Every place in the order expects the mean: within five deviations of what chance explains.
TEST(Split, LuckyFavoursNoPlace) {
  SystemRandom random;
  constexpr int kRuns = 20'000;
  constexpr int kCount = 10;
  constexpr double kMean = 1000;
  std::vector<double> sums(kCount, 0), squares(kCount, 0);
  for (int run = 0; run < kRuns; ++run) {
    const auto shares = Divide(random, Split::kLucky, kCount * 1000, kCount);
    for (int i = 0; i < kCount; ++i) {
      const auto share = static_cast<double>(shares[static_cast<std::size_t>(i)]);
      sums[static_cast<std::size_t>(i)] += share;
      squares[static_cast<std::size_t>(i)] += share * share;
    }
  }
  double least = 1e18, most = 0;
  for (std::size_t i = 0; i < kCount; ++i) {
    const double mean = sums[i] / kRuns;
    const double variance = squares[i] / kRuns - mean * mean;
    EXPECT_NEAR(mean, kMean, 5 * std::sqrt(variance / kRuns) + 1) << i;
    least = std::min(least, variance);
    most = std::max(most, variance);
  }
  // Unshuffled, the last share varies several times as much as the first.
  EXPECT_LT(most / least, 1.3);
}

}  // namespace
}  // namespace koine::wallet
