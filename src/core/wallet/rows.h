#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/wallet/books.h"
#include "core/wallet/ledger.h"
#include "core/wallet/once.h"
#include "core/wallet/order.h"
#include "core/wallet/wallet.h"
#include "store/txn.h"

// All SQL on account, ledger, payment_order, money_request, trade_guard, and on the trade password.
namespace koine::wallet {

// What is in the account; its row stays locked, if there is one.
std::int64_t LockBalance(store::Txn& txn, TenantId tenant, const AccountRef& account);
std::int64_t NewTransferId(store::Txn& txn);
// One line of the posting: moves the balance and writes the entry. Returns the balance after it.
std::int64_t AddLine(store::Txn& txn, TenantId tenant, std::int64_t transfer,
                     const Posting& posting, const Line& line);
void SetVip(store::Txn& txn, TenantId tenant, UserId user, std::int64_t until_ms);

struct TradeGuard {
  int failures = 0;
  std::int64_t since = 0;  // ms, of the first
};
std::optional<std::string> FindTradeHash(store::Txn& txn, TenantId tenant, UserId user);
// 0: the user has no password at all.
std::int64_t PutTradeHash(store::Txn& txn, TenantId tenant, UserId user, std::string_view hash);
TradeGuard FindTradeGuard(store::Txn& txn, TenantId tenant, UserId user);
TradeGuard LockTradeGuard(store::Txn& txn, TenantId tenant, UserId user);
void PutTradeGuard(store::Txn& txn, TenantId tenant, UserId user, const TradeGuard& guard);

// False: this user's name is taken.
bool InsertRequest(store::Txn& txn, const access::Principal& who, const Request& request);
// What the call of that name made, if it was of that kind and content.
std::optional<std::string> FindRequest(store::Txn& txn, const access::Principal& who,
                                       const Request& request);
void SaveRequest(store::Txn& txn, const access::Principal& who, const Request& request,
                 std::string_view made);

std::int64_t NewOrderId(store::Txn& txn);
void InsertOrder(store::Txn& txn, TenantId tenant, const Order& order);
// What a decision changes of it.
void SaveOrder(store::Txn& txn, TenantId tenant, const Order& order);
std::optional<Order> LockOrder(store::Txn& txn, TenantId tenant, OrderKind kind,
                               const OrderRef& ref);
// Whether another order of the kind that arrived has this hash.
bool HashTaken(store::Txn& txn, TenantId tenant, OrderKind kind, std::string_view hash,
               std::int64_t except);

// --- over all tenants: see CheckBooks

enum class BookRule : std::uint8_t {
  kTransfer,
  kBalance,
  kNumbers,
  kNoAccount,
  kChain,
  kTenant,
  kBelowNothing,
  kHold,
  kOrder,
};
inline constexpr BookRule kBookRules[] = {
    BookRule::kTransfer,     BookRule::kBalance, BookRule::kNumbers,
    BookRule::kNoAccount,    BookRule::kChain,   BookRule::kTenant,
    BookRule::kBelowNothing, BookRule::kHold,    BookRule::kOrder};
// Where the rule does not hold: the account (owner alone: transfer or tenant), or what is named;
// what is there, and what ought to be.
struct Disagreement {
  std::int64_t kind = 0, owner = 0;
  std::string name;
  std::int64_t is = 0, ought = 0;
};
std::vector<Disagreement> ListDisagreements(store::Txn& txn, BookRule rule, std::int64_t limit);
// Without findings.
Books CountBooks(store::Txn& txn);

}  // namespace koine::wallet
