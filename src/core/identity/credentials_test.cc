#include "core/identity/credentials.h"

#include <gtest/gtest.h>

#include "core/core_test_util.h"
#include "core/identity/account.h"
#include "core/identity/password.h"

namespace koine::identity {
namespace {

using core::Outcome;

class CredentialsTest : public core::CoreTest {
 protected:
  void SetUp() override {
    CoreTest::SetUp();
    Registration in;
    in.username = "ann";
    in.password_hash = HashPassword("right").value();
    ann_ = Write([&](store::Txn& txn) { return Register(txn, kTenant, in); }).value();
  }
  std::string SignIn(const char* name, const char* password, const char* address = "a") {
    const auto who = CheckCredentials(store(), attempts_, kTenant, name, password, address);
    EXPECT_TRUE(!who.ok() || *who == ann_);
    return Outcome(who);
  }
  std::string Own(const char* password) {
    const auto hash = CheckOwnPassword(store(), attempts_, As(ann_), password);
    EXPECT_TRUE(!hash.ok() || VerifyPassword(*hash, "right"));
    return Outcome(hash);
  }
  AttemptLimiter attempts_{clock};
  UserId ann_;
};

TEST_F(CredentialsTest, ANameAndItsPasswordGiveTheUser) {
  EXPECT_EQ(SignIn("ann", "right"), "ok");
  EXPECT_EQ(SignIn("ann", "wrong"), "WrongPassword");
  EXPECT_EQ(SignIn("nobody", "right"), "WrongPassword");
}

TEST_F(CredentialsTest, TriesAreCountedByNameAndAddress) {
  for (int i = 0; i < AttemptLimiter::kAttemptsMax; ++i) {
    EXPECT_EQ(SignIn("ann", "wrong"), "WrongPassword") << i;
    EXPECT_EQ(SignIn("nobody", "wrong"), "WrongPassword") << i;
  }
  EXPECT_EQ(SignIn("ann", "right"), "TooManyAttempts");
  EXPECT_EQ(SignIn("nobody", "wrong"), "TooManyAttempts");
  EXPECT_EQ(SignIn("ann", "right", "b"), "ok");
  clock.Advance(AttemptLimiter::kAttemptWindowMs);
  EXPECT_EQ(SignIn("ann", "right"), "ok");
}

TEST_F(CredentialsTest, TheOwnPasswordIsNotGuessedEither) {
  EXPECT_EQ(Own("right"), "ok");
  for (int i = 0; i < AttemptLimiter::kAttemptsMax; ++i) {
    EXPECT_EQ(Own("wrong"), "WrongPassword:old") << i;
  }
  EXPECT_EQ(Own("right"), "TooManyAttempts:password");
  EXPECT_EQ(SignIn("ann", "right"), "ok");
}

}  // namespace
}  // namespace koine::identity
