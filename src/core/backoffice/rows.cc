#include "core/backoffice/rows.h"

#include <limits>

namespace koine::backoffice {

namespace {

using store::Sql;
using store::Txn;

#define KOINE_ITEM                                                                           \
  "select m.id, m.conversation_id, m.seq, m.sender_id, m.origin, m.kind, m.body, m.raw, "    \
  "m.client_id, m.forwarded_from, m.sent_at, m.edited_at, m.recalled_at, m.recalled_by, "    \
  "m.deleted_at, u.nickname, u.avatar, c.kind, c.name, c.pair_lo, c.pair_hi from message m " \
  "join conversation c on c.id = m.conversation_id left join users u on u.id = m.sender_id " \
  "where m.tenant_id = ? "
#define KOINE_FITS                                                                   \
  "and (? = 0 or m.kind = ?) and (? = 0 or m.sender_id = ?) and m.sent_at >= ? and " \
  "m.sent_at <= ? "
const Sql kFind{KOINE_ITEM "and m.id = ?"};
const Sql kList{KOINE_ITEM KOINE_FITS "and m.id < ? order by m.id desc limit ? offset ?"};
// Its order is that of ids, which grow with seq.
const Sql kListOfOne{KOINE_ITEM KOINE_FITS
                     "and m.id < ? and m.conversation_id = ? order by m.seq desc "
                     "limit ? offset ?"};
const Sql kCount{"select count(*) from (select 1 from message m where m.tenant_id = ? " KOINE_FITS
                 "limit ?) as fitting"};
const Sql kCountOfOne{
    "select count(*) from (select 1 from message m where m.tenant_id = ? " KOINE_FITS
    "and m.conversation_id = ? limit ?) as fitting"};
const Sql kKinds{
    "select kind, count(*), cast(sum(case when recalled_at > 0 then 1 else 0 end) as bigint), "
    "cast(sum(case when edited_at > 0 then 1 else 0 end) as bigint), "
    "cast(sum(case when deleted_at > 0 then 1 else 0 end) as bigint) "
    "from message where tenant_id = ? and sent_at >= ? and sent_at <= ? group by kind "
    "order by kind"};
const Sql kActive{
    "select c.id, c.name, c.avatar, c.member_count, count(*) as written, c.last_sent_at "
    "from conversation c join message m on m.conversation_id = c.id and m.sent_at >= ? and "
    "m.deleted_at = 0 and m.kind < 20 where c.tenant_id = ? and c.kind in (2, 3) and "
    "c.status = 0 and c.last_sent_at >= ? group by c.id, c.name, c.avatar, c.member_count, "
    "c.last_sent_at order by written desc, c.id limit ?"};

MessageItem ReadItem(const store::Row& row) {
  MessageItem out;
  body::Message& m = out.row.message;
  m.id = row.Get<MessageId>(0);
  m.conversation = row.Get<ConversationId>(1);
  m.seq = row.Int(2);
  m.sender = row.Get<UserId>(3);
  m.origin = static_cast<std::uint8_t>(row.Int(4));
  m.body = body::Decode(static_cast<body::Kind>(row.Int(5)), row.Text(6));
  m.raw = row.String(7);
  m.client_id = row.String(8);
  m.forwarded_from = row.Get<MessageId>(9);
  m.sent_at = row.Int(10);
  m.edited_at = row.Int(11);
  m.recalled_at = row.Int(12);
  m.recalled_by = row.Get<UserId>(13);
  m.deleted_at = row.Int(14);
  out.row.sender = {m.sender, row.String(15), row.String(16)};
  out.kind = static_cast<event::ConversationKind>(row.Int(17));
  out.conversation_name = row.String(18);
  out.lo = row.Get<UserId>(19);
  out.hi = row.Get<UserId>(20);
  return out;
}

int KindOr0(const MessageFilter& filter) {
  return filter.kind ? static_cast<int>(*filter.kind) : 0;
}

std::int64_t End(std::int64_t to_ms) {
  return to_ms > 0 ? to_ms : std::numeric_limits<std::int64_t>::max();
}

std::int64_t ReadInt(const store::Row& row) {
  return row.Int(0);
}

}  // namespace

std::vector<MessageItem> ListItems(Txn& txn, TenantId tenant, const MessageFilter& f,
                                   MessageId before, int limit, std::int64_t offset) {
  const int kind = KindOr0(f);
  if (f.conversation) {
    return txn.All(kListOfOne, ReadItem, tenant, kind, kind, f.sender, f.sender, f.from_ms,
                   End(f.to_ms), before, f.conversation, limit, offset);
  }
  return txn.All(kList, ReadItem, tenant, kind, kind, f.sender, f.sender, f.from_ms, End(f.to_ms),
                 before, limit, offset);
}

std::int64_t CountItems(Txn& txn, TenantId tenant, const MessageFilter& f, std::int64_t limit) {
  const int kind = KindOr0(f);
  const auto count = f.conversation
                         ? txn.First(kCountOfOne, ReadInt, tenant, kind, kind, f.sender, f.sender,
                                     f.from_ms, End(f.to_ms), f.conversation, limit)
                         : txn.First(kCount, ReadInt, tenant, kind, kind, f.sender, f.sender,
                                     f.from_ms, End(f.to_ms), limit);
  return count.value_or(0);
}

std::optional<MessageItem> FindItem(Txn& txn, TenantId tenant, MessageId id) {
  return txn.First(kFind, ReadItem, tenant, id);
}

std::vector<KindCount> CountKinds(Txn& txn, TenantId tenant, std::int64_t from_ms,
                                  std::int64_t to_ms) {
  auto read = [](const store::Row& row) {
    return KindCount{static_cast<body::Kind>(row.Int(0)), row.Int(1), row.Int(2), row.Int(3),
                     row.Int(4)};
  };
  return txn.All(kKinds, read, tenant, from_ms, End(to_ms));
}

std::vector<ActiveGroup> ListActive(Txn& txn, TenantId tenant, std::int64_t since_ms, int limit) {
  auto read = [](const store::Row& row) {
    return ActiveGroup{row.Get<ConversationId>(0),
                       row.String(1),
                       row.String(2),
                       row.Int(3),
                       row.Int(4),
                       row.Int(5)};
  };
  return txn.All(kActive, read, since_ms, tenant, since_ms, limit);
}

}  // namespace koine::backoffice
