#include "core/wallet/rows.h"

#include <map>

namespace koine::wallet {

namespace {

using store::Row;
using store::Sql;
using store::Txn;

constexpr store::IdSequence kTransferIds{"transfer", 1};
constexpr store::IdSequence kEntryIds{"ledger", 1};
constexpr store::IdSequence kOrderIds{"payment_order", 1};

const Sql kBalance{
    "select balance from account where tenant_id = ? and kind = ? and owner_id = ? {for update}"};
const Sql kCredit{
    "insert into account (kind, owner_id, tenant_id, balance, entries, vip_until, created_at) "
    "values (?, ?, ?, ?, 1, 0, ?) on conflict (kind, owner_id) do update set "
    "balance = account.balance + excluded.balance, entries = account.entries + 1 "
    "returning balance, entries"};
// Apart from kCredit, whose row is checked as if it were a new account.
const Sql kDebit{
    "update account set balance = balance + ?, entries = entries + 1 "
    "where tenant_id = ? and kind = ? and owner_id = ? returning balance, entries"};
const Sql kEntry{
    "insert into ledger (kind, owner_id, seq, id, transfer_id, tenant_id, type, amount, balance, "
    "ref, remark, at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};
const Sql kSetVip{
    "update account set vip_until = ? where tenant_id = ? and kind = 1 and owner_id = ?"};

const Sql kWallets{
    "select u.id, coalesce(a.balance, 0), coalesce(a.vip_until, 0), case when p.trade_hash is "
    "null then 0 else 1 end from users u left join account a on a.kind = 1 and a.owner_id = u.id "
    "left join password p on p.user_id = u.id where {+}u.tenant_id = ? and u.id {in ?}"};

#define KOINE_FUNDS                                                          \
  "select id, owner_id, type, amount, balance, ref, remark, at from ledger " \
  "where tenant_id = ? and kind = 1 "
#define KOINE_COUNT_FUNDS "select count(*) from ledger where tenant_id = ? and kind = 1 "
// 0 stands for any.
#define KOINE_FUND_FILTER "and (? = 0 or type = ?) and amount * ? >= 0 "
const Sql kFundsOf{KOINE_FUNDS "and owner_id = ? " KOINE_FUND_FILTER
                               "order by seq desc limit ? offset ?"};
const Sql kCountFundsOf{KOINE_COUNT_FUNDS "and owner_id = ? " KOINE_FUND_FILTER};
const Sql kFunds{KOINE_FUNDS KOINE_FUND_FILTER "order by at desc, id desc limit ? offset ?"};
const Sql kCountFunds{KOINE_COUNT_FUNDS KOINE_FUND_FILTER};

const Sql kTradeHash{"select trade_hash from password where tenant_id = ? and user_id = ?"};
const Sql kPutTradeHash{"update password set trade_hash = ? where tenant_id = ? and user_id = ?"};
#define KOINE_GUARD "select failures, since from trade_guard where tenant_id = ? and user_id = ?"
const Sql kGuard{KOINE_GUARD};
const Sql kEnsureGuard{
    "insert into trade_guard (user_id, tenant_id, failures, since) values (?, ?, 0, 0) "
    "on conflict (user_id) do nothing"};
const Sql kLockGuard{KOINE_GUARD " {for update}"};
const Sql kPutGuard{
    "update trade_guard set failures = ?, since = ? where tenant_id = ? and user_id = ?"};

const Sql kInsertRequest{
    "insert into money_request (user_id, name, tenant_id, kind, content, made, at) "
    "values (?, ?, ?, ?, ?, '', ?) on conflict (user_id, name) do nothing"};
const Sql kFindRequest{
    "select made from money_request where tenant_id = ? and user_id = ? and name = ? "
    "and kind = ? and content = ?"};
const Sql kSaveRequest{
    "update money_request set made = ? where tenant_id = ? and user_id = ? and name = ?"};

#define KOINE_ORDER                                                                     \
  "select id, sn, kind, user_id, amount, fee, state, pay_type, chain, from_address, "   \
  "to_address, tx_hash, remark, handled_by, created_at, updated_at from payment_order " \
  "where tenant_id = ? and kind = ? "
#define KOINE_COUNT_ORDERS "select count(*) from payment_order where tenant_id = ? and kind = ? "
#define KOINE_ORDER_FILTER "and (? = 0 or state = ?) and (? = '' or sn = ?) "
#define KOINE_NEWEST "order by created_at desc, id desc limit ? offset ?"
const Sql kInsertOrder{
    "insert into payment_order (id, tenant_id, sn, kind, user_id, amount, fee, state, pay_type, "
    "chain, from_address, to_address, tx_hash, remark, handled_by, created_at, updated_at) "
    "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};
const Sql kSaveOrder{
    "update payment_order set amount = ?, state = ?, tx_hash = ?, remark = ?, handled_by = ?, "
    "updated_at = ? where tenant_id = ? and id = ?"};
const Sql kOrderBySn{KOINE_ORDER "and sn = ?"};
const Sql kOrderById{KOINE_ORDER "and id = ?"};
const Sql kLockBySn{KOINE_ORDER "and sn = ? {for update}"};
const Sql kLockById{KOINE_ORDER "and id = ? {for update}"};
// With the condition of the index on them.
const Sql kHashTaken{
    "select 1 from payment_order where tenant_id = ? and kind = ? and tx_hash = ? and id <> ? "
    "and (kind = 1 and state = 2 or kind = 2 and state = 3)"};
const Sql kOrders{KOINE_ORDER KOINE_ORDER_FILTER KOINE_NEWEST};
const Sql kOrdersOf{KOINE_ORDER "and user_id = ? " KOINE_ORDER_FILTER KOINE_NEWEST};
const Sql kCountOrders{KOINE_COUNT_ORDERS KOINE_ORDER_FILTER};
const Sql kCountOrdersOf{KOINE_COUNT_ORDERS "and user_id = ? " KOINE_ORDER_FILTER};

// Each: kind, owner, name, what is, what ought to be.
// proof: the books of the whole store, of all tenants
const Sql kBadTransfers{
    "select 0, transfer_id, '', cast(sum(amount) as bigint), 0 from ledger group by transfer_id "
    "having sum(amount) <> 0 order by transfer_id limit ?"};
#define KOINE_SUMS                                                                        \
  "from account a left join (select kind, owner_id, cast(sum(amount) as bigint) as sum, " \
  "count(*) as n, max(seq) as last from ledger group by kind, owner_id) l "               \
  "on l.kind = a.kind and l.owner_id = a.owner_id "
// proof: the books of the whole store, of all tenants
const Sql kBadBalances{"select a.kind, a.owner_id, '', a.balance, coalesce(l.sum, 0) " KOINE_SUMS
                       "where a.balance <> coalesce(l.sum, 0) order by a.kind, a.owner_id limit ?"};
// proof: the books of the whole store, of all tenants
const Sql kBadNumbers{
    "select a.kind, a.owner_id, '', a.entries, "
    "case when coalesce(l.n, 0) = a.entries then coalesce(l.last, 0) else "
    "coalesce(l.n, 0) end " KOINE_SUMS
    "where a.entries <> coalesce(l.n, 0) or a.entries <> coalesce(l.last, 0) "
    "order by a.kind, a.owner_id limit ?"};
// proof: the books of the whole store, of all tenants
const Sql kNoAccounts{
    "select distinct l.kind, l.owner_id, '', 0, 0 from ledger l where not exists (select 1 from "
    "account a where a.kind = l.kind and a.owner_id = l.owner_id) "
    "order by l.kind, l.owner_id limit ?"};
// proof: the books of the whole store, of all tenants
const Sql kBadChains{
    "select kind, owner_id, cast(seq as text), balance, before + amount from (select kind, "
    "owner_id, seq, amount, balance, coalesce(lag(balance) over (partition by kind, owner_id "
    "order by seq), 0) as before from ledger) x where balance <> before + amount "
    "order by kind, owner_id, seq limit ?"};
// proof: the books of the whole store, of all tenants
const Sql kBadTenants{
    "select 0, tenant_id, '', cast(sum(balance) as bigint), 0 from account group by tenant_id "
    "having sum(balance) <> 0 order by tenant_id limit ?"};
// proof: the books of the whole store, of all tenants
const Sql kBelowNothing{
    "select kind, owner_id, '', balance, 0 from account where balance < 0 and kind <= 2 "
    "order by kind, owner_id limit ?"};
// proof: the books of the whole store, of all tenants
const Sql kBadHolds{
    "select 3, t.id, '', coalesce(a.balance, 0), coalesce(o.sum, 0) from tenant t "
    "left join account a on a.kind = 3 and a.owner_id = t.id "
    "left join (select tenant_id, cast(sum(amount) as bigint) as sum from payment_order "
    "where kind = 2 and state in (1, 2) group by tenant_id) o on o.tenant_id = t.id "
    "where coalesce(a.balance, 0) <> coalesce(o.sum, 0) order by t.id limit ?"};
#define KOINE_ORDER_SUM                                                       \
  "case when o.kind = 1 then case when o.state = 2 then o.amount else 0 end " \
  "else case when o.state in (4, 5) then 0 else -o.amount end end"
#define KOINE_ORDER_ENTRIES                                            \
  "case when o.kind = 1 then case when o.state = 2 then 1 else 0 end " \
  "else case when o.state in (4, 5) then 2 else 1 end end"
// proof: the books of the whole store, of all tenants
const Sql kBadOrders{
    "select 0, o.user_id, o.sn, coalesce(cast(sum(l.amount) as bigint), 0), " KOINE_ORDER_SUM
    " from payment_order o left join ledger l on l.ref = o.sn and l.kind = 1 and "
    "l.owner_id = o.user_id group by o.id, o.user_id, o.sn, o.kind, o.state, o.amount "
    "having count(l.id) <> " KOINE_ORDER_ENTRIES
    " or coalesce(sum(l.amount), 0) <> " KOINE_ORDER_SUM " order by o.id limit ?"};
// proof: the books of the whole store, of all tenants
const Sql kCounts{
    "select (select count(*) from account), (select count(*) from ledger), "
    "(select count(distinct transfer_id) from ledger), (select count(*) from payment_order), "
    "(select coalesce(cast(sum(balance) as bigint), 0) from account)"};

const Sql& SqlOf(BookRule rule) {
  switch (rule) {
    case BookRule::kTransfer:
      return kBadTransfers;
    case BookRule::kBalance:
      return kBadBalances;
    case BookRule::kNumbers:
      return kBadNumbers;
    case BookRule::kNoAccount:
      return kNoAccounts;
    case BookRule::kChain:
      return kBadChains;
    case BookRule::kTenant:
      return kBadTenants;
    case BookRule::kBelowNothing:
      return kBelowNothing;
    case BookRule::kHold:
      return kBadHolds;
    case BookRule::kOrder:
      break;
  }
  return kBadOrders;
}

std::int64_t Number(const Row& row) {
  return row.Int(0);
}

Order ReadOrder(const Row& row) {
  Order out;
  out.id = row.Int(0);
  out.sn = row.String(1);
  out.kind = static_cast<OrderKind>(row.Int(2));
  out.user = row.Get<UserId>(3);
  out.cents = row.Int(4);
  out.fee = row.Int(5);
  out.state = static_cast<int>(row.Int(6));
  out.pay_type = row.String(7);
  out.chain = row.String(8);
  out.from_address = row.String(9);
  out.to_address = row.String(10);
  out.tx_hash = row.OptString(11);
  out.remark = row.String(12);
  out.handled_by = row.Get<UserId>(13);
  out.created_at = row.Int(14);
  out.updated_at = row.Int(15);
  return out;
}

Entry ReadEntry(const Row& row) {
  return Entry{row.Int(0),    row.Get<UserId>(1), static_cast<Type>(row.Int(2)),
               row.Int(3),    row.Int(4),         row.String(5),
               row.String(6), row.Int(7)};
}

TradeGuard ReadGuard(const Row& row) {
  return {static_cast<int>(row.Int(0)), row.Int(1)};
}

}  // namespace

std::int64_t LockBalance(Txn& txn, TenantId tenant, const AccountRef& account) {
  return txn.First(kBalance, Number, tenant, account.kind, account.owner).value_or(0);
}

std::int64_t NewTransferId(Txn& txn) {
  return txn.NextId(kTransferIds);
}

std::int64_t AddLine(Txn& txn, TenantId tenant, std::int64_t transfer, const Posting& posting,
                     const Line& line) {
  const AccountRef& account = line.account;
  std::int64_t balance = 0, seq = 0;
  auto read = [&](const Row& row) {
    balance = row.Int(0);
    seq = row.Int(1);
  };
  const bool debit = line.cents < 0 && account.kind <= AccountKind::kPacket;
  if (debit) {
    txn.Each(kDebit, read, line.cents, tenant, account.kind, account.owner);
  } else {
    txn.Each(kCredit, read, account.kind, account.owner, tenant, line.cents, txn.now_ms());
  }
  txn.ExecSoon(kEntry, account.kind, account.owner, seq, txn.NextId(kEntryIds), transfer, tenant,
               posting.type, line.cents, balance, posting.ref, posting.remark, txn.now_ms());
  return balance;
}

void SetVip(Txn& txn, TenantId tenant, UserId user, std::int64_t until_ms) {
  txn.ExecSoon(kSetVip, until_ms, tenant, user);
}

Wallet Find(Txn& txn, TenantId tenant, UserId user) {
  const std::int64_t ids[] = {user.value};
  return FindMany(txn, tenant, ids).front();
}

std::vector<Wallet> FindMany(Txn& txn, TenantId tenant, std::span<const std::int64_t> users) {
  std::map<std::int64_t, Wallet> found;
  auto read = [&found](const Row& row) {
    found[row.Int(0)] = {row.Get<UserId>(0), row.Int(1), row.Int(2), row.Int(3) == 1};
  };
  if (!users.empty()) txn.Each(kWallets, read, tenant, store::IntList{users});
  std::vector<Wallet> out;
  for (const std::int64_t id : users) {
    Wallet& wallet = found[id];
    wallet.user = UserId(id);
    out.push_back(wallet);
  }
  return out;
}

std::vector<Entry> ListEntries(Txn& txn, TenantId tenant, const EntryFilter& f, std::int64_t limit,
                               std::int64_t offset) {
  if (f.user) {
    return txn.All(kFundsOf, ReadEntry, tenant, f.user, f.type, f.type, f.sign, limit, offset);
  }
  return txn.All(kFunds, ReadEntry, tenant, f.type, f.type, f.sign, limit, offset);
}

std::int64_t CountEntries(Txn& txn, TenantId tenant, const EntryFilter& f) {
  const auto count = f.user
                         ? txn.First(kCountFundsOf, Number, tenant, f.user, f.type, f.type, f.sign)
                         : txn.First(kCountFunds, Number, tenant, f.type, f.type, f.sign);
  return count.value_or(0);
}

std::optional<std::string> FindTradeHash(Txn& txn, TenantId tenant, UserId user) {
  auto read = [](const Row& row) { return row.OptString(0); };
  return txn.First(kTradeHash, read, tenant, user).value_or(std::nullopt);
}

std::int64_t PutTradeHash(Txn& txn, TenantId tenant, UserId user, std::string_view hash) {
  return txn.Exec(kPutTradeHash, hash, tenant, user);
}

TradeGuard FindTradeGuard(Txn& txn, TenantId tenant, UserId user) {
  return txn.First(kGuard, ReadGuard, tenant, user).value_or(TradeGuard{});
}

TradeGuard LockTradeGuard(Txn& txn, TenantId tenant, UserId user) {
  txn.ExecSoon(kEnsureGuard, user, tenant);
  return txn.First(kLockGuard, ReadGuard, tenant, user).value_or(TradeGuard{});
}

void PutTradeGuard(Txn& txn, TenantId tenant, UserId user, const TradeGuard& guard) {
  txn.ExecSoon(kPutGuard, guard.failures, guard.since, tenant, user);
}

bool InsertRequest(Txn& txn, const access::Principal& who, const Request& request) {
  return txn.Exec(kInsertRequest, who.user, request.name, who.tenant, request.kind, request.content,
                  txn.now_ms()) > 0;
}

std::optional<std::string> FindRequest(Txn& txn, const access::Principal& who,
                                       const Request& request) {
  return txn.First(
      kFindRequest, [](const Row& row) { return row.String(0); }, who.tenant, who.user,
      request.name, request.kind, request.content);
}

void SaveRequest(Txn& txn, const access::Principal& who, const Request& request,
                 std::string_view made) {
  txn.ExecSoon(kSaveRequest, made, who.tenant, who.user, request.name);
}

std::int64_t NewOrderId(Txn& txn) {
  return txn.NextId(kOrderIds);
}

void InsertOrder(Txn& txn, TenantId tenant, const Order& o) {
  txn.ExecSoon(kInsertOrder, o.id, tenant, o.sn, o.kind, o.user, o.cents, o.fee, o.state,
               o.pay_type, o.chain, o.from_address, o.to_address, o.tx_hash, o.remark, o.handled_by,
               o.created_at, o.updated_at);
}

void SaveOrder(Txn& txn, TenantId tenant, const Order& o) {
  txn.ExecSoon(kSaveOrder, o.cents, o.state, o.tx_hash, o.remark, o.handled_by, o.updated_at,
               tenant, o.id);
}

std::optional<Order> FindOrder(Txn& txn, TenantId tenant, OrderKind kind, const OrderRef& ref) {
  return ref.sn.empty() ? txn.First(kOrderById, ReadOrder, tenant, kind, ref.id)
                        : txn.First(kOrderBySn, ReadOrder, tenant, kind, ref.sn);
}

std::optional<Order> LockOrder(Txn& txn, TenantId tenant, OrderKind kind, const OrderRef& ref) {
  return ref.sn.empty() ? txn.First(kLockById, ReadOrder, tenant, kind, ref.id)
                        : txn.First(kLockBySn, ReadOrder, tenant, kind, ref.sn);
}

bool HashTaken(Txn& txn, TenantId tenant, OrderKind kind, std::string_view hash,
               std::int64_t except) {
  return txn.First(kHashTaken, Number, tenant, kind, hash, except).has_value();
}

std::vector<Order> ListOrders(Txn& txn, TenantId tenant, OrderKind kind, const OrderFilter& f,
                              std::int64_t limit, std::int64_t offset) {
  if (f.user) {
    return txn.All(kOrdersOf, ReadOrder, tenant, kind, f.user, f.state, f.state, f.sn, f.sn, limit,
                   offset);
  }
  return txn.All(kOrders, ReadOrder, tenant, kind, f.state, f.state, f.sn, f.sn, limit, offset);
}

std::int64_t CountOrders(Txn& txn, TenantId tenant, OrderKind kind, const OrderFilter& f) {
  const auto count =
      f.user ? txn.First(kCountOrdersOf, Number, tenant, kind, f.user, f.state, f.state, f.sn, f.sn)
             : txn.First(kCountOrders, Number, tenant, kind, f.state, f.state, f.sn, f.sn);
  return count.value_or(0);
}

std::vector<Disagreement> ListDisagreements(Txn& txn, BookRule rule, std::int64_t limit) {
  auto read = [](const Row& row) {
    return Disagreement{row.Int(0), row.Int(1), row.String(2), row.Int(3), row.Int(4)};
  };
  return txn.All(SqlOf(rule), read, limit);
}

Books CountBooks(Txn& txn) {
  auto read = [](const Row& row) {
    return Books{row.Int(0), row.Int(1), row.Int(2), row.Int(3), row.Int(4), {}};
  };
  return txn.First(kCounts, read).value_or(Books{});
}

}  // namespace koine::wallet
