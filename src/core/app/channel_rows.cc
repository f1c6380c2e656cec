#include "core/app/channel_rows.h"

#include <algorithm>
#include <utility>

#include "core/message/columns.h"

namespace koine::app {

namespace {

using store::IntList;
using store::Row;
using store::Sql;
using store::Txn;

#define KOINE_CHANGED \
  "(case when c.last_sent_at > c.updated_at then c.last_sent_at else c.updated_at end)"
#define KOINE_CHANGED_OR \
  "(case when " KOINE_CHANGED " > c.created_at then " KOINE_CHANGED " else -1 end)"
#define KOINE_CHANNEL                                                       \
  "select c.id, c.kind, c.member_count, c.extend, c.creator_id, u.handle, " \
  "c.created_at, " KOINE_CHANGED_OR                                         \
  ", c.last_sent_at, c.pair_lo, c.pair_hi, "                                \
  "c.name from conversation c left join users u on u.id = c.creator_id "
// One of two that the application deleted is there again once somebody writes.
#define KOINE_ALIVE                                                            \
  "c.status = 0 and (c.expires_at = 0 or c.expires_at > ? or (c.kind = 1 and " \
  "c.last_sent_at > c.expires_at)) "
const Sql kFind{
    KOINE_CHANNEL
    "where c.tenant_id = ? and c.id = ? and c.kind in (1, 2, 3, 4, 5) and " KOINE_ALIVE};

#define KOINE_OF_TENANT "where c.tenant_id = ? and " KOINE_ALIVE
#define KOINE_FIT                                                                        \
  "and c.kind {in ?} and (? = 0 or c.id {in ?}) and c.id {not in ?} and (? = 0 or "      \
  "c.creator_id {in ?}) and c.creator_id {not in ?} and c.member_count between ? and ? " \
  "and c.created_at between ? and ? and " KOINE_CHANGED_OR " between ? and ? "
#define KOINE_ORDER "order by " KOINE_CHANGED_OR " desc, c.created_at desc, c.id limit ? offset ?"
// Begins with the members' conversations, not with all of the tenant.
#define KOINE_OF                                                                   \
  "and c.id in (select s.conversation_id from member s where s.tenant_id = ? and " \
  "s.state = 1 and s.user_id {in ?} union select value from {list u}) "
#define KOINE_COUNT "select count(*) from conversation c "
const Sql kListOf{KOINE_CHANNEL KOINE_OF_TENANT KOINE_FIT KOINE_OF KOINE_ORDER};
const Sql kCountOf{KOINE_COUNT KOINE_OF_TENANT KOINE_FIT KOINE_OF};
const Sql kList{KOINE_CHANNEL KOINE_OF_TENANT KOINE_FIT KOINE_ORDER};
const Sql kCount{KOINE_COUNT KOINE_OF_TENANT KOINE_FIT};
const Sql kChannelsOf{
    "select distinct conversation_id from member where tenant_id = ? and state = 1 and user_id "
    "{in ?} order by conversation_id"};

const Sql kSetExtend{
    "update conversation set extend = ?, name = case when kind = 1 or ? = 0 then name else ? "
    "end, updated_at = case when ? > created_at then ? else created_at + 1 end where tenant_id = "
    "? and id {in ?}"};
const Sql kLock{
    "select id from conversation where tenant_id = ? and id {in ?} order by id {for update}"};
const Sql kSetDelivered{
    "update member set delivered_seq = ? where tenant_id = ? and conversation_id = ? and "
    "user_id = ? and delivered_seq < ?"};
const Sql kSetNew{
    "update conversation set kind = ?, extend = ?, expires_at = ? where tenant_id = ? and id = ?"};
const Sql kSetEnd{"update conversation set expires_at = ? where tenant_id = ? and id = ?"};

const Sql kHandles{
    "select u.handle from member m join users u on u.id = m.user_id where m.tenant_id = ? and "
    "m.conversation_id = ? and m.state = 1 order by m.joined_at, m.role desc, u.id "
    "limit ? offset ?"};
const Sql kHandlesOf{"select id, handle from users where tenant_id = ? and id {in ?}"};
const Sql kAmong{
    "select user_id from member where tenant_id = ? and conversation_id = ? and +state = 1 and "
    "user_id {in ?}"};

// Kind 20 are lines of the system. Nothing of before the conversation was cleared.
#define KOINE_STANDING                                                                         \
  "and m.seq >= c.min_seq and m.deleted_at = 0 and m.kind < 20 and m.sent_at between ? and ? " \
  "and (? = 0 or m.sender_id = ?) "
#define KOINE_SAID                                                                       \
  "from message m join conversation c on c.id = m.conversation_id left join users u on " \
  "u.id = m.sender_id where m.tenant_id = ? and m.conversation_id = ? " KOINE_STANDING   \
  "and m.seq between ? and ? "
#define KOINE_ALL_SAID                                                                   \
  "from conversation c join message m on m.conversation_id = c.id left join users u on " \
  "u.id = m.sender_id where c.tenant_id = ? and " KOINE_ALIVE KOINE_STANDING
#define KOINE_SAID_COLUMNS "select " KOINE_MESSAGE_COLUMNS ", u.handle " KOINE_SAID
const Sql kNewest{KOINE_SAID_COLUMNS "order by m.seq desc limit ? offset ?"};
const Sql kOldest{KOINE_SAID_COLUMNS "order by m.seq limit ? offset ?"};
const Sql kCountSaid{"select count(*) " KOINE_SAID};
const Sql kAllSaid{"select " KOINE_MESSAGE_COLUMNS ", u.handle " KOINE_ALL_SAID
                   "order by m.id desc limit ? offset ?"};
const Sql kCountAllSaid{"select count(*) " KOINE_ALL_SAID};

#define KOINE_BAN_OF "join_ban where tenant_id = ? and conversation_id = ? "
const Sql kInsertBans{
    "insert into join_ban (tenant_id, conversation_id, user_id, by_id, created_at) select ?, ?, "
    "value, ?, ? from {list u} where true on conflict do nothing"};
const Sql kDeleteBans{"delete from " KOINE_BAN_OF "and user_id {in ?}"};
const Sql kFindBans{"select user_id from " KOINE_BAN_OF "and user_id {in ?}"};
const Sql kCountBans{"select count(*) from " KOINE_BAN_OF};
const Sql kBanHandles{
    "select u.handle from join_ban b join users u on u.id = b.user_id where b.tenant_id = ? and "
    "b.conversation_id = ? order by b.created_at, b.user_id limit ?"};
#define KOINE_SILENCE_OF "room_silence where tenant_id = ? and conversation_id = ? "
const Sql kEndSilences{"delete from " KOINE_SILENCE_OF "and (user_id = ? or until <= ?)"};
const Sql kInsertSilence{
    "insert into room_silence (tenant_id, conversation_id, user_id, until) values (?, ?, ?, ?)"};
const Sql kFindSilence{"select until from " KOINE_SILENCE_OF "and user_id = ?"};

}  // namespace

struct NamedExtend {
  std::string conv_name;
};
KOINE_DESCRIBE(NamedExtend, (conv_name))

namespace {

Channel ReadChannel(const Row& row) {
  Channel out;
  out.id = row.Get<ConversationId>(0);
  out.kind = static_cast<ConversationKind>(row.Int(1));
  out.clients = row.Int(2);
  out.extend = row.String(3);
  out.creator = row.Get<UserId>(4);
  out.creator_handle = row.String(5);
  out.created_at = row.Int(6);
  out.changed_at = std::max<std::int64_t>(0, row.Int(7));
  out.last_sent_at = row.Int(8);
  out.pair_lo = row.Get<UserId>(9);
  out.pair_hi = row.Get<UserId>(10);
  // Of a group that was made elsewhere, as a renaming there would write it (mapping 5.1). An
  // application that took the extension away left an empty one.
  const bool direct =
      out.kind == ConversationKind::kDirect || out.kind == ConversationKind::kSystem;
  if (row.Null(3) && !direct && !row.Text(11).empty()) {
    out.extend = json::ToText(NamedExtend{row.String(11)});
  }
  return out;
}

std::int64_t Number(const Row& row) {
  return row.Int(0);
}

Said ReadSaid(const Row& row) {
  return {message::ReadMessage(row), row.String(message::kMessageColumns)};
}

// Calls `run` with what the places of KOINE_FIT stand for.
template <class Run>
auto WithFilter(Txn& txn, TenantId tenant, const ChannelFilter& f, Run run) {
  static const std::vector<std::int64_t> kNone;
  const auto& ids = f.ids ? *f.ids : kNone;
  const auto& creators = f.creators ? *f.creators : kNone;
  return run(tenant, txn.now_ms(), IntList{f.kinds}, f.ids ? 1 : 0, IntList{ids},
             IntList{f.not_ids}, f.creators ? 1 : 0, IntList{creators}, IntList{f.not_creators},
             f.clients.from, f.clients.to, f.created.from, f.created.to, f.changed.from,
             f.changed.to);
}

std::vector<Channel> Pick(Txn& txn, TenantId tenant, const ChannelFilter& filter,
                          std::int64_t offset, std::int64_t limit) {
  return WithFilter(txn, tenant, filter, [&](const auto&... args) {
    if (!filter.members) return txn.All(kList, ReadChannel, args..., limit, offset);
    return txn.All(kListOf, ReadChannel, args..., tenant, IntList{*filter.members},
                   IntList{filter.rooms}, limit, offset);
  });
}

std::int64_t Count(Txn& txn, TenantId tenant, const ChannelFilter& filter) {
  return WithFilter(txn, tenant, filter, [&](const auto&... args) {
    const auto n = filter.members ? txn.First(kCountOf, Number, args..., tenant,
                                              IntList{*filter.members}, IntList{filter.rooms})
                                  : txn.First(kCount, Number, args...);
    return n.value_or(0);
  });
}

}  // namespace

std::optional<Channel> FindChannel(Txn& txn, TenantId tenant, ConversationId id) {
  return txn.First(kFind, ReadChannel, tenant, id, txn.now_ms());
}

Result<FoundChannel> ListChannels(Txn& txn, const access::Principal& who,
                                  const ChannelFilter& filter, std::int64_t offset,
                                  std::int64_t limit) {
  FoundChannel out;
  if (!filter.rest) {
    out.total = Count(txn, who.tenant, filter);
    if (offset < out.total) out.page = Pick(txn, who.tenant, filter, offset, limit);
    return out;
  }
  if (filter.costly && Count(txn, who.tenant, filter) > filter.judged_max) {
    return Error{Code::kTooLarge, "judged", "where", {}};
  }
  // In slices, so that a large application costs time and no memory.
  for (std::int64_t at = 0;; at += filter.judged_max) {
    auto slice = Pick(txn, who.tenant, filter, at, filter.judged_max);
    for (Channel& one : slice) {
      if (!filter.rest(one)) continue;
      const std::int64_t place = out.total++;
      if (place >= offset && place < offset + limit) out.page.push_back(std::move(one));
    }
    if (std::ssize(slice) < filter.judged_max) return out;
  }
}

std::vector<std::int64_t> ChannelsOf(Txn& txn, const access::Principal& who,
                                     std::span<const std::int64_t> users) {
  if (users.empty()) return {};
  return txn.All(kChannelsOf, Number, who.tenant, IntList{users});
}

void LockChannels(Txn& txn, TenantId tenant, std::span<const std::int64_t> ids) {
  if (ids.empty()) return;
  txn.Each(
      kLock, [](const Row&) {}, tenant, IntList{ids});
}

void SetChannelExtend(Txn& txn, TenantId tenant, std::span<const std::int64_t> ids,
                      std::string_view extend, const std::optional<std::string>& name) {
  if (ids.empty()) return;
  const std::int64_t now = txn.now_ms();
  txn.ExecSoon(kSetExtend, extend, name ? 1 : 0, name.value_or(""), now, now, tenant, IntList{ids});
}

void SetNew(Txn& txn, TenantId tenant, ConversationId id, ConversationKind kind,
            const std::optional<std::string>& extend, std::int64_t expires_at) {
  txn.ExecSoon(kSetNew, kind, extend, expires_at, tenant, id);
}

void SetEnd(Txn& txn, TenantId tenant, ConversationId id, std::int64_t expires_at) {
  txn.ExecSoon(kSetEnd, expires_at, tenant, id);
}

std::vector<std::string> ListMemberHandles(Txn& txn, const Managed& place, int limit, int offset) {
  auto read = [](const Row& row) { return row.String(0); };
  return txn.All(kHandles, read, place.who().tenant, place.channel().id, limit, offset);
}

std::vector<Handle> HandlesOf(Txn& txn, TenantId tenant, std::span<const std::int64_t> ids) {
  if (ids.empty()) return {};
  auto read = [](const Row& row) { return Handle{row.Get<UserId>(0), row.String(1)}; };
  return txn.All(kHandlesOf, read, tenant, IntList{ids});
}

std::vector<std::int64_t> MembersAmong(Txn& txn, TenantId tenant, ConversationId id,
                                       std::span<const std::int64_t> users) {
  if (users.empty()) return {};
  return txn.All(kAmong, Number, tenant, id, IntList{users});
}

std::vector<Said> ListSaid(Txn& txn, const Managed& place, const SaidPage& page) {
  const std::int64_t until = page.until > 0 ? page.until : SaidRange().to;
  return txn.All(page.oldest_first ? kOldest : kNewest, ReadSaid, place.who().tenant,
                 place.channel().id, page.since, until, page.from, page.from, page.seqs.from,
                 page.seqs.to, page.limit, page.offset);
}

std::int64_t CountSaid(Txn& txn, const Managed& place, const SaidPage& page) {
  const std::int64_t until = page.until > 0 ? page.until : SaidRange().to;
  return txn
      .First(kCountSaid, Number, place.who().tenant, place.channel().id, page.since, until,
             page.from, page.from, page.seqs.from, page.seqs.to)
      .value_or(0);
}

std::vector<Said> ListAllSaid(Txn& txn, const access::Principal& who, const SaidPage& page) {
  const std::int64_t until = page.until > 0 ? page.until : SaidRange().to;
  return txn.All(kAllSaid, ReadSaid, who.tenant, txn.now_ms(), page.since, until, page.from,
                 page.from, page.limit, page.offset);
}

std::int64_t CountAllSaid(Txn& txn, const access::Principal& who, const SaidPage& page) {
  const std::int64_t until = page.until > 0 ? page.until : SaidRange().to;
  return txn
      .First(kCountAllSaid, Number, who.tenant, txn.now_ms(), page.since, until, page.from,
             page.from)
      .value_or(0);
}

void SetDelivered(Txn& txn, TenantId tenant, ConversationId id, UserId user, std::int64_t seq) {
  txn.ExecSoon(kSetDelivered, seq, tenant, id, user, seq);
}

void InsertBans(Txn& txn, TenantId tenant, ConversationId id, UserId by,
                std::span<const std::int64_t> users) {
  if (users.empty()) return;
  txn.ExecSoon(kInsertBans, tenant, id, by, txn.now_ms(), IntList{users});
}

void DeleteBans(Txn& txn, TenantId tenant, ConversationId id, std::span<const std::int64_t> users) {
  if (!users.empty()) txn.ExecSoon(kDeleteBans, tenant, id, IntList{users});
}

std::vector<std::int64_t> FindBans(Txn& txn, TenantId tenant, ConversationId id,
                                   std::span<const std::int64_t> users) {
  if (users.empty()) return {};
  return txn.All(kFindBans, Number, tenant, id, IntList{users});
}

std::int64_t CountBans(Txn& txn, TenantId tenant, ConversationId id) {
  return txn.First(kCountBans, Number, tenant, id).value_or(0);
}

std::vector<std::string> ListBanHandles(Txn& txn, TenantId tenant, ConversationId id,
                                        std::int64_t limit) {
  auto read = [](const Row& row) { return row.String(0); };
  return txn.All(kBanHandles, read, tenant, id, limit);
}

void SetSilence(Txn& txn, TenantId tenant, ConversationId id, UserId user, std::int64_t until) {
  txn.ExecSoon(kEndSilences, tenant, id, user, txn.now_ms());
  if (until > 0) txn.ExecSoon(kInsertSilence, tenant, id, user, until);
}

std::int64_t FindSilence(Txn& txn, TenantId tenant, ConversationId id, UserId user) {
  return txn.First(kFindSilence, Number, tenant, id, user).value_or(0);
}

}  // namespace koine::app
