#include "gateway/limits.h"

#include <gtest/gtest.h>

#include <string>

namespace koine::gateway {
namespace {

constexpr Limit kUsual = Limit::kRequest;
constexpr Limit kSlow = Limit::kExpensive;

int TakeAll(RateLimiter& limiter, std::uint64_t key, Limit limit, std::int64_t now_ms) {
  int taken = 0;
  while (taken < 1000 && limiter.Take(key, limit, now_ms)) ++taken;
  return taken;
}

TEST(RateLimiter, ZeroMeansUnlimited) {
  RateLimiter limiter({0, 0});
  EXPECT_EQ(TakeAll(limiter, 1, kUsual, 0), 1000);
  EXPECT_EQ(TakeAll(limiter, 1, kSlow, 0), 1000);
}

TEST(RateLimiter, HoldsTwoSecondsWorthAndFillsWithTime) {
  RateLimiter limiter({10, 0});
  EXPECT_EQ(TakeAll(limiter, 1, kUsual, 1000), 20);
  EXPECT_EQ(TakeAll(limiter, 1, kUsual, 1000), 0);
  EXPECT_EQ(TakeAll(limiter, 1, kUsual, 1099), 0);
  EXPECT_EQ(TakeAll(limiter, 1, kUsual, 1500), 5);
  EXPECT_EQ(TakeAll(limiter, 1, kUsual, 3'600'000), 20);  // never more than full
}

TEST(RateLimiter, KeysDoNotShare) {
  RateLimiter limiter({1, 1});
  EXPECT_EQ(TakeAll(limiter, RateLimiter::KeyOfUser(1), kUsual, 0), 2);
  EXPECT_EQ(TakeAll(limiter, RateLimiter::KeyOfUser(2), kUsual, 0), 2);
  EXPECT_EQ(TakeAll(limiter, RateLimiter::KeyOfAddress("192.0.2.1"), kUsual, 0), 2);
  EXPECT_EQ(TakeAll(limiter, RateLimiter::KeyOfAddress("192.0.2.2"), kUsual, 0), 2);
  EXPECT_EQ(TakeAll(limiter, RateLimiter::KeyOfAddress("192.0.2.1"), kUsual, 0), 0);
}

TEST(RateLimiter, ExpensiveThingsHaveABucketOfTheirOwn) {
  RateLimiter limiter({10, 1});
  EXPECT_EQ(TakeAll(limiter, 1, kSlow, 0), 2);
  EXPECT_EQ(TakeAll(limiter, 1, kUsual, 0), 20);
}

TEST(RateLimiter, MessagesComeInBurstsAndRegistrationsByTheHour) {
  RateLimiter limiter({.passwords_per_s = 20,
                       .registrations_per_h = 100,
                       .messages_per_s = 50,
                       .trusted_messages_per_s = 90});
  EXPECT_EQ(TakeAll(limiter, 2, Limit::kPassword, 0), 40);
  EXPECT_EQ(TakeAll(limiter, 2, Limit::kRegistration, 0), 100);
  EXPECT_EQ(TakeAll(limiter, 2, Limit::kRegistration, 36'000), 1);
  EXPECT_EQ(TakeAll(limiter, 2, Limit::kMessage, 0), 500);
  EXPECT_EQ(TakeAll(limiter, 2, Limit::kMessage, 1000), 50);
  EXPECT_EQ(TakeAll(limiter, 2, Limit::kTrustedMessage, 0), 900);
  EXPECT_EQ(TakeAll(limiter, 2, kUsual, 0), 1000);
}

TEST(RateLimiter, ATurnThatLooksBackTakesNothingTwice) {
  RateLimiter limiter({10, 0});
  EXPECT_EQ(TakeAll(limiter, 2, kUsual, 1000), 20);
  EXPECT_EQ(TakeAll(limiter, 2, kUsual, 900), 0);
  EXPECT_EQ(TakeAll(limiter, 2, kUsual, 1000), 0);
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
  EXPECT_EQ(TakeAll(limiter, 0, kUsual, 0), 2);
  for (std::uint64_t key = 1; key <= RateLimiter::kBucketsMax; ++key) limiter.Take(key, kUsual, 0);
  EXPECT_LE(limiter.size(), RateLimiter::kBucketsMax);
}

}  // namespace
}  // namespace koine::gateway
