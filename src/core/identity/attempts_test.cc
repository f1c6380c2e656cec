#include "core/identity/attempts.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace koine::identity {
namespace {

bool Fail(AttemptLimiter& attempts, const std::string& name) {
  auto trial = attempts.Begin({{name}});
  if (trial) trial->Failed();
  return trial.has_value();
}

bool Allowed(AttemptLimiter& attempts, const std::string& name) {
  return attempts.Begin({{name}}).has_value();
}

TEST(AttemptLimiter, RefusesAfterFiveFailuresUntilTheWindowHasPassed) {
  FakeClock clock(1'000'000);
  AttemptLimiter attempts(clock);
  for (int i = 0; i < AttemptLimiter::kAttemptsMax; ++i) EXPECT_TRUE(Fail(attempts, "ann")) << i;
  EXPECT_FALSE(Allowed(attempts, "ann"));
  EXPECT_TRUE(Allowed(attempts, "bob"));
  clock.Advance(AttemptLimiter::kAttemptWindowMs - 1);
  EXPECT_FALSE(Allowed(attempts, "ann"));
  clock.Advance(1);
  EXPECT_TRUE(Allowed(attempts, "ann"));
  // A new window counts from nothing.
  EXPECT_TRUE(Fail(attempts, "ann"));
  EXPECT_TRUE(Allowed(attempts, "ann"));
}

TEST(AttemptLimiter, SuccessForgetsTheFailuresUnlessTheKeySaysOtherwise) {
  FakeClock clock(1'000'000);
  AttemptLimiter attempts(clock);
  const std::vector<AttemptLimiter::Key> keys{{"ann"}, {"network", 7, false}};
  for (int i = 0; i < 4; ++i) attempts.Begin(keys)->Failed();
  attempts.Begin(keys)->Succeeded();
  for (int i = 0; i < 3; ++i) attempts.Begin(keys)->Failed();
  EXPECT_FALSE(attempts.Begin(keys));
  EXPECT_TRUE(Allowed(attempts, "ann"));
}

TEST(AttemptLimiter, ManyAtOnceAreNotMoreThanOneAfterTheOther) {
  FakeClock clock(1'000'000);
  AttemptLimiter attempts(clock);
  std::atomic<int> judged{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < 16; ++i) {
    threads.emplace_back([&] {
      if (Fail(attempts, "ann")) ++judged;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(judged, AttemptLimiter::kAttemptsMax);
}

TEST(AttemptLimiter, WhatComesToNoVerdictDoesNotCount) {
  FakeClock clock(1'000'000);
  AttemptLimiter attempts(clock);
  for (int i = 0; i <= AttemptLimiter::kAttemptsMax; ++i) {
    EXPECT_TRUE(Allowed(attempts, "ann")) << i;
  }
}

TEST(AttemptLimiter, KeepsABoundedNumberOfKeys) {
  FakeClock clock(1'000'000);
  AttemptLimiter limiter(clock);
  for (int i = 0; i < AttemptLimiter::kAttemptsMax; ++i) Fail(limiter, "ann");
  for (std::size_t i = 0; i < AttemptLimiter::kKeysMax; ++i) Fail(limiter, std::to_string(i));
  // Those with a single failure went first.
  EXPECT_FALSE(Allowed(limiter, "ann"));
  const std::string last = std::to_string(AttemptLimiter::kKeysMax - 1);
  for (int i = 1; i < AttemptLimiter::kAttemptsMax; ++i) Fail(limiter, last);
  EXPECT_FALSE(Allowed(limiter, last));
}

}  // namespace
}  // namespace koine::identity
