#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/result.h"
#include "core/access/principal.h"
#include "core/wallet/ledger.h"
#include "core/wallet/trade.h"
#include "store/txn.h"

// What a user has, and what becomes of it (im-chat 2.1).
namespace koine::wallet {

inline constexpr int kVipDaysMax = 3650;
inline constexpr std::int64_t kVipBaseDays = 30;  // that a price is for
inline constexpr std::size_t kRemarkMax = 255;    // code points

struct Wallet {
  UserId user;
  std::int64_t balance = 0;    // cents
  std::int64_t vip_until = 0;  // ms; 0: never was
  bool trade_password = false;

  bool vip(std::int64_t now_ms) const { return now_ms < vip_until; }
};

// Of users who have no account yet: nothing in it.
Wallet Find(store::Txn& txn, TenantId tenant, UserId user);
// The principal's own, which nobody changes until the end of the transaction.
Wallet LockOwn(store::Txn& txn, const access::Principal& who);
// Whether nothing is in the account of a user who is about to end (core/erasure); it stays locked.
bool HoldsNothing(store::Txn& txn, TenantId tenant, UserId user);
// Of several, in the order of `users`, in one statement.
std::vector<Wallet> FindMany(store::Txn& txn, TenantId tenant, std::span<const std::int64_t> users);

// An entry of a user's account (im-chat 2.1.11).
struct Entry {
  std::int64_t id = 0;
  UserId user;
  Type type = Type::kAdjustment;
  std::int64_t cents = 0;    // what the user gained; less than 0: lost
  std::int64_t balance = 0;  // after it
  std::string ref, remark;
  std::int64_t at = 0;  // ms
};
struct EntryFilter {
  UserId user;            // 0: all users of the tenant
  std::int64_t type = 0;  // 0: any
  int sign = 0;           // 1: what came in, -1: what went out, 0: both
};
// The newest first.
std::vector<Entry> ListEntries(store::Txn& txn, TenantId tenant, const EntryFilter& filter,
                               std::int64_t limit, std::int64_t offset);
std::int64_t CountEntries(store::Txn& txn, TenantId tenant, const EntryFilter& filter);

// What so many days cost when kVipBaseDays cost `base_cents`: rounded half up, at least a cent.
std::int64_t VipPrice(std::int64_t base_cents, int days);

struct VipIn {
  int days = 0;
  std::int64_t base_cents = 0;  // price of kVipBaseDays
  TradeProof trade;
  std::string request;  // see Request::name
};
struct VipOut {
  std::int64_t until = 0;  // ms
  std::int64_t price = 0, balance = 0;
};
// Begins at the end of the membership that the user has (im-chat 2.1.12). kBadArgument "duration";
// refusals of RequireTrade, of Claim; kMoneyRefused "balance". A repeated request says how it
// stands now.
Result<VipOut> BuyVip(store::Txn& txn, const access::Principal& who, const VipIn& in);

struct AdjustIn {
  UserId user;
  std::int64_t cents = 0;  // what the user gains; less than 0: loses
  std::string remark;
};
// By an administrator, who is noted. Returns the balance. kForbidden; kBadArgument "amount",
// "remark"; kUserNotFound; kMoneyRefused "balance".
Result<std::int64_t> Adjust(store::Txn& txn, const access::Principal& who, const AdjustIn& in,
                            std::string_view address);

}  // namespace koine::wallet
