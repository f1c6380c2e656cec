#include "core/office/ding/rows.h"

#include "core/office/ding/system.h"

namespace koine::ding {

namespace {

using store::IntList;
using store::Row;
using store::Sql;
using store::Txn;

constexpr store::IdSequence kIds{"ding", 1};
constexpr store::IdSequence kReceiptIds{"ding_receipt", 1};

#define KOINE_COLUMNS                                                                          \
  "d.id, d.sender_id, d.content, d.audience, d.way, d.urgent, d.needs_receipt, d.attachment, " \
  "d.state, d.scheduled_at, d.sent_at, d.told_to, d.total, d.read_count, d.confirmed_count, "  \
  "d.remind_minutes, d.remind_max, d.reminded, d.reminded_to, d.created_at, d.updated_at, "    \
  "d.by_gateway "
constexpr int kColumns = 22;
#define KOINE_FIND "select " KOINE_COLUMNS "from ding d where d.tenant_id = ? and d.id = ?"
const Sql kFind{KOINE_FIND};
const Sql kFindLocked{KOINE_FIND " {for update}"};
const Sql kInsert{
    "insert into ding (id, tenant_id, sender_id, content, audience, way, urgent, needs_receipt, "
    "attachment, state, scheduled_at, sent_at, told_to, total, read_count, confirmed_count, "
    "remind_minutes, remind_max, reminded, reminded_to, created_at, updated_at) "
    "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};
const Sql kUpdate{
    "update ding set state = ?, sent_at = ?, told_to = ?, read_count = ?, confirmed_count = ?, "
    "reminded = ?, reminded_to = ?, by_gateway = ?, updated_at = ? where tenant_id = ? and id = ?"};

#define KOINE_RECEIPT \
  "r.id, r.ding_id, r.user_id, r.sent_at, r.read_at, r.confirmed_at, r.remark, r.reach "
const Sql kInsertReceipt{
    "insert into ding_receipt (ding_id, user_id, tenant_id, id, sent_at, read_at, confirmed_at, "
    "remark) values (?, ?, ?, ?, 0, 0, 0, '')"};
const Sql kFindReceipt{
    "select " KOINE_RECEIPT
    "from ding_receipt r where r.tenant_id = ? and r.ding_id = ? and r.user_id = ?"};
const Sql kUpdateReceipt{
    "update ding_receipt set read_at = ?, confirmed_at = ?, remark = ? where tenant_id = ? "
    "and ding_id = ? and user_id = ?"};
const Sql kNext{
    "select user_id from ding_receipt where tenant_id = ? and ding_id = ? and user_id > ? "
    "order by user_id limit ?"};
const Sql kNextOpen{
    "select user_id from ding_receipt where tenant_id = ? and ding_id = ? and user_id > ? "
    "and confirmed_at = 0 order by user_id limit ?"};
const Sql kDelivered{
    "update ding_receipt set sent_at = ? where tenant_id = ? and ding_id = ? and user_id > ? "
    "and user_id <= ?"};
// How many unread ones somebody has, kept by receipts of dings that the transaction has locked; in
// the order of users, so that two who count the same do not wait for each other.
#define KOINE_COUNT(more)                                                               \
  "insert into ding_desk (user_id, tenant_id, unread) select user_id, tenant_id, " more \
  " from ding_receipt where sent_at > 0 and read_at = 0 "
#define KOINE_COUNTED                                                             \
  "group by user_id, tenant_id order by user_id on conflict (user_id) do update " \
  "set unread = ding_desk.unread + excluded.unread"
#define KOINE_SLICE "and tenant_id = ? and ding_id = ? and user_id > ? and user_id <= ? "
const Sql kCountDelivered{KOINE_COUNT("count(*)") KOINE_SLICE KOINE_COUNTED};
const Sql kCountRead{
    "update ding_desk set unread = unread - 1 where tenant_id = ? and user_id = ?"};
const Sql kSetReach{
    "update ding_receipt set reach = ? where tenant_id = ? and ding_id = ? and user_id {in ?}"};
const Sql kSettleReach{
    "update ding_receipt set reach = ? where tenant_id = ? and ding_id = ? and user_id = ? and "
    "reach = ?"};
const Sql kReceipts{
    "select " KOINE_RECEIPT
    "from ding_receipt r where r.tenant_id = ? and r.ding_id = ? order by r.user_id"};

// The receipts of a page, which the index finds alone, before anything of them or of the notices is
// read.
#define KOINE_MINE "from ding_receipt r where r.tenant_id = ? and r.user_id = ? and r.sent_at > 0 "
#define KOINE_PAGE(more)                                                                \
  "select " KOINE_COLUMNS ", " KOINE_RECEIPT                                            \
  "from (select r.ding_id as found, r.user_id as who, r.sent_at as at " KOINE_MINE more \
  "order by r.sent_at desc, r.ding_id desc limit ? offset ?) p {cross join} "           \
  "ding_receipt r on r.ding_id = p.found and r.user_id = p.who {cross join} ding d "    \
  "on d.id = p.found order by p.at desc, p.found desc"
const Sql kReceived{KOINE_PAGE("")};
const Sql kUnread{KOINE_PAGE("and r.read_at = 0 ")};
const Sql kCountReceived{"select count(*) " KOINE_MINE};
const Sql kCountUnread{"select unread from ding_desk where tenant_id = ? and user_id = ?"};

#define KOINE_OWN "from ding d where d.tenant_id = ? and d.sender_id = ? "
#define KOINE_SENT(more)                                                                   \
  "select " KOINE_COLUMNS "from (select d.id as found, d.created_at as at " KOINE_OWN more \
  "order by d.created_at desc, d.id desc limit ? offset ?) p "                             \
  "{cross join} ding d on d.id = p.found order by p.at desc, p.found desc"
const Sql kSent{KOINE_SENT("")};
const Sql kSentIn{KOINE_SENT("and d.state = ? ")};
const Sql kCountSent{"select count(*) " KOINE_OWN};
const Sql kCountSentIn{"select count(*) " KOINE_OWN "and d.state = ?"};

// proof: the sweep of the whole store, of all tenants
const Sql kOld{
    "select id from ding where created_at < ? and state <> ? order by created_at, id limit ? "
    "{for update}"};
// proof: as above
const Sql kCountDeleted{KOINE_COUNT("-count(*)") "and ding_id {in ?} " KOINE_COUNTED};
// proof: as above
const Sql kDeleteReceipts{"delete from ding_receipt where ding_id {in ?}"};
// proof: as above
const Sql kDelete{"delete from ding where id {in ?}"};

Ding ReadDing(const Row& row) {
  Ding d;
  d.id = row.Get<DingId>(0);
  d.sender = row.Get<UserId>(1);
  d.content = row.String(2);
  d.audience = static_cast<DingAudience>(row.Int(3));
  d.way = static_cast<DingWay>(row.Int(4));
  d.urgent = row.Int(5) != 0;
  d.needs_receipt = row.Int(6) != 0;
  d.attachment = row.String(7);
  d.state = static_cast<DingState>(row.Int(8));
  d.scheduled_at = row.Int(9);
  d.sent_at = row.Int(10);
  d.told_to = row.Get<UserId>(11);
  d.total = row.Int(12);
  d.read = row.Int(13);
  d.confirmed = row.Int(14);
  d.remind_minutes = row.Int(15);
  d.remind_max = row.Int(16);
  d.reminded = row.Int(17);
  d.reminded_to = row.Get<UserId>(18);
  d.created_at = row.Int(19);
  d.updated_at = row.Int(20);
  d.by_gateway = row.Int(21) != 0;
  return d;
}

Receipt ReadReceiptAt(const Row& row, int from) {
  Receipt r;
  r.id = row.Int(from);
  r.ding = row.Get<DingId>(from + 1);
  r.person.id = row.Get<UserId>(from + 2);
  r.sent_at = row.Int(from + 3);
  r.read_at = row.Int(from + 4);
  r.confirmed_at = row.Int(from + 5);
  r.remark = row.String(from + 6);
  r.reach = static_cast<Reach>(row.Int(from + 7));
  return r;
}

Receipt ReadReceipt(const Row& row) {
  return ReadReceiptAt(row, 0);
}

Shown ReadReceived(const Row& row) {
  Shown out;
  out.ding = ReadDing(row);
  out.mine = ReadReceiptAt(row, kColumns);
  return out;
}

Shown ReadSent(const Row& row) {
  Shown out;
  out.ding = ReadDing(row);
  return out;
}

std::int64_t ReadCount(const Row& row) {
  return row.Int(0);
}

}  // namespace

std::optional<Ding> FindDing(Txn& txn, TenantId tenant, DingId id, bool lock) {
  return txn.First(lock ? kFindLocked : kFind, ReadDing, tenant, id);
}

DingId NewDingId(Txn& txn) {
  return DingId(txn.NextId(kIds));
}

void InsertDing(Txn& txn, TenantId tenant, const Ding& d) {
  txn.Exec(kInsert, d.id, tenant, d.sender, d.content, d.audience, d.way, d.urgent, d.needs_receipt,
           d.attachment, d.state, d.scheduled_at, d.sent_at, d.told_to, d.total, d.read,
           d.confirmed, d.remind_minutes, d.remind_max, d.reminded, d.reminded_to, d.created_at,
           d.updated_at);
}

void UpdateDing(Txn& txn, TenantId tenant, const Ding& d) {
  txn.Exec(kUpdate, d.state, d.sent_at, d.told_to, d.read, d.confirmed, d.reminded, d.reminded_to,
           d.by_gateway, txn.now_ms(), tenant, d.id);
}

void InsertReceipts(Txn& txn, TenantId tenant, DingId id, std::span<const std::int64_t> users) {
  for (const std::int64_t user : users) {
    txn.ExecSoon(kInsertReceipt, id, user, tenant, txn.NextId(kReceiptIds));
  }
}

std::optional<Receipt> FindReceipt(Txn& txn, TenantId tenant, DingId id, UserId user) {
  return txn.First(kFindReceipt, ReadReceipt, tenant, id, user);
}

void UpdateReceipt(Txn& txn, TenantId tenant, const Receipt& r, bool was_read) {
  if (!was_read && r.read_at > 0) txn.ExecSoon(kCountRead, tenant, r.person.id);
  txn.Exec(kUpdateReceipt, r.read_at, r.confirmed_at, r.remark, tenant, r.ding, r.person.id);
}

std::vector<UserId> NextReceivers(Txn& txn, TenantId tenant, DingId id, UserId after, bool open,
                                  int limit) {
  return txn.All(
      open ? kNextOpen : kNext, [](const Row& row) { return row.Get<UserId>(0); }, tenant, id,
      after, limit);
}

void MarkDelivered(Txn& txn, TenantId tenant, const Ding& ding, UserId after, UserId last) {
  txn.Exec(kDelivered, ding.sent_at, tenant, ding.id, after, last);
  txn.ExecSoon(kCountDelivered, tenant, ding.id, after, last);
}

void SetReach(Txn& txn, TenantId tenant, DingId id, std::span<const std::int64_t> users,
              Reach reach) {
  if (!users.empty()) txn.Exec(kSetReach, reach, tenant, id, IntList{users});
}

void SettleReach(Txn& txn, TenantId tenant, DingId id, UserId user, Reach reach) {
  txn.ExecSoon(kSettleReach, reach, tenant, id, user, Reach::kWaiting);
}

std::vector<Receipt> SelectReceipts(Txn& txn, TenantId tenant, DingId id) {
  return txn.All(kReceipts, ReadReceipt, tenant, id);
}

std::vector<Shown> SelectReceived(Txn& txn, const access::Principal& who, bool unread,
                                  std::int64_t limit, std::int64_t offset) {
  return txn.All(unread ? kUnread : kReceived, ReadReceived, who.tenant, who.user, limit, offset);
}

std::int64_t CountOfReceiver(Txn& txn, const access::Principal& who, bool unread) {
  return txn.First(unread ? kCountUnread : kCountReceived, ReadCount, who.tenant, who.user)
      .value_or(0);
}

std::vector<Shown> SelectSent(Txn& txn, const access::Principal& who,
                              const std::optional<DingState>& state, std::int64_t limit,
                              std::int64_t offset) {
  if (!state) return txn.All(kSent, ReadSent, who.tenant, who.user, limit, offset);
  return txn.All(kSentIn, ReadSent, who.tenant, who.user, *state, limit, offset);
}

std::int64_t CountOfSender(Txn& txn, const access::Principal& who,
                           const std::optional<DingState>& state) {
  if (!state) return txn.First(kCountSent, ReadCount, who.tenant, who.user).value_or(0);
  return txn.First(kCountSentIn, ReadCount, who.tenant, who.user, *state).value_or(0);
}

std::int64_t DeleteBefore(Txn& txn, std::int64_t before_ms, int limit) {
  const auto ids = txn.All(kOld, ReadCount, before_ms, DingState::kDraft, limit);
  if (ids.empty()) return 0;
  txn.Exec(kCountDeleted, IntList{ids});
  txn.Exec(kDeleteReceipts, IntList{ids});
  txn.Exec(kDelete, IntList{ids});
  return std::ssize(ids);
}

}  // namespace koine::ding
