#include "core/notification/rows.h"

#include <algorithm>

#include "core/notification/system.h"

namespace koine::notification {

namespace {

using store::IntList;
using store::Row;
using store::Sql;
using store::Txn;

constexpr store::IdSequence kIds{"notification", 1};

const Sql kInsert{
    "insert into notification (id, tenant_id, receiver_id, sender_id, type, title, content, "
    "related_type, related_id, line, read_at, created_at, seq) select t.id, u.tenant_id, u.id, ?, "
    "?, ?, ?, ?, ?, ?, 0, ?, ? from {lists t(id INT, receiver INT)} {cross join} users u on u.id = "
    "t.receiver where {+}u.tenant_id = ? and u.state <> 3 returning id, receiver_id"};

#define KOINE_NOTIFICATION                                                                       \
  "select id, receiver_id, sender_id, type, title, content, related_type, related_id, read_at, " \
  "created_at, line from notification "
// -1 and '' stand for any.
#define KOINE_FILTER                                                      \
  "where tenant_id = ? and receiver_id = ? and (? = '' or type = ?) and " \
  "(? = -1 or (? = 0 and read_at = 0) or (? = 1 and read_at > 0)) "
const Sql kList{KOINE_NOTIFICATION KOINE_FILTER
                "order by case when read_at = 0 then 0 else 1 end, created_at desc, id desc "
                "limit ? offset ?"};
const Sql kCount{"select count(*) from notification " KOINE_FILTER};
const Sql kCountUnread{
    "select count(*) from notification where tenant_id = ? and receiver_id = ? and read_at = 0"};
const Sql kFind{KOINE_NOTIFICATION "where tenant_id = ? and id = ?"};
const Sql kSetRead{
    "update notification set read_at = ? "
    "where tenant_id = ? and receiver_id = ? and id = ? and read_at = 0"};
const Sql kSetAllRead{
    "update notification set read_at = ? "
    "where tenant_id = ? and receiver_id = ? and read_at = 0 and (? = '' or type = ?)"};
const Sql kDelete{"delete from notification where tenant_id = ? and receiver_id = ? and id {in ?}"};
const Sql kDeleteAll{"delete from notification where tenant_id = ? and receiver_id = ?"};
// proof: the sweep of the whole store, of all tenants
const Sql kDeleteRead{
    "delete from notification where id in (select id from notification "
    "where read_at > 0 and read_at < ? order by read_at, id limit ?)"};
// proof: the sweep of the whole store, of all tenants
const Sql kDeleteBefore{
    "delete from notification where id in (select id from notification "
    "where created_at < ? order by created_at, id limit ?)"};

// Whether the receiver is signed in to IM Chat (dialect 2), and whether they use App IM or OpenIM
// (3 and 4), or can sign in to nothing else.
const Sql kUnnumbered{
    "select n.id, n.receiver_id, n.type, n.title, n.content, n.related_type, n.related_id, "
    "n.created_at, (case when exists (select 1 from login l where l.user_id = u.id and l.dialect "
    "= 2) then 1 else 0 end), (case when u.username is null and u.mobile is null or exists "
    "(select 1 from login l where l.user_id = u.id and l.dialect in (3, 4)) or exists (select 1 "
    "from device d where d.user_id = u.id and d.dialect in (3, 4)) then 1 else 0 end) from "
    "notification n join users u on u.id = n.receiver_id where n.tenant_id = ? and n.seq < 0 "
    "order by n.id limit ?"};
const Sql kNumber{"update notification set seq = ? where tenant_id = ? and id = ?"};
#define KOINE_NUMBERED "select id, seq, title, content, created_at from notification "
const Sql kPullNumbered{KOINE_NUMBERED
                        "where tenant_id = ? and receiver_id = ? and seq > 0 and seq > ? order by "
                        "seq limit ?"};
const Sql kFindNumbered{KOINE_NUMBERED
                        "where tenant_id = ? and receiver_id = ? and id = ? and seq > 0"};

Unnumbered ReadUnnumbered(const Row& row) {
  Unnumbered out;
  out.id = row.Get<NotificationId>(0);
  out.receiver = row.Get<UserId>(1);
  out.what = {row.String(2), row.String(3), row.String(4), row.String(5), row.Int(6)};
  out.created_at = row.Int(7);
  out.imchat = row.Int(8) == 1;
  out.by_account = row.Int(9) == 1;
  return out;
}

ReceivedNotice ReadNumbered(const Row& row) {
  const Content what{"", row.String(2), row.String(3)};
  return {row.Int(1), NoticeIdOf(row.Get<NotificationId>(0)), AsNotice(what), row.Int(4)};
}

Notification Read(const Row& row) {
  Notification n;
  n.id = row.Get<NotificationId>(0);
  n.receiver = row.Get<UserId>(1);
  n.sender = row.Get<UserId>(2);
  n.what = {row.String(3), row.String(4), row.String(5), row.String(6), row.Int(7), row.String(10)};
  n.read_at = row.Int(8);
  n.created_at = row.Int(9);
  return n;
}

int ReadFlag(const Filter& filter) {
  if (!filter.read) return -1;
  return *filter.read ? 1 : 0;
}

}  // namespace

std::vector<Written> Insert(Txn& txn, TenantId tenant, UserId sender,
                            std::span<const std::int64_t> receivers, const Content& what,
                            bool elsewhere) {
  if (receivers.empty()) return {};
  std::vector<std::int64_t> ids;
  ids.reserve(receivers.size());
  for (std::size_t i = 0; i < receivers.size(); ++i) ids.push_back(txn.NextId(kIds));
  auto read = [](const Row& row) {
    return Written{row.Get<NotificationId>(0), row.Get<UserId>(1)};
  };
  return txn.All(kInsert, read, sender, what.type, what.title, what.content, what.related_type,
                 what.related_id, what.line, txn.now_ms(), elsewhere ? -1 : 0, IntList{ids},
                 IntList{receivers}, tenant);
}

std::vector<Unnumbered> ListUnnumbered(Txn& txn, TenantId tenant, int limit) {
  return txn.All(kUnnumbered, ReadUnnumbered, tenant, limit);
}

void SetNumber(Txn& txn, TenantId tenant, NotificationId id, std::int64_t seq) {
  txn.ExecSoon(kNumber, seq, tenant, id);
}

std::vector<ReceivedNotice> PullNumbered(Txn& txn, TenantId tenant, UserId receiver,
                                         std::int64_t after_seq, int limit) {
  return txn.All(kPullNumbered, ReadNumbered, tenant, receiver, after_seq, limit);
}

std::optional<ReceivedNotice> FindNumbered(Txn& txn, TenantId tenant, UserId receiver,
                                           NotificationId id) {
  return txn.First(kFindNumbered, ReadNumbered, tenant, receiver, id);
}

std::vector<Notification> ListOf(Txn& txn, TenantId tenant, UserId receiver, const Filter& filter,
                                 std::int64_t limit, std::int64_t offset) {
  const std::string type = filter.type.value_or("");
  const int read = ReadFlag(filter);
  return txn.All(kList, Read, tenant, receiver, type, type, read, read, read, limit, offset);
}

std::int64_t CountOf(Txn& txn, TenantId tenant, UserId receiver, const Filter& filter) {
  auto number = [](const Row& row) { return row.Int(0); };
  const int read = ReadFlag(filter);
  if (!filter.type && read == 0) {
    return txn.First(kCountUnread, number, tenant, receiver).value_or(0);
  }
  const std::string type = filter.type.value_or("");
  return txn.First(kCount, number, tenant, receiver, type, type, read, read, read).value_or(0);
}

std::optional<Notification> Find(Txn& txn, TenantId tenant, NotificationId id) {
  return txn.First(kFind, Read, tenant, id);
}

void SetRead(Txn& txn, TenantId tenant, UserId receiver, NotificationId id) {
  txn.ExecSoon(kSetRead, txn.now_ms(), tenant, receiver, id);
}

void SetAllRead(Txn& txn, TenantId tenant, UserId receiver,
                const std::optional<std::string>& type) {
  const std::string word = type.value_or("");
  txn.ExecSoon(kSetAllRead, txn.now_ms(), tenant, receiver, word, word);
}

std::int64_t Delete(Txn& txn, TenantId tenant, UserId receiver, std::span<const std::int64_t> ids) {
  if (ids.empty()) return 0;
  return txn.Exec(kDelete, tenant, receiver, IntList{ids});
}

std::int64_t DeleteAll(Txn& txn, TenantId tenant, UserId receiver) {
  return txn.Exec(kDeleteAll, tenant, receiver);
}

std::int64_t DeleteOld(Txn& txn, std::int64_t read_before_ms, std::int64_t before_ms, int limit) {
  return std::max(txn.Exec(kDeleteRead, read_before_ms, limit),
                  txn.Exec(kDeleteBefore, before_ms, limit));
}

}  // namespace koine::notification
