#include "core/identity/password.h"

#include <gtest/gtest.h>

namespace koine::identity {
namespace {

TEST(Password, VerifiesWhatWasHashed) {
  auto hash = HashPassword("s3cret 密码");
  ASSERT_TRUE(hash.ok());
  EXPECT_EQ(hash->rfind("$argon2id$v=19$m=19456,t=2,", 0), 0u) << *hash;
  EXPECT_TRUE(VerifyPassword(*hash, "s3cret 密码"));
  EXPECT_FALSE(VerifyPassword(*hash, "s3cret 密"));
  EXPECT_FALSE(VerifyPassword(*hash, ""));
}

TEST(Password, TheSamePasswordHashesDifferently) {
  auto one = HashPassword("same");
  auto two = HashPassword("same");
  ASSERT_TRUE(one.ok() && two.ok());
  EXPECT_NE(*one, *two);
}

TEST(Password, OfATestCostsNextToNothing) {
  SetPasswordCost(PasswordCost::kTest);
  auto cheap = HashPassword("same");
  SetPasswordCost(PasswordCost::kFull);
  ASSERT_TRUE(cheap.ok());
  EXPECT_EQ(cheap->rfind("$argon2id$v=19$m=8,t=1,", 0), 0u) << *cheap;
  EXPECT_TRUE(VerifyPassword(*cheap, "same"));
  EXPECT_FALSE(VerifyPassword(*cheap, "other"));
}

// A vector of the OpenBSD and crypt_blowfish test suites.
TEST(Password, ImportedBcryptIsAccepted) {
  const char* hash = "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW";
  EXPECT_TRUE(VerifyPassword(hash, "U*U"));
  EXPECT_FALSE(VerifyPassword(hash, "U*V"));
}

TEST(Password, ADamagedHashFitsNothing) {
  for (const char* hash : {"", "none", "$2", "$2a$05$short", "$argon2id$v=19$m=1", "*0", "plain"}) {
    EXPECT_FALSE(VerifyPassword(hash, "plain")) << hash;
    EXPECT_FALSE(VerifyPassword(hash, "")) << hash;
  }
}

}  // namespace
}  // namespace koine::identity
