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
  for (int i = 1; i < AttemptLimiter::kAttemptsMax; ++i) attempts.Failed("ann");
  attempts.Succeeded("ann");
  for (int i = 1; i < AttemptLimiter::kAttemptsMax; ++i) attempts.Failed("ann");
  EXPECT_TRUE(attempts.Allowed("ann"));
}

TEST(AttemptLimiter, KeepsABoundedNumberOfKeys) {
  FakeClock clock(1'000'000);
  AttemptLimiter limiter(clock);
  for (int i = 0; i < AttemptLimiter::kAttemptsMax; ++i) limiter.Failed("ann");
  clock.Advance(AttemptLimiter::kAttemptWindowMs);
  for (std::size_t i = 0; i < AttemptLimiter::kKeysMax; ++i) limiter.Failed(std::to_string(i));
  // Old keys went first, so the newest is still counted.
  const std::string last = std::to_string(AttemptLimiter::kKeysMax - 1);
  for (int i = 1; i < AttemptLimiter::kAttemptsMax; ++i) limiter.Failed(last);
  EXPECT_FALSE(limiter.Allowed(last));
  EXPECT_TRUE(limiter.Allowed("ann"));
}

}  // namespace
}  // namespace koine::identity
