#include "core/group/entry.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "core/core_test_util.h"
#include "core/group/manage.h"
#include "core/wallet/wallet_test_util.h"

namespace koine::group {
namespace {

using core::Outcome;
using store::Txn;

class VipGroups : public core::CoreOnBothTest {
 protected:
  void SetUp() override {
    CoreOnBothTest::SetUp();
    policy.vips_found = true;
    ann_ = AddUser("ann");
    bob_ = AddUser("bob");
    boss_ = AddUser("boss");
  }
  void BuyDays(UserId user, int days) {
    wallet::SetTradeHash(*this, user);
    auto given = Write([&](Txn& txn) {
      return wallet::Adjust(txn, AsAdmin(boss_), {user, 100'000, ""}, "192.0.2.1");
    });
    ASSERT_TRUE(given.ok());
    auto bought = Write([&](Txn& txn) {
      return wallet::BuyVip(txn, As(user), {days, 100, wallet::PassedTrade(), ""});
    });
    ASSERT_TRUE(bought.ok());
  }
  Result<ConversationId> Found(UserId user, std::vector<std::int64_t> members = {}) {
    return Write([&](Txn& txn) {
      GroupIn in;
      in.name = "team";
      in.members = std::move(members);
      return FoundGroup(txn, As(user), std::move(in), "");
    });
  }
  UserId ann_, bob_, boss_;
};
KOINE_ON_BOTH(VipGroups);

TEST_P(VipGroups, OnlyVipsAsLongAsTheyAre) {
  EXPECT_EQ(Outcome(Found(ann_)), "Forbidden:vip");
  BuyDays(ann_, 1);
  EXPECT_TRUE(Found(ann_).ok());
  EXPECT_EQ(Outcome(Found(bob_)), "Forbidden:vip");
  clock.Advance(24 * 3600 * 1000);
  EXPECT_EQ(Outcome(Found(ann_)), "Forbidden:vip");
}

TEST_P(VipGroups, AnybodyWhereTheRuleIsOff) {
  policy.vips_found = false;
  for (int i = 0; i <= kGroupsPerVip; ++i) EXPECT_TRUE(Found(bob_).ok());
}

TEST_P(VipGroups, SoManyThatAreHisNow) {
  BuyDays(ann_, 30);
  BuyDays(bob_, 30);
  Group(bob_, {ann_.value});
  std::vector<ConversationId> groups;
  for (int i = 0; i < kGroupsPerVip; ++i) {
    const auto made = Found(ann_);
    ASSERT_TRUE(made.ok());
    groups.push_back(*made);
  }
  EXPECT_EQ(Outcome(Found(ann_)), "BadState:vip_groups");
  ASSERT_TRUE(Write([&](Txn& txn) -> Status {
                KOINE_TRY(const auto place, access::GroupOwner::Open(txn, As(ann_), groups[0]));
                return Dissolve(txn, place);
              }).ok());
  EXPECT_TRUE(Found(ann_).ok());
  EXPECT_EQ(Outcome(Found(ann_)), "BadState:vip_groups");
}

TEST_P(VipGroups, NoMoreAtOnce) {
  BuyDays(ann_, 30);
  std::atomic<int> made{0};
  std::vector<std::thread> hands;
  for (int i = 0; i < 8; ++i) {
    hands.emplace_back([&] { made += Found(ann_).ok() ? 1 : 0; });
  }
  for (std::thread& hand : hands) hand.join();
  EXPECT_EQ(made, kGroupsPerVip);
}

}  // namespace
}  // namespace koine::group
