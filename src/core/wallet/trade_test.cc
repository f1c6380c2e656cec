#include "core/wallet/trade.h"

#include <gtest/gtest.h>

#include "core/core_test_util.h"
#include "core/identity/login.h"
#include "core/identity/password.h"
#include "core/wallet/wallet_test_util.h"

namespace koine::wallet {
namespace {

using core::Outcome;
using Checked = TradeProof::Outcome;
using store::Txn;

class Trade : public core::CoreOnBothTest {
 protected:
  void SetUp() override {
    CoreOnBothTest::SetUp();
    ann_ = AddUser("ann");
  }
  TradeProof Check(std::string_view password, int max_failures = 0) {
    auto proof = CheckTrade(store(), As(ann_), password, max_failures);
    EXPECT_EQ(Outcome(proof), "ok");
    return proof.ok() ? *proof : TradeProof{};
  }
  std::string Set(std::string_view password, bool proves = false, TradeProof old = {}) {
    const auto hash = identity::HashPassword(password);
    EXPECT_TRUE(hash.ok());
    return Outcome(Write([&](Txn& txn) { return SetTrade(txn, As(ann_), {*hash, proves, old}); }));
  }
  // Who has just signed in.
  access::Principal SignedIn() {
    identity::NewLogin in;
    in.dialect = access::Dialect::kImchat;
    in.lifetime_ms = 24LL * 3600 * 1000;
    auto result = Write([&](Txn& txn) { return identity::StartLogin(txn, kTenant, ann_, in); });
    EXPECT_EQ(Outcome(result), "ok");
    return As(ann_, {.login = result.ok() ? result->login.id : LoginId()});
  }
  std::string Replace(const access::Principal& who, std::string_view password) {
    const auto hash = identity::HashPassword(password);
    EXPECT_TRUE(hash.ok());
    return Outcome(Write([&](Txn& txn) { return SetTrade(txn, who, {*hash, false, {}}); }));
  }
  std::string Require(const TradeProof& proof) {
    return Outcome(Write([&](Txn& txn) { return RequireTrade(txn, As(ann_), proof); }));
  }
  UserId ann_;
};
KOINE_ON_BOTH(Trade);

TEST_P(Trade, IsSetCheckedAndReplaced) {
  EXPECT_EQ(Check("123456").outcome, Checked::kNotSet);
  EXPECT_EQ(Require(Check("123456")), "MoneyRefused:trade_password_unset");
  EXPECT_EQ(Require({}), "MoneyRefused:trade_password");
  ASSERT_EQ(Set("123456"), "ok");
  EXPECT_EQ(Require(Check("123457")), "MoneyRefused:trade_password");
  const TradeProof right = Check("123456");
  EXPECT_EQ(Require(right), "ok");
  EXPECT_EQ(Set("abcdef", true, Check("wrong!")), "MoneyRefused:trade_password");
  EXPECT_EQ(Set("abcdef", true, right), "ok");
  // What was checked before is not the password any more.
  EXPECT_EQ(Require(right), "MoneyRefused:trade_password");
  EXPECT_EQ(Require(Check("abcdef")), "ok");
  EXPECT_EQ(Outcome(CheckTradeLength("12345")), "BadArgument:tradePassword");
  EXPECT_EQ(Outcome(CheckTradeLength(std::string(21, '1'))), "BadArgument:tradePassword");
  EXPECT_EQ(Outcome(CheckTradeLength("一二三四五六")), "ok");
}

TEST_P(Trade, LocksAfterTooManyWrongOnes) {
  ASSERT_EQ(Set("123456"), "ok");
  for (int i = 0; i < 5; ++i) EXPECT_EQ(Check("wrong!").outcome, Checked::kWrong);
  EXPECT_EQ(Check("123456").outcome, Checked::kRight);  // without the setting
  for (int i = 0; i < 2; ++i) EXPECT_EQ(Check("wrong!", 3).outcome, Checked::kWrong);
  EXPECT_EQ(Check("123456", 3).outcome, Checked::kRight);  // begins to count anew
  for (int i = 0; i < 3; ++i) EXPECT_EQ(Check("wrong!", 3).outcome, Checked::kWrong);
  EXPECT_EQ(Check("123456", 3).outcome, Checked::kLocked);
  EXPECT_EQ(Require(Check("123456", 3)), "TooManyAttempts:trade_password");
  clock.Advance(kTradeWindowMs - 1);
  EXPECT_EQ(Check("123456", 3).outcome, Checked::kLocked);
  clock.Advance(1);
  EXPECT_EQ(Check("wrong!", 3).outcome, Checked::kWrong);
  EXPECT_EQ(Check("123456", 3).outcome, Checked::kRight);
}

TEST_P(Trade, TheLockLastsFromTheLastFailure) {
  ASSERT_EQ(Set("123456"), "ok");
  EXPECT_EQ(Check("wrong!", 2).outcome, Checked::kWrong);
  clock.Advance(kTradeWindowMs - 1);
  EXPECT_EQ(Check("wrong!", 2).outcome, Checked::kWrong);
  clock.Advance(kTradeWindowMs - 1);
  EXPECT_EQ(Check("123456", 2).outcome, Checked::kLocked);
}

TEST_P(Trade, IsReplacedWithTheOldOneOrAFreshSignIn) {
  const access::Principal who = SignedIn();
  EXPECT_EQ(Replace(who, "123456"), "ok");
  clock.Advance(kFreshSignInMs - 1);
  EXPECT_EQ(Replace(who, "abcdef"), "ok");
  clock.Advance(1);
  EXPECT_EQ(Replace(who, "ghijkl"), "MoneyRefused:trade_password_old");
  EXPECT_EQ(Replace(As(ann_), "ghijkl"), "MoneyRefused:trade_password_old");
  EXPECT_EQ(Require(Check("abcdef")), "ok");
  EXPECT_EQ(Replace(SignedIn(), "ghijkl"), "ok");
  EXPECT_EQ(Require(Check("ghijkl")), "ok");
}

}  // namespace
}  // namespace koine::wallet
