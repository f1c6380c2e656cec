#include "core/wallet/trade.h"

#include <optional>

#include "base/text.h"
#include "core/identity/password.h"
#include "core/identity/people.h"
#include "core/wallet/rows.h"

namespace koine::wallet {

namespace {

using Outcome = TradeProof::Outcome;

bool Locked(const TradeGuard& guard, std::int64_t now_ms, int max_failures) {
  return max_failures > 0 && guard.failures >= max_failures &&
         now_ms - guard.since < kTradeWindowMs;
}

bool SignedInJustNow(store::Txn& txn, const access::Principal& who) {
  const auto view = identity::OwnLogin(txn, who);
  return view && view->login.user == who.user &&
         txn.now_ms() - view->login.issued_at < kFreshSignInMs;
}

}  // namespace

Result<TradeProof> CheckTrade(store::Store& store, const access::Principal& who,
                              std::string_view password, int max_failures) {
  TradeProof out;
  TradeGuard guard;
  std::int64_t now_ms = 0;
  std::optional<std::string> hash;
  KOINE_CHECK(store.ReadNow("trade password", [&](store::Txn& txn) {
    hash = FindTradeHash(txn, who.tenant, who.user);
    guard = FindTradeGuard(txn, who.tenant, who.user);
    now_ms = txn.now_ms();
  }));
  if (!hash) {
    out.outcome = Outcome::kNotSet;
    return out;
  }
  out.hash = *hash;
  if (Locked(guard, now_ms, max_failures)) {
    out.outcome = Outcome::kLocked;
    return out;
  }
  const bool right = identity::VerifyPassword(*hash, password);
  out.outcome = right ? Outcome::kRight : Outcome::kWrong;
  if (max_failures == 0 || (right && guard.failures == 0)) return out;
  // In a transaction of its own: the one that asks is taken back when it refuses.
  Result<bool> locked = store.WriteAndWait(
      {"trade password", store::KeyOf('u', who.user.value)}, [&](store::Txn& txn) -> Result<bool> {
        const TradeGuard now = LockTradeGuard(txn, who.tenant, who.user);
        // Others were tried at the same time.
        if (Locked(now, txn.now_ms(), max_failures)) return true;
        const bool fresh = txn.now_ms() - now.since >= kTradeWindowMs;
        TradeGuard then;
        if (!right)
          then = fresh ? TradeGuard{1, txn.now_ms()} : TradeGuard{now.failures + 1, now.since};
        if (then.failures >= max_failures) then.since = txn.now_ms();
        PutTradeGuard(txn, who.tenant, who.user, then);
        return false;
      });
  if (!locked.ok()) return std::move(locked).error();
  if (*locked) out.outcome = Outcome::kLocked;
  return out;
}

Status RequireTrade(store::Txn& txn, const access::Principal& who, const TradeProof& proof) {
  switch (proof.outcome) {
    case Outcome::kNotSet:
      return Error{Code::kMoneyRefused, "trade_password_unset"};
    case Outcome::kLocked:
      return Error{Code::kTooManyAttempts, "trade_password"};
    case Outcome::kWrong:
    case Outcome::kUnchecked:
      return Error{Code::kMoneyRefused, "trade_password"};
    case Outcome::kRight:
      break;
  }
  if (FindTradeHash(txn, who.tenant, who.user) != proof.hash) {
    return Error{Code::kMoneyRefused, "trade_password"};
  }
  return Ok();
}

Status CheckTradeLength(std::string_view password) {
  const std::size_t length = text::CodePoints(password);
  if (length < kTradePasswordMin || length > kTradePasswordMax) {
    return FieldError(Code::kBadArgument, "tradePassword");
  }
  return Ok();
}

Status SetTrade(store::Txn& txn, const access::Principal& who, const SetTradeIn& in) {
  // Two who set it at once are not both the first.
  LockTradeGuard(txn, who.tenant, who.user);
  if (in.proves_old) {
    KOINE_CHECK(RequireTrade(txn, who, in.old));
  } else if (FindTradeHash(txn, who.tenant, who.user) && !SignedInJustNow(txn, who)) {
    return Error{Code::kMoneyRefused, "trade_password_old"};
  }
  PutTradeGuard(txn, who.tenant, who.user, {});
  if (PutTradeHash(txn, who.tenant, who.user, in.hash) == 0) return Error{Code::kUserNotFound};
  return Ok();
}

}  // namespace koine::wallet
