#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "core/access/principal.h"
#include "store/store.h"

// The trade password: asked for whenever a user's money goes (im-chat 2.1.8). Checking it is slow
// on purpose, so it happens on a pool before the transaction, which only asks what came of it, at
// the place in the order of checks where it belongs.
namespace koine::wallet {

inline constexpr std::size_t kTradePasswordMin = 6, kTradePasswordMax = 20;  // code points
inline constexpr std::int64_t kTradeWindowMs = 30LL * 60 * 1000;
// So long after a sign-in the password may be replaced by who does not know the old one.
inline constexpr std::int64_t kFreshSignInMs = 5LL * 60 * 1000;

// What came of a check.
struct TradeProof {
  enum class Outcome : std::uint8_t { kUnchecked, kRight, kWrong, kNotSet, kLocked };
  Outcome outcome = Outcome::kUnchecked;
  std::string hash;  // that the password was compared with
};

// Compares on a pool's thread. With `max_failures` > 0, so many wrong ones within kTradeWindowMs
// lock the password for as long from the last of them, on every node; 0: never. kUnavailable.
Result<TradeProof> CheckTrade(store::Store& store, const access::Principal& who,
                              std::string_view password, int max_failures);

// Whether the check was passed, and the password is still the same. kMoneyRefused
// "trade_password_unset", "trade_password"; kTooManyAttempts "trade_password".
Status RequireTrade(store::Txn& txn, const access::Principal& who, const TradeProof& proof);

struct SetTradeIn {
  std::string hash;         // identity::HashPassword of the new one
  bool proves_old = false;  // then `old` must be a passed check
  TradeProof old;
};
// kBadArgument "tradePassword" for one of another length.
Status CheckTradeLength(std::string_view password);
// Sets it; replaces it if `proves_old`, or if the principal signed in less than kFreshSignInMs ago:
// a token that was stolen later is no proof. kMoneyRefused "trade_password_old"; refusals of
// RequireTrade; kUserNotFound for who has no password at all.
Status SetTrade(store::Txn& txn, const access::Principal& who, const SetTradeIn& in);

}  // namespace koine::wallet
