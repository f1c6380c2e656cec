#include "core/wallet/wallet.h"

#include <gtest/gtest.h>

#include <atomic>

#include "core/audit/audit.h"
#include "core/core_test_util.h"
#include "core/wallet/books.h"
#include "core/wallet/money.h"
#include "core/wallet/rows.h"
#include "core/wallet/wallet_test_util.h"

namespace koine::wallet {
namespace {

using core::Outcome;
using store::Txn;

class WalletVerbs : public core::CoreOnBothTest {
 protected:
  void SetUp() override {
    CoreOnBothTest::SetUp();
    ann_ = AddUser("ann");
    bob_ = AddUser("bob");
    boss_ = AddUser("boss");
  }
  Result<std::int64_t> Give(UserId user, std::int64_t cents, std::string remark = "") {
    return Write([&](Txn& txn) {
      return Adjust(txn, AsAdmin(boss_), {user, cents, remark}, "192.0.2.1");
    });
  }
  Result<VipOut> Vip(UserId user, int days, TradeProof trade = PassedTrade(),
                     std::string request = "") {
    return Write([&](Txn& txn) { return BuyVip(txn, As(user), {days, 10'000, trade, request}); });
  }
  std::int64_t Balance(UserId user) {
    return Read([&](Txn& txn) { return Find(txn, kTenant, user).balance; });
  }
  std::vector<std::string> Findings() {
    return Read([&](Txn& txn) { return CheckBooks(txn).findings; });
  }
  std::vector<Entry> Entries(EntryFilter filter) {
    return Read([&](Txn& txn) {
      auto list = wallet::ListEntries(txn, kTenant, filter, 100, 0);
      EXPECT_EQ(CountEntries(txn, kTenant, filter), static_cast<std::int64_t>(list.size()));
      return list;
    });
  }
  UserId ann_, bob_, boss_;
};
KOINE_ON_BOTH(WalletVerbs);

TEST(Money, ReadsAndWritesCents) {
  EXPECT_EQ(ToText(1234), "12.34");
  EXPECT_EQ(ToText(-5), "-0.05");
  EXPECT_EQ(ToText(0), "0.00");
  EXPECT_EQ(ToCents("12.34"), 1234);
  EXPECT_EQ(ToCents("12.3"), 1230);
  EXPECT_EQ(ToCents("12"), 1200);
  EXPECT_EQ(ToCents("12.3400"), 1234);
  EXPECT_EQ(ToCents("-0.01"), -1);
  for (const char* bad : {"", "-", ".", "1.", ".5", "1.234", "1e3", "1,0", " 1", "123456789012"}) {
    EXPECT_EQ(ToCents(bad), std::nullopt) << bad;
  }
  EXPECT_EQ(ToMillionths("0.005"), 5000);
  EXPECT_EQ(ToMillionths("1"), 1'000'000);
  EXPECT_EQ(ToMillionths("1.01"), std::nullopt);
  EXPECT_EQ(ToMillionths("-0.1"), std::nullopt);
}

TEST(Money, PricesAreRoundedHalfUp) {
  EXPECT_EQ(VipPrice(10'000, 30), 10'000);
  EXPECT_EQ(VipPrice(10'000, 1), 333);
  EXPECT_EQ(VipPrice(10'000, 2), 667);
  EXPECT_EQ(VipPrice(1, 15), 1);  // half a cent
  EXPECT_EQ(VipPrice(1, 1), 1);
  EXPECT_EQ(VipPrice(10'000, kVipDaysMax), 1'216'667);
}

TEST_P(WalletVerbs, AnAdministratorGivesAndTakes) {
  EXPECT_EQ(Outcome(Write([&](Txn& txn) {
              return Adjust(txn, As(ann_), {bob_, 5, ""}, "");
            })),
            "Forbidden");
  EXPECT_EQ(Outcome(Give(ann_, 0)), "BadArgument:amount");
  EXPECT_EQ(Outcome(Give(ann_, kCentsMax + 1)), "BadArgument:amount");
  EXPECT_EQ(Outcome(Give(ann_, 1, std::string(256, 'a'))), "BadArgument:remark");
  EXPECT_EQ(Outcome(Give(UserId(99), 1)), "UserNotFound");
  EXPECT_EQ(Outcome(Give(ann_, -1)), "MoneyRefused:balance");
  ASSERT_EQ(Outcome(Give(ann_, 1050, "gift")), "ok");
  EXPECT_EQ(Outcome(Give(ann_, -1051)), "MoneyRefused:balance");
  EXPECT_EQ(*Give(ann_, -50), 1000);
  const auto entries = Entries({ann_, 0, 0});
  ASSERT_EQ(entries.size(), 2u);
  EXPECT_EQ(entries[0].cents, -50);
  EXPECT_EQ(entries[0].balance, 1000);
  EXPECT_EQ(entries[1].cents, 1050);
  EXPECT_EQ(entries[1].balance, 1050);
  EXPECT_EQ(entries[1].remark, "gift");
  EXPECT_EQ(entries[1].type, Type::kAdjustment);
  EXPECT_EQ(Entries({ann_, 0, 1}).size(), 1u);
  EXPECT_EQ(Entries({ann_, 0, -1}).size(), 1u);
  EXPECT_EQ(Entries({ann_, 3, 0}).size(), 0u);
  EXPECT_EQ(Entries({bob_, 0, 0}).size(), 0u);
  EXPECT_EQ(Entries({UserId(), 8, 0}).size(), 2u);
  EXPECT_EQ(Findings(), std::vector<std::string>{});
  Read([&](Txn& txn) {
    EXPECT_EQ(audit::ListNewest(txn, kTenant, 10).size(), 2u);
    return 0;
  });
}

TEST_P(WalletVerbs, VipBeginsWhereItEnds) {
  SetTradeHash(*this, ann_);
  EXPECT_EQ(Outcome(Vip(ann_, 0)), "BadArgument:duration");
  EXPECT_EQ(Outcome(Vip(ann_, kVipDaysMax + 1)), "BadArgument:duration");
  EXPECT_EQ(Outcome(Vip(bob_, 30)), "MoneyRefused:trade_password");
  EXPECT_EQ(Outcome(Vip(ann_, 30, {TradeProof::Outcome::kNotSet, ""})),
            "MoneyRefused:trade_password_unset");
  EXPECT_EQ(Outcome(Vip(ann_, 30, {TradeProof::Outcome::kLocked, "x"})),
            "TooManyAttempts:trade_password");
  EXPECT_EQ(Outcome(Vip(ann_, 30)), "MoneyRefused:balance");
  ASSERT_EQ(Outcome(Give(ann_, 15'000)), "ok");
  const auto first = Vip(ann_, 30);
  ASSERT_EQ(Outcome(first), "ok");
  constexpr std::int64_t kDay = 24LL * 3600 * 1000;
  EXPECT_EQ(first->until, kStartMs + 30 * kDay);
  EXPECT_EQ(first->price, 10'000);
  EXPECT_EQ(first->balance, 5'000);
  const auto second = Vip(ann_, 3);
  EXPECT_EQ(second->until, kStartMs + 33 * kDay);
  EXPECT_EQ(Balance(ann_), 4'000);
  const Wallet wallet = Read([&](Txn& txn) { return Find(txn, kTenant, ann_); });
  EXPECT_TRUE(wallet.trade_password);
  EXPECT_TRUE(wallet.vip(kStartMs));
  EXPECT_FALSE(wallet.vip(second->until));
  EXPECT_EQ(Findings(), std::vector<std::string>{});
}

// Many spend from one account at the same time: what is spent is what goes, and never more.
TEST_P(WalletVerbs, NobodySpendsTwice) {
  SetTradeHash(*this, ann_);
  ASSERT_EQ(Outcome(Give(ann_, 10 * 333)), "ok");
  std::atomic<int> bought = 0;
  core::OnThreads(8, [&](int thread) {
    for (int i = 0; i < 4; ++i) {
      const auto vip = store().WriteAndWait({"test", store::KeyOf('u', thread + 1)}, [&](Txn& txn) {
        return BuyVip(txn, As(ann_), {1, 10'000, PassedTrade()});
      });
      if (vip.ok()) ++bought;
      const auto given =
          store().WriteAndWait({"test", store::KeyOf('x', thread + 1)}, [&](Txn& txn) {
            return Adjust(txn, AsAdmin(boss_), {bob_, 7, ""}, "");
          });
      EXPECT_TRUE(given.ok());
    }
  });
  EXPECT_EQ(bought, 10);
  EXPECT_EQ(Balance(ann_), 0);
  EXPECT_EQ(Balance(bob_), 8 * 4 * 7);
  const Wallet wallet = Read([&](Txn& txn) { return Find(txn, kTenant, ann_); });
  EXPECT_EQ(wallet.vip_until, kStartMs + 10LL * 24 * 3600 * 1000);
  EXPECT_EQ(Findings(), std::vector<std::string>{});
}

TEST_P(WalletVerbs, PostingsThatMoveNothingOrTooMuchAreRefused) {
  const std::vector<std::vector<Line>> wrong = {
      {},
      {{Of(ann_), 5}},
      {{Of(ann_), 0}, {Of(bob_), 0}},
      {{Of(ann_), kCentsMax + 1}, {Of(kTenant, AccountKind::kAdjust), -kCentsMax - 1}}};
  for (const auto& lines : wrong) {
    const auto posted = Write([&](Txn& txn) {
      return Post(txn, kTenant, {Type::kAdjustment, "", "", lines});
    });
    EXPECT_EQ(Outcome(posted), "Internal:posting");
  }
  EXPECT_EQ(Entries({}).size(), 0u);
}

// It ends the program in the thread that writes, before anything is written.
TEST_P(WalletVerbs, APostingThatIsNotBalancedIsAFaultOfTheProgram) {
  const Posting made = {Type::kAdjustment, "", "", {{Of(ann_), 5}, {Of(bob_), -4}}};
  const Posting twice = {
      Type::kAdjustment, "", "", {{Of(ann_), 5}, {Of(bob_), -10}, {Of(ann_), 5}}};
  const Status written = Write([&](Txn& txn) -> Status {
    EXPECT_DEATH(static_cast<void>(Post(txn, kTenant, made)), "broken demand: Balanced");
    EXPECT_DEATH(static_cast<void>(Post(txn, kTenant, twice)), "broken demand: EachOnce");
    return Ok();
  });
  EXPECT_TRUE(written.ok());
  EXPECT_EQ(Entries({}).size(), 0u);
}

// Each damage is found, and named.
TEST_P(WalletVerbs, TheBooksSayWhereTheyDisagree) {
  ASSERT_EQ(Outcome(Give(ann_, 500)), "ok");
  ASSERT_EQ(Outcome(Give(bob_, 300)), "ok");
  auto found = [&](std::string_view part) {
    for (const std::string& line : Findings()) {
      if (line.find(part) != line.npos) return true;
    }
    return false;
  };
  static const store::Sql kRaise{"update account set balance = balance + ? where owner_id = ?"};
  static const store::Sql kChange{"update ledger set amount = amount + ? where owner_id = ?"};
  static const store::Sql kAfter{"update ledger set balance = balance + ? where owner_id = ?"};
  static const store::Sql kNumber{"update ledger set seq = seq + ? where owner_id = ?"};
  static const store::Sql kLose{"delete from account where owner_id = ?"};
  const std::string ann = "account user " + std::to_string(ann_.value);
  EXPECT_FALSE(found(""));
  Exec(kRaise, 1, ann_);
  EXPECT_TRUE(found(ann + ": balance 5.01, entries sum to 5.00"));
  EXPECT_TRUE(found("tenant 1: its accounts hold 0.01 together"));
  Exec(kRaise, -1, ann_);
  Exec(kChange, 2, ann_);
  EXPECT_TRUE(found("entries sum to 0.02"));
  EXPECT_TRUE(found(ann + ": after entry 1 the balance is 5.00, and should be 5.02"));
  Exec(kChange, -2, ann_);
  Exec(kAfter, 1, ann_);
  EXPECT_TRUE(found(ann + ": after entry 1 the balance is 5.01, and should be 5.00"));
  Exec(kAfter, -1, ann_);
  Exec(kNumber, 1, ann_);
  EXPECT_TRUE(found(ann + ": 1 entries noted, 2 found"));
  Exec(kNumber, -1, ann_);
  EXPECT_EQ(Findings(), std::vector<std::string>{});
  Exec(kLose, ann_);
  EXPECT_TRUE(found(ann + ": has entries, but does not exist"));
}

TEST_P(WalletVerbs, ARepeatedPurchaseIsPaidOnce) {
  SetTradeHash(*this, ann_);
  ASSERT_TRUE(Give(ann_, 50'000).ok());
  const auto first = Vip(ann_, 30, PassedTrade(), "one");
  const auto again = Vip(ann_, 30, PassedTrade(), "one");
  ASSERT_TRUE(first.ok() && again.ok());
  EXPECT_EQ(again->until, first->until);
  EXPECT_EQ(again->price, first->price);
  EXPECT_EQ(again->balance, 40'000);
  EXPECT_EQ(Outcome(Vip(ann_, 60, PassedTrade(), "one")), "Conflict:request");
  EXPECT_EQ(Balance(ann_), 40'000);
}

}  // namespace
}  // namespace koine::wallet
