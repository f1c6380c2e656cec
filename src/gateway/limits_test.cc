#include "gateway/limits.h"

#include <gtest/gtest.h>

#include <string>

namespace koine::gateway {
namespace {

int TakeAll(RateLimiter& limiter, std::uint64_t key, bool expensive, std::int64_t now_ms) {
  int taken = 0;
  while (taken < 1000 && limiter.Take(key, expensive, now_ms)) ++taken;
  return taken;
}

TEST(RateLimiter, ZeroMeansUnlimited) {
  RateLimiter limiter({0, 0});
  EXPECT_EQ(TakeAll(limiter, 1, false, 0), 1000);
  EXPECT_EQ(TakeAll(limiter, 1, true, 0), 1000);
}

TEST(RateLimiter, HoldsTwoSecondsWorthAndFillsWithTime) {
  RateLimiter limiter({10, 0});
  EXPECT_EQ(TakeAll(limiter, 1, false, 1000), 20);
  EXPECT_EQ(TakeAll(limiter, 1, false, 1000), 0);
  EXPECT_EQ(TakeAll(limiter, 1, false, 1099), 0);
  EXPECT_EQ(TakeAll(limiter, 1, false, 1500), 5);
  EXPECT_EQ(TakeAll(limiter, 1, false, 3'600'000), 20);  // never more than full
}

TEST(RateLimiter, KeysDoNotShare) {
  RateLimiter limiter({1, 1});
  EXPECT_EQ(TakeAll(limiter, RateLimiter::KeyOfUser(1), false, 0), 2);
  EXPECT_EQ(TakeAll(limiter, RateLimiter::KeyOfUser(2), false, 0), 2);
  EXPECT_EQ(TakeAll(limiter, RateLimiter::KeyOfAddress("192.0.2.1"), false, 0), 2);
  EXPECT_EQ(TakeAll(limiter, RateLimiter::KeyOfAddress("192.0.2.2"), false, 0), 2);
  EXPECT_EQ(TakeAll(limiter, RateLimiter::KeyOfAddress("192.0.2.1"), false, 0), 0);
}

TEST(RateLimiter, ExpensiveThingsHaveABucketOfTheirOwn) {
  RateLimiter limiter({10, 1});
  EXPECT_EQ(TakeAll(limiter, 1, true, 0), 2);
  EXPECT_EQ(TakeAll(limiter, 1, false, 0), 20);
}

TEST(RateLimiter, KeysOfUsersAndAddressesDiffer) {
  // Users have even keys, addresses odd ones.
  EXPECT_EQ(RateLimiter::KeyOfUser(7) & 1, 0U);
  for (int i = 0; i < 100; ++i) {
    EXPECT_EQ(RateLimiter::KeyOfAddress("192.0.2." + std::to_string(i)) & 1, 1U);
  }
}

TEST(RateLimiter, ManyKeysDoNotGrowWithoutBound) {
  RateLimiter limiter({1, 0});
  EXPECT_EQ(TakeAll(limiter, 0, false, 0), 2);
  for (std::uint64_t key = 1; key <= RateLimiter::kBucketsMax; ++key) limiter.Take(key, false, 0);
  EXPECT_LE(limiter.size(), RateLimiter::kBucketsMax);
}

}  // namespace
}  // namespace koine::gateway
