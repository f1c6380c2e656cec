#include "core/wallet/order.h"

#include <gtest/gtest.h>

#include <atomic>
#include <mutex>
#include <set>

#include "core/core_test_util.h"
#include "core/event/event.h"
#include "core/wallet/books.h"
#include "core/wallet/wallet.h"
#include "core/wallet/wallet_test_util.h"

namespace koine::wallet {
namespace {

using core::Outcome;
using store::Txn;

class Orders : public core::CoreOnBothTest {
 protected:
  void SetUp() override {
    CoreOnBothTest::SetUp();
    ann_ = AddUser("ann");
    boss_ = AddUser("boss");
    SetTradeHash(*this, ann_);
  }
  static RechargeIn Wish(std::int64_t cents) {
    return {cents, "alipay", "bsc", "0xa", "0xb", false, ""};
  }
  Result<Order> Charge(const RechargeIn& in) {
    return Write([&](Txn& txn) { return Recharge(txn, As(ann_), in); });
  }
  Result<Order> Out(std::int64_t cents, std::int64_t ratio = 0, std::string request = "") {
    return Write([&](Txn& txn) {
      return Withdraw(txn, As(ann_), {cents, "0xc", 100, ratio, PassedTrade(), request});
    });
  }
  using Verb = Result<Order> (*)(Txn&, const access::Principal&, const AuditIn&, std::string_view);
  Result<Order> Decide(Verb verb, const std::string& sn, bool pass,
                       std::optional<std::string> hash = std::nullopt,
                       std::optional<std::int64_t> cents = std::nullopt) {
    return Write([&](Txn& txn) {
      return verb(txn, AsAdmin(boss_), {{sn, 0}, pass, hash, cents, "seen"}, "192.0.2.1");
    });
  }
  void Fund(std::int64_t cents) {
    const auto order = Charge(Wish(cents));
    ASSERT_EQ(Outcome(order), "ok");
    ASSERT_EQ(Outcome(Decide(AuditRecharge, order->sn, true)), "ok");
  }
  std::int64_t Balance() {
    return Read([&](Txn& txn) { return Find(txn, kTenant, ann_).balance; });
  }
  std::vector<std::string> Findings() {
    return Read([&](Txn& txn) { return CheckBooks(txn).findings; });
  }
  int Told(event::MoneyMatter about) {
    int count = 0;
    for (const auto& heard : TakeEvents()) {
      const auto* told = heard.As<event::MoneyTold>();
      if (told != nullptr && told->about == about) ++count;
    }
    return count;
  }
  UserId ann_, boss_;
};
KOINE_ON_BOTH(Orders);

TEST_P(Orders, ARechargeIsCreditedOnceItIsConfirmed) {
  RechargeIn in = Wish(0);
  EXPECT_EQ(Outcome(Charge(in)), "BadArgument:amount");
  in.cents = kRechargeCentsMax + 1;
  EXPECT_EQ(Outcome(Charge(in)), "BadArgument:amount");
  in = Wish(100);
  in.pay_type = "cash";
  EXPECT_EQ(Outcome(Charge(in)), "BadArgument:payType");
  in = Wish(100);
  in.chain = std::string(kChainMax + 1, 'x');
  EXPECT_EQ(Outcome(Charge(in)), "BadArgument:chainType");
  in = Wish(100);
  in.from_address = std::string(kAddressMax + 1, 'x');
  EXPECT_EQ(Outcome(Charge(in)), "BadArgument:fromAddress");

  const auto order = Charge(Wish(1234));
  ASSERT_EQ(Outcome(order), "ok");
  EXPECT_EQ(order->sn.substr(0, 2), "CZ");
  EXPECT_EQ(order->sn.find_first_not_of("0123456789", 2), order->sn.npos);
  EXPECT_EQ(order->state, 1);
  EXPECT_EQ(Balance(), 0);
  EXPECT_EQ(Outcome(Write([&](Txn& txn) {
              return AuditRecharge(txn, As(ann_), {{order->sn, 0}, true, {}, {}, ""}, "");
            })),
            "Forbidden");
  EXPECT_EQ(Outcome(Decide(AuditRecharge, "CZ1", true)), "NotFound:order");
  EXPECT_EQ(Outcome(Decide(AuditWithdrawal, order->sn, true)), "NotFound:order");
  TakeEvents();
  const auto done = Decide(AuditRecharge, order->sn, true, "0xhash");
  ASSERT_EQ(Outcome(done), "ok");
  EXPECT_EQ(done->state, 2);
  EXPECT_EQ(done->remark, "seen");
  EXPECT_EQ(Balance(), 1234);
  EXPECT_EQ(Told(event::MoneyMatter::kRecharge), 1);
  EXPECT_EQ(Outcome(Decide(AuditRecharge, order->sn, true)), "BadState:order");
  EXPECT_EQ(Outcome(Decide(AuditRecharge, order->sn, false)), "BadState:order");

  const auto other = Charge(Wish(1000));
  EXPECT_EQ(Outcome(Decide(AuditRecharge, other->sn, true, "0xhash")), "Conflict:tx_hash");
  EXPECT_EQ(Balance(), 1234);
  ASSERT_EQ(Outcome(Decide(AuditRecharge, other->sn, true, "0xother", 900)), "ok");
  EXPECT_EQ(Balance(), 2134);
  const auto third = Charge(Wish(1));
  EXPECT_EQ(Decide(AuditRecharge, third->sn, false, "0xhash")->state, 3) << "noted, not used";
  EXPECT_EQ(Balance(), 2134);
  in = Wish(66);
  in.confirm_now = true;
  EXPECT_EQ(Charge(in)->state, 2);
  EXPECT_EQ(Balance(), 2200);
  EXPECT_EQ(Findings(), std::vector<std::string>{});
  Read([&](Txn& txn) {
    const auto count = [&](OrderFilter f) {
      const auto list = ListOrders(txn, kTenant, OrderKind::kRecharge, f, 10, 0);
      EXPECT_EQ(CountOrders(txn, kTenant, OrderKind::kRecharge, f),
                static_cast<std::int64_t>(list.size()));
      return list.size();
    };
    EXPECT_EQ(count({}), 4u);
    EXPECT_EQ(count({ann_, 2, ""}), 3u);
    EXPECT_EQ(count({boss_, 0, ""}), 0u);
    EXPECT_EQ(count({UserId(), 0, third->sn}), 1u);
    EXPECT_EQ(FindOrder(txn, kTenant, OrderKind::kRecharge, {"", third->id})->sn, third->sn);
    EXPECT_FALSE(FindOrder(txn, kOtherTenant, OrderKind::kRecharge, {third->sn, 0}));
    return 0;
  });
}

TEST_P(Orders, AWithdrawalTakesTheMoneyAtOnceAndGivesItBackOnce) {
  Fund(100'000);
  EXPECT_EQ(Outcome(Out(0)), "BadArgument:amount");
  EXPECT_EQ(Outcome(Out(kWithdrawalCentsMax + 1)), "BadArgument:amount");
  EXPECT_EQ(Outcome(Write([&](Txn& txn) {
              return Withdraw(txn, As(ann_), {500, "", 0, 0, PassedTrade()});
            })),
            "MissingArgument:toAddress");
  // The trade password before the balance, and that before the least amount.
  EXPECT_EQ(Outcome(Write([&](Txn& txn) {
              return Withdraw(txn, As(ann_), {200'000, "x", 100, 0, {}});
            })),
            "MoneyRefused:trade_password");
  EXPECT_EQ(Outcome(Write([&](Txn& txn) {
              return Withdraw(txn, As(ann_), {200'000, "x", 300'000, 0, PassedTrade()});
            })),
            "MoneyRefused:balance");
  EXPECT_EQ(Outcome(Out(99)), "MoneyRefused:minimum");
  const auto paid = Out(10'001, 5000);  // half a percent: 50.005 cents
  ASSERT_EQ(Outcome(paid), "ok");
  EXPECT_EQ(paid->fee, 50);
  EXPECT_EQ(paid->sn.substr(0, 2), "TX");
  EXPECT_EQ(Balance(), 89'999);
  EXPECT_EQ(Findings(), std::vector<std::string>{});
  EXPECT_EQ(Outcome(Decide(ConfirmWithdrawal, paid->sn, true)), "BadState:order");
  EXPECT_EQ(Decide(AuditWithdrawal, paid->sn, true)->state, 2);
  EXPECT_EQ(Outcome(Decide(AuditWithdrawal, paid->sn, false)), "BadState:order");
  EXPECT_EQ(Decide(ConfirmWithdrawal, paid->sn, true, "0x1")->state, 3);
  EXPECT_EQ(Outcome(Decide(ConfirmWithdrawal, paid->sn, false)), "BadState:order");
  EXPECT_EQ(Balance(), 89'999);

  const auto rejected = Out(1000);
  EXPECT_EQ(Decide(AuditWithdrawal, rejected->sn, false)->state, 5);
  EXPECT_EQ(Balance(), 89'999);
  const auto failed = Out(1000);
  ASSERT_EQ(Outcome(Decide(AuditWithdrawal, failed->sn, true)), "ok");
  TakeEvents();
  EXPECT_EQ(Decide(ConfirmWithdrawal, failed->sn, false)->state, 4);
  EXPECT_EQ(Told(event::MoneyMatter::kWithdrawal), 1);
  EXPECT_EQ(Balance(), 89'999);
  EXPECT_EQ(Findings(), std::vector<std::string>{});
  const auto list = Read([&](Txn& txn) {
    return wallet::ListEntries(txn, kTenant, {ann_, 7, 1}, 10, 0);
  });
  ASSERT_EQ(list.size(), 2u);
  EXPECT_EQ(list[0].ref, failed->sn);
}

// However many decide at the same time, one decision counts.
TEST_P(Orders, ADecisionIsMadeOnce) {
  Fund(50'000);
  std::vector<std::string> recharges, withdrawals;
  for (int i = 0; i < 6; ++i) {
    recharges.push_back(Charge(Wish(100))->sn);
    withdrawals.push_back(Out(100)->sn);
  }
  std::atomic<int> decided = 0, credited = 0, back = 0;
  core::OnThreads(8, [&](int thread) {
    for (std::size_t i = 0; i < recharges.size(); ++i) {
      const bool pass = (static_cast<std::size_t>(thread) + i) % 2 == 0;
      const store::Key key = store::KeyOf('u', thread + 1);
      const auto in = store().WriteAndWait({"test", key}, [&](Txn& txn) {
        return AuditRecharge(txn, AsAdmin(boss_), {{recharges[i], 0}, pass, {}, {}, ""}, "");
      });
      const auto out = store().WriteAndWait({"test", key}, [&](Txn& txn) {
        return AuditWithdrawal(txn, AsAdmin(boss_), {{withdrawals[i], 0}, pass, {}, {}, ""}, "");
      });
      if (in.ok()) ++decided;
      if (in.ok() && pass) ++credited;
      if (out.ok() && !pass) ++back;
    }
  });
  EXPECT_EQ(decided, 6);
  EXPECT_EQ(Balance(), 50'000 - 600 + 100 * credited + 100 * back);
  EXPECT_EQ(Findings(), std::vector<std::string>{});
}

// Whoever heard no answer asks again, even at once: the money moves once.
TEST_P(Orders, ARepeatedRequestMovesMoneyOnce) {
  Fund(50'000);
  std::atomic<int> same = 0;
  std::mutex mutex;
  std::set<std::string> numbers;
  core::OnThreads(8, [&](int thread) {
    const store::Key key = store::KeyOf('u', thread + 1);
    const auto out = store().WriteAndWait({"test", key}, [&](Txn& txn) {
      return Withdraw(txn, As(ann_), {400, "0xc", 100, 0, PassedTrade(), "one"});
    });
    if (!out.ok()) return;
    ++same;
    const std::lock_guard lock(mutex);
    numbers.insert(out->sn);
  });
  EXPECT_EQ(same, 8);
  EXPECT_EQ(numbers.size(), 1u);
  EXPECT_EQ(Balance(), 50'000 - 400);
  EXPECT_EQ(Outcome(Out(500, 0, "one")), "Conflict:request");
  EXPECT_EQ(Outcome(Out(500, 0, std::string(65, 'x'))), "BadArgument:requestId");
  // Refused, it leaves the name free.
  EXPECT_EQ(Outcome(Out(60'000, 0, "two")), "MoneyRefused:balance");
  EXPECT_EQ(Outcome(Out(600, 0, "two")), "ok");
  RechargeIn wish = Wish(700);
  wish.request = "three";
  const auto first = Charge(wish);
  const auto again = Charge(wish);
  ASSERT_TRUE(first.ok() && again.ok());
  EXPECT_EQ(first->sn, again->sn);
  wish.request = "one";
  EXPECT_EQ(Outcome(Charge(wish)), "Conflict:request");
  EXPECT_EQ(Findings(), std::vector<std::string>{});
}

// An order whose state does not say what the ledger does is found.
TEST_P(Orders, TheBooksKnowTheOrders) {
  Fund(1000);
  const auto order = Out(500);
  static const store::Sql kState{"update payment_order set state = ? where sn = ?"};
  Exec(kState, 5, order->sn);
  const auto findings = Findings();
  ASSERT_EQ(findings.size(), 2u);
  EXPECT_EQ(findings[0], "tenant 1: 5.00 held for withdrawals, 0.00 waits");
  EXPECT_EQ(findings[1], "order " + order->sn + ": moved -5.00, its state asks for 0.00");
}

}  // namespace
}  // namespace koine::wallet
