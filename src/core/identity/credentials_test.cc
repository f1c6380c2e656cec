#include "core/identity/credentials.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <ctime>
#include <limits>
#include <string>

#include "core/core_test_util.h"
#include "core/identity/account.h"
#include "core/identity/login.h"
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
    in.mobile = "13800000001";
    in.email = "ann@example.com";
    ann_ = Write([&](store::Txn& txn) { return Register(txn, kTenant, in); }).value();
  }
  std::string SignIn(const char* name, const char* password, const char* address = "a") {
    const auto who = CheckCredentials(store(), attempts_, kTenant, name, password, address);
    EXPECT_TRUE(!who.ok() || *who == ann_);
    return Outcome(who);
  }
  std::string SignInNamed(const char* name, const char* password, const char* address = "a") {
    return Outcome(CheckNamedCredentials(store(), attempts_, kTenant, name, password, address));
  }
  // Ann signs in well, as a dialect does it.
  void Enter(const char* address) {
    NewLogin in;
    in.dialect = access::Dialect::kRuoyi;
    in.lifetime_ms = 1000;
    in.address = address;
    EXPECT_TRUE(Write([&](store::Txn& txn) { return StartLogin(txn, kTenant, ann_, in); }).ok());
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

TEST_F(CredentialsTest, TriesAreCountedByAccountFromWhereverTheyCome) {
  for (int i = 0; i < AttemptLimiter::kAttemptsMax; ++i) {
    const std::string address = "192.0.2." + std::to_string(i);
    EXPECT_EQ(SignIn("ann", "wrong", address.c_str()), "WrongPassword") << i;
    EXPECT_EQ(SignIn("nobody", "wrong", address.c_str()), "WrongPassword") << i;
  }
  EXPECT_EQ(SignIn("ann", "right"), "TooManyAttempts");
  EXPECT_EQ(SignIn("nobody", "wrong"), "TooManyAttempts");
  EXPECT_EQ(SignIn("NoBody", "wrong"), "TooManyAttempts");
  clock.Advance(AttemptLimiter::kAttemptWindowMs);
  EXPECT_EQ(SignIn("ann", "right"), "ok");
}

TEST_F(CredentialsTest, SpellingsOfOneAccountCountTogether) {
  const char* names[] = {"ann", "13800000001", "ann@example.com", "ANN@example.com",
                         "Ann@Example.com"};
  for (const char* name : names) {
    EXPECT_EQ(SignInNamed(name, "wrong"), "WrongPassword") << name;
  }
  for (const char* name : names) {
    EXPECT_EQ(SignInNamed(name, "right"), "TooManyAttempts") << name;
  }
  EXPECT_EQ(SignIn("ann", "right", "b"), "TooManyAttempts");
}

TEST_F(CredentialsTest, WhereSomebodySignedInOthersDoNotLockThemOut) {
  Enter("2001:db8::1");
  for (int i = 0; i < AttemptLimiter::kAttemptsMax; ++i) SignIn("ann", "wrong", "b");
  EXPECT_EQ(SignIn("ann", "right", "b"), "TooManyAttempts");
  // Another address of the same client.
  EXPECT_EQ(SignIn("ann", "right", "2001:db8::2"), "ok");
  for (int i = 0; i < AttemptLimiter::kAttemptsMax; ++i) SignIn("ann", "wrong", "2001:db8::3");
  EXPECT_EQ(SignIn("ann", "right", "2001:db8::2"), "TooManyAttempts");
}

TEST_F(CredentialsTest, AnAddressTriesSoManyTimesWhateverTheNames) {
  Enter("a");
  // Whoever has an account does not start anew by signing in to it.
  for (int i = 0; i < AttemptLimiter::kAddressAttemptsMax; ++i) {
    const std::string name = "nobody" + std::to_string(i);
    EXPECT_EQ(SignInNamed(name.c_str(), "wrong"), "UserNotFound") << i;
  }
  EXPECT_EQ(SignInNamed("nobody", "wrong"), "TooManyAttempts");
  EXPECT_EQ(SignInNamed("ann", "right"), "ok");
  EXPECT_EQ(SignInNamed("nobody", "wrong"), "TooManyAttempts");
  EXPECT_EQ(SignInNamed("nobody", "wrong", "b"), "UserNotFound");
}

TEST_F(CredentialsTest, ANameThatNobodyHasTakesAsLong) {
  // The least of some, as other work only adds.
  auto cpu = [&](const char* name) {
    std::clock_t least = std::numeric_limits<std::clock_t>::max();
    for (int i = 0; i < 3; ++i) {
      const std::clock_t begin = std::clock();
      EXPECT_NE(SignInNamed(name, "wrong"), "TooManyAttempts");
      least = std::min(least, std::clock() - begin);
    }
    return least;
  };
  const std::clock_t ann = cpu("ann");
  EXPECT_GT(cpu("nobody"), ann / 3);
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
