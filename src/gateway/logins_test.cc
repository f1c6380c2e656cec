#include "gateway/logins.h"

#include <gtest/gtest.h>

#include <optional>

#include "core/identity/identity_test_util.h"
#include "gateway/gateway_test_util.h"
#include "gateway/io_thread.h"

namespace koine::gateway {
namespace {

class LoginCacheTest : public testing::Test {
 protected:
  LoginCacheTest() {
    test_.AddDialect(test_.dialect);
    test_.MakeUsers(3);
  }
  // The user of the login, or the code of the refusal as a negative number.
  std::int64_t Check(std::int64_t login) {
    std::optional<std::int64_t> answer;
    cache().Check({LoginId(login)}, [&answer](const auto& view) {
      answer =
          view.ok() ? (*view)->login.user.value : -static_cast<std::int64_t>(view.error().code);
    });
    EXPECT_TRUE(test_.Until([&answer] { return answer.has_value(); }));
    return answer.value_or(0);
  }
  static std::int64_t Refused(Code code) { return -static_cast<std::int64_t>(code); }
  LoginCache& cache() { return test_.thread().logins(); }
  void Write(const std::function<void(store::Txn&)>& change) {
    Status done = test_.store().WriteAndWait({"change"}, [&change](store::Txn& txn) -> Status {
      change(txn);
      return Ok();
    });
    ASSERT_TRUE(done.ok());
  }
  void SetStatus(std::int64_t user, identity::UserStatus status) {
    Write([=](store::Txn& txn) {
      identity::ChangeUser(txn, kDefaultTenant, UserId(user),
                           [=](identity::User* found) { found->status = status; });
    });
  }

  TestGateway test_;
};

TEST_F(LoginCacheTest, KeepsWhatItRead) {
  EXPECT_EQ(Check(1), 1);
  EXPECT_EQ(cache().size(), 1U);
  // Not read again: the change is not seen until an event drops it.
  Write([](store::Txn& txn) { identity::EndLoginOf(txn, kDefaultTenant, LoginId(1)); });
  EXPECT_EQ(Check(1), 1);
  cache().Drop(LoginId(1));
  EXPECT_EQ(Check(1), Refused(Code::kSessionRevoked));
}

TEST_F(LoginCacheTest, UnknownLoginsAreRefusedAndNotKept) {
  EXPECT_EQ(Check(99), Refused(Code::kSessionRevoked));
  EXPECT_EQ(cache().size(), 0U);
}

TEST_F(LoginCacheTest, ALoginEndsWithItsTimeUnlessItWasRenewed) {
  EXPECT_EQ(Check(1), 1);
  EXPECT_EQ(Check(2), 2);
  Write([](store::Txn& txn) {
    identity::ChangeLogin(txn, LoginId(2),
                          [](identity::Login* login) { login->expires_at += 3'600'000; });
  });
  test_.clock.Advance(3'600'000);
  EXPECT_EQ(Check(1), Refused(Code::kTokenExpired));
  EXPECT_EQ(Check(2), 2);
}

TEST_F(LoginCacheTest, DroppingAUserDropsAllHisLogins) {
  EXPECT_EQ(Check(1), 1);
  EXPECT_EQ(Check(2), 2);
  SetStatus(1, identity::UserStatus::kDisabled);
  EXPECT_EQ(Check(1), 1);
  cache().DropUser(UserId(1));
  EXPECT_EQ(cache().size(), 1U);
  EXPECT_EQ(Check(1), Refused(Code::kAccountBanned));
  EXPECT_EQ(Check(2), 2);
}

TEST_F(LoginCacheTest, ABannedUserIsRefusedUntilHisTimeIsOver) {
  Write([this](store::Txn& txn) {
    identity::ChangeUser(txn, kDefaultTenant, UserId(3), [this](identity::User* found) {
      found->banned_until = test_.clock.NowMs() + 1000;
    });
  });
  EXPECT_EQ(Check(3), Refused(Code::kAccountBanned));
  test_.clock.Advance(1000);
  EXPECT_EQ(Check(3), 3);
}

TEST_F(LoginCacheTest, ReadsThatBlockGoToThePoolAndADropMakesThemReadAgain) {
  test_.store().inline_reads = false;
  test_.store().hold = true;
  std::optional<bool> ok;
  cache().Check({LoginId(1)}, [&ok](const auto& view) { ok = view.ok(); });
  EXPECT_FALSE(ok.has_value());
  ASSERT_TRUE(test_.store().RunHeld());  // read while it was still active
  Write([](store::Txn& txn) { identity::EndLoginOf(txn, kDefaultTenant, LoginId(1)); });
  cache().Drop(LoginId(1));
  ASSERT_TRUE(test_.store().Release());
  ASSERT_TRUE(test_.Until([this] { return test_.store().held_count() == 1; }));
  ASSERT_TRUE(test_.store().Release());
  ASSERT_TRUE(test_.Until([&ok] { return ok.has_value(); }));
  EXPECT_FALSE(*ok);
}

TEST_F(LoginCacheTest, AStoreThatFailsIsNoProofOfAnything) {
  test_.store().inline_reads = false;
  test_.store().hold = true;
  std::optional<Code> code;
  cache().Check({LoginId(1)}, [&code](const auto& view) {
    code = view.ok() ? Code::kInternal : view.error().code;
  });
  ASSERT_TRUE(test_.store().Release(true));
  ASSERT_TRUE(test_.Until([&code] { return code.has_value(); }));
  EXPECT_EQ(*code, Code::kUnavailable);
  EXPECT_EQ(cache().size(), 0U);
}

}  // namespace
}  // namespace koine::gateway
