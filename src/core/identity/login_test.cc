#include "core/identity/login.h"

#include <gtest/gtest.h>

#include <atomic>

#include "core/core_test_util.h"
#include "core/event/event.h"
#include "core/identity/account.h"
#include "core/identity/rows.h"

namespace koine::identity {
namespace {

using core::kSetUserState;
using core::Outcome;

constexpr std::int64_t kLifeMs = 60'000;

class Logins : public core::CoreTest {
 protected:
  void SetUp() override {
    CoreTest::SetUp();
    ann_ = AddUser("ann");
  }
  Result<LoginResult> Enter(const std::string& digest = "d1") {
    return Write([&](store::Txn& txn) {
      return StartLogin(txn, kTenant, ann_, {access::Dialect::kRuoyi, "WEB", digest, kLifeMs});
    });
  }
  Result<LoginResult> Renew(LoginId id, std::optional<std::string> presented,
                            const std::string& next) {
    return Write(
        [&](store::Txn& txn) { return RenewLoginWith(txn, id, presented, next, kLifeMs); });
  }
  Status Leave(LoginId id) {
    return Write([&](store::Txn& txn) { return EndLogin(txn, As(ann_, {.login = id})); });
  }
  std::optional<LoginView> Find(LoginId id) {
    return Read([&](store::Txn& txn) { return FindLogin(txn, id); });
  }
  UserId ann_;
};

TEST_F(Logins, AStartIsStoredAndSeen) {
  auto in = Enter();
  ASSERT_TRUE(in.ok());
  auto view = Find(in->login.id);
  ASSERT_TRUE(view);
  EXPECT_EQ(view->login.user, ann_);
  EXPECT_EQ(view->login.dialect, access::Dialect::kRuoyi);
  EXPECT_EQ(view->login.terminal, "WEB");
  EXPECT_EQ(view->login.digest, "d1");
  EXPECT_EQ(view->login.issued_at, kStartMs);
  EXPECT_EQ(view->login.expires_at, kStartMs + kLifeMs);
  EXPECT_EQ(in->user.last_online_at, kStartMs);
  EXPECT_EQ(Read([&](store::Txn& txn) { return FindUser(txn, kTenant, ann_); })->last_online_at,
            kStartMs);
}

TEST_F(Logins, BannedAndUnknownUsersAreRefused) {
  Exec(kSetUserState, UserStatus::kDisabled, 0, ann_);
  EXPECT_EQ(Outcome(Enter()), "AccountBanned:ban");
  Exec(kSetUserState, UserStatus::kActive, kStartMs + 5'000, ann_);
  EXPECT_EQ(Outcome(Enter()), "AccountBanned:ban");
  clock.Advance(5'000);
  EXPECT_EQ(Outcome(Enter()), "ok");
  ann_ = UserId(77);
  EXPECT_EQ(Outcome(Enter("d2")), "UserNotFound");
}

TEST_F(Logins, ARenewalReplacesTheTokenAndRefusesTheOldOne) {
  auto in = Enter();
  ASSERT_TRUE(in.ok());
  const LoginId id = in->login.id;
  clock.Advance(1'000);
  auto renewed = Renew(id, "d1", "d2");
  ASSERT_TRUE(renewed.ok());
  EXPECT_EQ(renewed->login.expires_at, kStartMs + 1'000 + kLifeMs);
  EXPECT_EQ(Find(id)->login.digest, "d2");
  EXPECT_EQ(Outcome(Renew(id, "d1", "d3")), "SessionRevoked");
  EXPECT_EQ(Outcome(Renew(id, "", "d3")), "SessionRevoked");
  EXPECT_EQ(Find(id)->login.digest, "d2");
  EXPECT_EQ(Outcome(Renew(id, std::nullopt, "d4")), "ok");
  EXPECT_EQ(Outcome(Renew(id, "d4", "d5")), "ok");
}

TEST_F(Logins, ExpiredBannedAndUnknownLoginsAreNotRenewed) {
  auto in = Enter();
  ASSERT_TRUE(in.ok());
  clock.Advance(kLifeMs - 1);
  EXPECT_EQ(Outcome(Renew(in->login.id, "d1", "d2")), "ok");
  clock.Advance(kLifeMs);
  EXPECT_EQ(Outcome(Renew(in->login.id, "d2", "d3")), "SessionRevoked");
  EXPECT_EQ(Outcome(Renew(LoginId(999), "d", "e")), "SessionRevoked");
  auto again = Enter("x1");
  ASSERT_TRUE(again.ok());
  Exec(kSetUserState, UserStatus::kDisabled, 0, ann_);
  EXPECT_EQ(Outcome(Renew(again->login.id, "x1", "x2")), "AccountBanned:ban");
}

TEST_F(Logins, AnEndIsFinalAndToldOnce) {
  auto in = Enter();
  ASSERT_TRUE(in.ok());
  TakeEvents();
  EXPECT_EQ(Outcome(Leave(in->login.id)), "ok");
  const auto events = TakeEvents();
  ASSERT_EQ(events.size(), 1u);
  const auto* revoked = events[0].As<event::LoginsRevoked>();
  ASSERT_NE(revoked, nullptr);
  EXPECT_EQ(revoked->logins, std::vector<LoginId>{in->login.id});
  EXPECT_EQ(revoked->reason, "logout");
  EXPECT_EQ(events[0].event->users, std::vector<UserId>{ann_});
  EXPECT_EQ(Outcome(Leave(in->login.id)), "ok");
  EXPECT_TRUE(TakeEvents().empty());
  EXPECT_EQ(Outcome(Renew(in->login.id, "d1", "d2")), "SessionRevoked");
  EXPECT_EQ(Outcome(Renew(in->login.id, std::nullopt, "d2")), "SessionRevoked");
}

TEST_F(Logins, AReplacedTokenThatComesLateEndsTheLogin) {
  constexpr std::int64_t kLongMs = 100 * kReuseGraceMs;
  const auto in = Write([&](store::Txn& txn) {
    return StartLogin(txn, kTenant, ann_, {access::Dialect::kRuoyi, "WEB", "d1", kLongMs, ""});
  });
  ASSERT_TRUE(in.ok());
  const LoginId id = in->login.id;
  auto renew = [&](const char* presented, const char* next) {
    return Outcome(
        Write([&](store::Txn& txn) { return RenewLoginWith(txn, id, presented, next, kLongMs); }));
  };
  clock.Advance(2 * kReuseGraceMs);
  ASSERT_EQ(renew("d1", "d2"), "ok");
  clock.Advance(kReuseGraceMs - 1);
  EXPECT_EQ(renew("d1", "d3"), "SessionRevoked");
  clock.Advance(1);
  EXPECT_EQ(renew("d1", "d3"), "SessionRevoked:reused");
  TakeEvents();
  auto end = [&] { return Write([&](store::Txn& txn) { return EndReusedLogin(txn, id); }); };
  EXPECT_TRUE(end().ok());
  EXPECT_TRUE(end().ok());
  const auto events = TakeEvents();
  ASSERT_EQ(events.size(), 1u);
  const auto* revoked = events[0].As<event::LoginsRevoked>();
  ASSERT_NE(revoked, nullptr);
  EXPECT_EQ(revoked->reason, kReused);
  EXPECT_EQ(renew("d2", "d3"), "SessionRevoked");
}

TEST_F(Logins, PeopleAreFoundByNameAndNumber) {
  Registration in;
  in.username = "bob";
  in.password_hash = "the hash";
  in.mobile = "138";
  auto bob = Write([&](store::Txn& txn) { return Register(txn, kTenant, in); });
  ASSERT_TRUE(bob.ok());
  auto find = [&](TenantId tenant, const char* name) {
    return Read([&](store::Txn& txn) { return FindUserByLoginName(txn, tenant, name); });
  };
  for (const char* name : {"bob", "138"}) {
    const auto found = find(kTenant, name);
    ASSERT_TRUE(found) << name;
    EXPECT_EQ(found->id, *bob);
  }
  for (const char* name : {"", "Bob", "bo", "nobody"}) EXPECT_FALSE(find(kTenant, name)) << name;
  EXPECT_FALSE(find(kOtherTenant, "bob"));
}

TEST_F(Logins, TheSweepDeletesExpiredOnesOnly) {
  auto old = Enter("d1");
  clock.Advance(kLifeMs);
  auto fresh = Enter("d2");
  ASSERT_TRUE(old.ok() && fresh.ok());
  clock.Advance(1);
  auto sweep = [&](int limit) {
    return *Write([&](store::Txn& txn) -> Result<std::int64_t> {
      return DeleteExpiredLogins(txn, clock.NowMs(), limit);
    });
  };
  EXPECT_EQ(sweep(10), 1);
  EXPECT_EQ(sweep(10), 0);
  EXPECT_FALSE(Find(old->login.id));
  EXPECT_TRUE(Find(fresh->login.id));
}

TEST_F(Logins, TheDeliveredPositionNeverMovesBack) {
  auto raise = [&](std::int64_t position) {
    EXPECT_TRUE(Write([&](store::Txn& txn) -> Status {
                  RaiseDelivered(txn, kTenant, ann_, access::Dialect::kRuoyi, position);
                  return Ok();
                }).ok());
    return Read(
        [&](store::Txn& txn) { return DeliveredPosition(txn, As(ann_), access::Dialect::kRuoyi); });
  };
  EXPECT_EQ(raise(5), 5);
  EXPECT_EQ(raise(3), 5);
  EXPECT_EQ(raise(9), 9);
  EXPECT_EQ(Read([&](store::Txn& txn) {
              return DeliveredPosition(txn, As(ann_), access::Dialect::kOpenim);
            }),
            0);
}

class LoginsAtOnce : public core::CoreOnBothTest {};
KOINE_ON_BOTH(LoginsAtOnce);

TEST_P(LoginsAtOnce, OneRefreshTokenRenewsOnce) {
  const UserId ann = AddUser("ann");
  auto in = Write([&](store::Txn& txn) {
    return StartLogin(txn, kTenant, ann, {access::Dialect::kRuoyi, "WEB", "d", kLifeMs});
  });
  ASSERT_TRUE(in.ok());
  std::atomic<int> renewed = 0;
  core::OnThreads(8, [&](int i) {
    auto next = Write([&](store::Txn& txn) {
      return RenewLoginWith(txn, in->login.id, "d", "next" + std::to_string(i), kLifeMs);
    });
    if (next.ok()) ++renewed;
  });
  EXPECT_EQ(renewed, 1);
}

}  // namespace
}  // namespace koine::identity
