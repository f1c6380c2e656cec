#include "core/identity/password.h"

#include <gtest/gtest.h>

#include "base/clock.h"
#include "core/identity/attempts.h"

namespace koine::identity {
namespace {

TEST(Password, VerifiesWhatWasHashed) {
  auto hash = HashPassword("s3cret 密码");
  ASSERT_TRUE(hash.ok());
  EXPECT_EQ(hash->rfind("$argon2id$v=19$m=19456,t=2,", 0), 0u) << *hash;
  EXPECT_TRUE(VerifyPassword(*hash, "s3cret 密码"));
  EXPECT_FALSE(VerifyPassword(*hash, "s3cret 密"));
  EXPECT_FALSE(VerifyPassword(*hash, ""));
  EXPECT_FALSE(NeedsRehash(*hash));
}

TEST(Password, TheSamePasswordHashesDifferently) {
  auto one = HashPassword("same");
  auto two = HashPassword("same");
  ASSERT_TRUE(one.ok() && two.ok());
  EXPECT_NE(*one, *two);
}

// A vector of the OpenBSD and crypt_blowfish test suites.
TEST(Password, ImportedBcryptIsAcceptedAndDueForReplacement) {
  const char* hash = "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW";
  EXPECT_TRUE(VerifyPassword(hash, "U*U"));
  EXPECT_FALSE(VerifyPassword(hash, "U*V"));
  EXPECT_TRUE(NeedsRehash(hash));
}

TEST(Password, ADamagedHashFitsNothing) {
  for (const char* hash : {"", "none", "$2", "$2a$05$short", "$argon2id$v=19$m=1", "*0", "plain"}) {
    EXPECT_FALSE(VerifyPassword(hash, "plain")) << hash;
    EXPECT_FALSE(VerifyPassword(hash, "")) << hash;
  }
}

TEST(AttemptLimiter, RefusesAfterTheLimitUntilTheWindowHasPassed) {
  FakeClock clock(1'000'000);
  AttemptLimiter limiter(clock);
  for (int i = 0; i < AttemptLimiter::kAttemptsMax; ++i) {
    EXPECT_TRUE(limiter.Allowed("ann")) << i;
    limiter.Failed("ann");
  }
  EXPECT_FALSE(limiter.Allowed("ann"));
  EXPECT_TRUE(limiter.Allowed("bob"));
  clock.Advance(AttemptLimiter::kAttemptWindowMs - 1);
  EXPECT_FALSE(limiter.Allowed("ann"));
  clock.Advance(1);
  EXPECT_TRUE(limiter.Allowed("ann"));
  limiter.Failed("ann");
  EXPECT_TRUE(limiter.Allowed("ann"));
}

TEST(AttemptLimiter, ASuccessForgetsTheFailures) {
  FakeClock clock(1'000'000);
  AttemptLimiter limiter(clock);
  for (int i = 1; i < AttemptLimiter::kAttemptsMax; ++i) limiter.Failed("ann");
  limiter.Succeeded("ann");
  for (int i = 1; i < AttemptLimiter::kAttemptsMax; ++i) limiter.Failed("ann");
  EXPECT_TRUE(limiter.Allowed("ann"));
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
