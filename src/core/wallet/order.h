#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/result.h"
#include "core/access/principal.h"
#include "core/wallet/once.h"
#include "core/wallet/trade.h"
#include "store/txn.h"

// Orders to bring money in and to take it out, reviewed in the back office (im-chat 2.1.9, 2.1.10,
// 3.3.4, 3.3.5). A decision locks the order's row, so of many at once one counts, and the others
// find it decided: kBadState "order".
namespace koine::wallet {

// Stored: never renumber.
enum class OrderKind : std::uint8_t { kRecharge = 1, kWithdrawal = 2 };

// Stored, and the numbers of the wire: never renumber.
enum class RechargeState : std::uint8_t { kWaiting = 1, kArrived = 2, kRejected = 3 };
enum class WithdrawalState : std::uint8_t {
  kWaiting = 1,   // for its review
  kApproved = 2,  // to be paid out
  kArrived = 3,
  kFailed = 4,    // money back
  kRejected = 5,  // money back
};

inline constexpr std::int64_t kRechargeCentsMax = 100'000'000;                   // 1,000,000.00
inline constexpr std::int64_t kWithdrawalCentsMax = 9'999'900;                   // 99,999.00
inline constexpr std::size_t kAddressMax = 255, kChainMax = 16, kHashMax = 128;  // code points
inline constexpr std::int64_t kRatioBase = 1'000'000;  // a ratio of fees of 1

struct Order {
  std::int64_t id = 0;
  std::string sn;  // CZ or TX and digits
  OrderKind kind = OrderKind::kRecharge;
  UserId user;
  std::int64_t cents = 0, fee = 0;
  int state = 0;  // RechargeState or WithdrawalState
  std::string pay_type, chain;
  std::string from_address, to_address;
  std::optional<std::string> tx_hash;
  std::string remark;
  UserId handled_by;
  std::int64_t created_at = 0, updated_at = 0;  // ms
};

struct RechargeIn {
  std::int64_t cents = 0;  // 1 … kRechargeCentsMax
  std::string pay_type;    // alipay, wechat, bank, usdt, chain
  std::string chain, from_address;
  std::string to_address;    // where the server's owner takes money, as configured
  bool confirm_now = false;  // for tests: nobody reviews it
  std::string request;       // see Request::name
};
// kBadArgument "amount", "payType", "chainType", "fromAddress"; refusals of Claim. A repeated
// request gives its order as it is now.
Result<Order> Recharge(store::Txn& txn, const access::Principal& who, const RechargeIn& in);

struct WithdrawIn {
  std::int64_t cents = 0;  // 1 … kWithdrawalCentsMax
  std::string to_address;
  std::int64_t min_cents = 0;
  std::int64_t fee_ratio = 0;  // of kRatioBase
  TradeProof trade;
  std::string request;  // see Request::name
};
// The money goes at once. kBadArgument "amount", "toAddress"; refusals of RequireTrade, of Claim;
// kMoneyRefused "balance", then "minimum". A repeated request gives its order as it is now.
Result<Order> Withdraw(store::Txn& txn, const access::Principal& who, const WithdrawIn& in);

// Which order: by number, or by id where that is empty.
struct OrderRef {
  std::string sn;
  std::int64_t id = 0;
};
struct AuditIn {
  OrderRef order;
  bool pass = false;
  std::optional<std::string> tx_hash;
  std::optional<std::int64_t> cents;  // of a recharge: what really came, instead
  std::string remark;
};
// An administrator, or who decides on money, does so; who and what is noted, and the user hears it.
// kForbidden; kNotFound "order"; kBadState "order"; kConflict "tx_hash": another order has that;
// kBadArgument "amount", "txHash", "remark".
Result<Order> AuditRecharge(store::Txn& txn, const access::Principal& who, const AuditIn& in,
                            std::string_view address);
// Waiting → approved, or rejected with the money back.
Result<Order> AuditWithdrawal(store::Txn& txn, const access::Principal& who, const AuditIn& in,
                              std::string_view address);
// Approved → arrived, or failed with the money back.
Result<Order> ConfirmWithdrawal(store::Txn& txn, const access::Principal& who, const AuditIn& in,
                                std::string_view address);

struct OrderFilter {
  UserId user;     // 0: all
  int state = 0;   // 0: any
  std::string sn;  // empty: any
};
// The newest first.
std::vector<Order> ListOrders(store::Txn& txn, TenantId tenant, OrderKind kind,
                              const OrderFilter& filter, std::int64_t limit, std::int64_t offset);
std::int64_t CountOrders(store::Txn& txn, TenantId tenant, OrderKind kind,
                         const OrderFilter& filter);
std::optional<Order> FindOrder(store::Txn& txn, TenantId tenant, OrderKind kind,
                               const OrderRef& ref);

}  // namespace koine::wallet
