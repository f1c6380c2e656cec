#include "core/identity/signin.h"

#include <gtest/gtest.h>

#include "core/core_test_util.h"
#include "core/event/event.h"
#include "core/identity/login.h"
#include "core/identity/rows.h"

namespace koine::identity {
namespace {

using core::Outcome;

class SignIns : public core::CoreTest {
 protected:
  LoginId Enter(UserId user, access::Dialect dialect, const std::string& digest) {
    auto in = Write([&](store::Txn& txn) {
      return identity::StartLogin(txn, kTenant, user,
                                  {dialect, "WEB", digest, 60'000, "192.0.2.7"});
    });
    EXPECT_TRUE(in.ok());
    return in->login.id;
  }
  access::Principal By(UserId user, LoginId login) { return As(user, {.login = login}); }
  std::vector<SignIn> ListOf(const access::Principal& who) {
    return Read([&](store::Txn& txn) { return identity::ListSignIns(txn, who); });
  }
  Status Out(const access::Principal& who, LoginId id) {
    return Write([&](store::Txn& txn) -> Status {
      KOINE_TRY(const OwnSignIn own, OwnSignIn::Open(txn, who, id));
      return SignOut(txn, own);
    });
  }
};

TEST_F(SignIns, AreListedOfAllDialectsTheNewestFirst) {
  const UserId ann = AddUser("ann");
  const LoginId first = Enter(ann, access::Dialect::kRuoyi, "d1");
  const std::int64_t began = clock.NowMs();
  clock.Advance(1000);
  const LoginId second = Enter(ann, access::Dialect::kOpenim, "d2");
  clock.Advance(1000);
  const auto list = ListOf(By(ann, second));
  ASSERT_EQ(list.size(), 2U);
  EXPECT_EQ(list[0].id, second);
  EXPECT_EQ(list[0].dialect, access::Dialect::kOpenim);
  EXPECT_EQ(list[0].address, "192.0.2.7");
  EXPECT_EQ(list[0].seen_at, began + 2000);  // it asks
  EXPECT_EQ(list[1].id, first);
  EXPECT_EQ(list[1].issued_at, began);
  EXPECT_EQ(list[1].seen_at, began);
  // A renewal of the token says that the device is there.
  ASSERT_TRUE(Write([&](store::Txn& txn) {
                return identity::RenewLoginWith(txn, first, "d1", "d3", 60'000);
              }).ok());
  EXPECT_EQ(ListOf(By(ann, second))[1].seen_at, began + 2000);
  clock.Advance(60'000);
  EXPECT_TRUE(ListOf(By(ann, second)).empty());
}

TEST_F(SignIns, OneIsEndedByItsOwnerOnly) {
  const UserId ann = AddUser("ann"), bob = AddUser("bob");
  const LoginId here = Enter(ann, access::Dialect::kRuoyi, "d1");
  const LoginId there = Enter(ann, access::Dialect::kImchat, "d2");
  const LoginId other = Enter(bob, access::Dialect::kRuoyi, "d3");
  TakeEvents();
  EXPECT_EQ(Outcome(Out(By(bob, other), there)), "NotFound");
  EXPECT_TRUE(TakeEvents().empty());
  EXPECT_EQ(Outcome(Out(By(ann, here), there)), "ok");
  const auto events = TakeEvents();
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].As<event::LoginsRevoked>()->logins, std::vector<LoginId>{there});
  EXPECT_EQ(Outcome(Out(By(ann, here), there)), "NotFound");
  EXPECT_EQ(ListOf(By(ann, here)).size(), 1U);
}

TEST_F(SignIns, AllOthersEndAndNobodyElses) {
  const UserId ann = AddUser("ann"), bob = AddUser("bob");
  const LoginId here = Enter(ann, access::Dialect::kRuoyi, "d1");
  Enter(ann, access::Dialect::kRuoyi, "d2");
  Enter(ann, access::Dialect::kImchat, "d3");
  const LoginId other = Enter(bob, access::Dialect::kRuoyi, "d4");
  EXPECT_TRUE(Write([&](store::Txn& txn) { return SignOutOthers(txn, By(ann, here)); }).ok());
  const auto left = ListOf(By(ann, here));
  ASSERT_EQ(left.size(), 1U);
  EXPECT_EQ(left[0].id, here);
  EXPECT_EQ(ListOf(By(bob, other)).size(), 1U);
}

}  // namespace
}  // namespace koine::identity
