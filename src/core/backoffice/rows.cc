#include "core/backoffice/rows.h"

#include <limits>

#include "core/message/columns.h"

namespace koine::backoffice {

namespace {

using store::Sql;
using store::Txn;

#define KOINE_ITEM                                                                           \
  "select " KOINE_MESSAGE_COLUMNS                                                            \
  ", u.nickname, u.avatar, c.kind, c.name, c.pair_lo, c.pair_hi from message m "             \
  "join conversation c on c.id = m.conversation_id left join users u on u.id = m.sender_id " \
  "where m.tenant_id = ? "
#define KOINE_FITS                                                                   \
  "and (? = 0 or m.kind = ?) and (? = 0 or m.sender_id = ?) and m.sent_at >= ? and " \
  "m.sent_at <= ? "
// The kinds of conversations, the receiver, the type: each after whether it is asked for.
#define KOINE_SHOWN                                                                       \
  "and (? = 0 or c.kind in (?, ?)) and "                                                  \
  "(? = 0 or (case when m.sender_id = c.pair_lo then c.pair_hi else c.pair_lo end) = ?) " \
  "and (? = 0 or m.kind in (?, ?) or (m.kind = ? and "                                    \
  "(case when m.origin = ? then 1 else 0 end) = ? and "                                   \
  "(case when m.body like ? then 1 else 0 end) = ?)) "
// Conversations of two of which these are; in two parts, each with its index.
#define KOINE_OF_PAIRS                                                                   \
  "and m.conversation_id in (select p.id from conversation p where p.tenant_id = ? and " \
  "p.pair_lo = ? and (? = 0 or p.pair_hi = ? or p.pair_lo = ?) union all "               \
  "select p.id from conversation p where p.tenant_id = ? and p.pair_hi = ? and "         \
  "(? = 0 or p.pair_hi = ? or p.pair_lo = ?)) "
#define KOINE_FROM "from message m join conversation c on c.id = m.conversation_id "
#define KOINE_COUNT(from, what)                                                   \
  "select count(*) from (select 1 " from "where m.tenant_id = ? " KOINE_FITS what \
  "limit ?) as fitting"
const Sql kFind{KOINE_ITEM "and m.id = ?"};
const Sql kList{KOINE_ITEM KOINE_FITS KOINE_SHOWN
                "and m.id < ? order by m.id desc limit ? "
                "offset ?"};
// Its order is that of ids, which grow with seq.
const Sql kListOfOne{KOINE_ITEM KOINE_FITS KOINE_SHOWN
                     "and m.id < ? and m.conversation_id = ? order by m.seq desc "
                     "limit ? offset ?"};
// The signs keep the planner from reading all messages in their order.
const Sql kListOfPairs{KOINE_ITEM KOINE_FITS KOINE_SHOWN "and +m.id < ? " KOINE_OF_PAIRS
                                                         "order by +m.id desc limit ? offset ?"};
const Sql kCount{KOINE_COUNT("from message m ", "")};
const Sql kCountShown{KOINE_COUNT(KOINE_FROM, KOINE_SHOWN)};
const Sql kCountOfOne{KOINE_COUNT(KOINE_FROM, KOINE_SHOWN "and m.conversation_id = ? ")};
const Sql kCountOfPairs{KOINE_COUNT(KOINE_FROM, KOINE_SHOWN KOINE_OF_PAIRS)};
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
const Sql kLastLogins{
    "select user_id, max(issued_at) from login where {+}tenant_id = ? and user_id {in ?} group "
    "by user_id"};

MessageItem ReadItem(const store::Row& row) {
  MessageItem out;
  out.row.message = message::ReadMessage(row);
  constexpr int kOwn = message::kMessageColumns;
  out.row.sender = {out.row.message.sender, row.String(kOwn), row.String(kOwn + 1)};
  out.kind = static_cast<ConversationKind>(row.Int(kOwn + 2));
  out.conversation_name = row.String(kOwn + 3);
  out.lo = row.Get<UserId>(kOwn + 4);
  out.hi = row.Get<UserId>(kOwn + 5);
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

// Runs a statement with what KOINE_FITS takes, `shown` of what KOINE_SHOWN takes, and more.
template <class Run>
auto WithFits(TenantId tenant, const MessageFilter& f, Run run) {
  const int kind = KindOr0(f);
  return [=, &f](auto... more) {
    return run(tenant, kind, kind, f.sender, f.sender, f.from_ms, End(f.to_ms), more...);
  };
}
template <class Run>
auto WithShown(TenantId tenant, const MessageFilter& f, Run run) {
  const bool groups = f.places == Places::kGroups;
  const auto one = groups ? ConversationKind::kGroup : ConversationKind::kDirect;
  const auto two = groups ? ConversationKind::kTemporary : ConversationKind::kSystem;
  const ShownType type = f.type.value_or(ShownType());
  auto number = [](const std::optional<body::Kind>& kind) {
    return kind ? static_cast<int>(*kind) : 0;
  };
  auto fits = WithFits(tenant, f, run);
  return [=, &f](auto... more) {
    return fits(f.places != Places::kAll, static_cast<int>(one), static_cast<int>(two), f.receiver,
                f.receiver, f.type.has_value(), number(type.kind), number(type.other),
                number(type.split), static_cast<int>(type.origin), type.own, "%" + type.part + "%",
                type.has, more...);
  };
}

// Private messages of which a party is named are found by their conversations.
UserId PartyOf(const MessageFilter& f) {
  if (f.places != Places::kPrivate) return UserId();
  return f.receiver ? f.receiver : f.sender;
}

}  // namespace

std::vector<MessageItem> ListItems(Txn& txn, TenantId tenant, const MessageFilter& f,
                                   MessageId before, int limit, std::int64_t offset) {
  const UserId party = PartyOf(f);
  const Sql& sql = f.conversation ? kListOfOne : party ? kListOfPairs : kList;
  const auto run =
      WithShown(tenant, f, [&](auto... values) { return txn.All(sql, ReadItem, values...); });
  if (f.conversation) return run(before, f.conversation, limit, offset);
  if (!party) return run(before, limit, offset);
  const UserId s = f.sender;
  return run(before, tenant, party, s, s, s, tenant, party, s, s, s, limit, offset);
}

std::int64_t CountItems(Txn& txn, TenantId tenant, const MessageFilter& f, std::int64_t limit) {
  const UserId party = PartyOf(f);
  const bool shown = f.places != Places::kAll || f.type;
  if (!shown && !f.conversation) {
    const auto run =
        WithFits(tenant, f, [&](auto... values) { return txn.First(kCount, ReadInt, values...); });
    return run(limit).value_or(0);
  }
  const Sql& sql = f.conversation ? kCountOfOne : party ? kCountOfPairs : kCountShown;
  const auto run =
      WithShown(tenant, f, [&](auto... values) { return txn.First(sql, ReadInt, values...); });
  if (f.conversation) return run(f.conversation, limit).value_or(0);
  if (!party) return run(limit).value_or(0);
  const UserId s = f.sender;
  return run(tenant, party, s, s, s, tenant, party, s, s, s, limit).value_or(0);
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

std::map<std::int64_t, std::int64_t> ListLastLogins(Txn& txn, TenantId tenant,
                                                    std::span<const std::int64_t> users) {
  std::map<std::int64_t, std::int64_t> out;
  if (users.empty()) return out;
  auto read = [&out](const store::Row& row) { out[row.Int(0)] = row.Int(1); };
  txn.Each(kLastLogins, read, tenant, store::IntList{users});
  return out;
}

}  // namespace koine::backoffice
