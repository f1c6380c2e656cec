#include "core/identity/attempts.h"

#include <gtest/gtest.h>

namespace koine::identity {
namespace {

TEST(AttemptLimiter, RefusesAfterFiveFailuresUntilTheWindowHasPassed) {
  FakeClock clock(1'000'000);
  AttemptLimiter attempts(clock);
  for (int i = 0; i < AttemptLimiter::kAttemptsMax; ++i) {
    EXPECT_TRUE(attempts.Allowed("ann")) << i;
    attempts.Failed("ann");
  }
  EXPECT_FALSE(attempts.Allowed("ann"));
  EXPECT_TRUE(attempts.Allowed("bob"));
  clock.Advance(AttemptLimiter::kAttemptWindowMs - 1);
  EXPECT_FALSE(attempts.Allowed("ann"));
  clock.Advance(1);
  EXPECT_TRUE(attempts.Allowed("ann"));
  // A new window counts from nothing.
  attempts.Failed("ann");
  EXPECT_TRUE(attempts.Allowed("ann"));
}

TEST(AttemptLimiter, SuccessForgetsTheFailures) {
  FakeClock clock(1'000'000);
  AttemptLimiter attempts(clock);
  for (int i = 0; i < AttemptLimiter::kAttemptsMax - 1; ++i) attempts.Failed("ann");
  attempts.Succeeded("ann");
  attempts.Failed("ann");
  EXPECT_TRUE(attempts.Allowed("ann"));
}

}  // namespace
}  // namespace koine::identity
