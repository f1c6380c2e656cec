#include "core/conversation/rows.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "core/version/version.h"
#include "store/lists.h"

namespace koine::conversation {

namespace {

using store::IntList;
using store::Row;
using store::Sql;
using store::Txn;

constexpr store::IdSequence kConversationIds{"conversation", 1001};

const Sql kFindDirect{
    "select id from conversation where tenant_id = ? and pair_lo = ? and pair_hi = ?"};
#define KOINE_LISTED_DIRECT(lo, hi)                                                \
  "select c.id from users u join conversation c on c.tenant_id = u.tenant_id and " \
  "c.pair_lo = " lo " and c.pair_hi = " hi                                         \
  " join member m on m.conversation_id = c.id and "                                \
  "m.user_id = ? where u.tenant_id = ? and u.handle = ? and u.state <> 3 and "     \
  "m.hidden_seq < c.last_seq"
const Sql kListedDirect{KOINE_LISTED_DIRECT("min(u.id, ?)", "max(u.id, ?)"),
                        KOINE_LISTED_DIRECT("least(u.id, ?)", "greatest(u.id, ?)")};
#define KOINE_DIRECTS "select c.pair_lo, c.pair_hi, c.id from "
#define KOINE_DIRECTS_END \
  "conversation c where c.pair_lo = a.lo and c.pair_hi = a.hi and c.tenant_id = ?"
const Sql kFindDirects{
    KOINE_DIRECTS KOINE_LISTS_2("lo", "hi") " as a cross join " KOINE_DIRECTS_END,
    KOINE_DIRECTS "unnest(?::bigint[], ?::bigint[]) as a(lo, hi), " KOINE_DIRECTS_END};
const Sql kCard{"select notice, created_at from conversation where tenant_id = ? and id = ?"};
const Sql kGroupHandle{"select 1 from conversation where tenant_id = ? and handle = ?"};
const Sql kInsertConversation{
    "insert into conversation (id, tenant_id, kind, pair_lo, pair_hi, creator_id, owner_id, name, "
    "avatar, description, notice_by, notice_at, join_mode, max_members, member_count, "
    "history_for_new, status, mute_all, banned_at, expires_at, min_seq, last_seq, last_counted, "
    "change_seq, last_sent_at, all_mention_seq, receipt_seq, created_at, updated_at, handle, ex, "
    "settings, hidden) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, ?, ?, ?, ?, 0, 0, 0, 0, 0, 0, "
    "0, 0, 0, 0, 0, ?, ?, ?, ?, ?, ?) on conflict do nothing"};

#define KOINE_MEMBER_COLUMNS                                                                   \
  "insert into member (conversation_id, user_id, tenant_id, state, role, joined_at, "          \
  "join_source, inviter_id, operator_id, left_at, min_seq, max_seq, read_seq, read_at, "       \
  "read_counted, read_sent, receipt_seq, sent_seq, sent_counted, delivered_seq, muted_until, " \
  "notify, pinned_at, hidden_seq, reply_open) "
#define KOINE_NEWCOMERS                                                                         \
  KOINE_MEMBER_COLUMNS                                                                          \
  "select ?, id, tenant_id, 1, ?, ?, ?, ?, ?, 0, ?, 0, ?, 0, ?, 0, ?, 0, 0, 0, 0, 0, 0, -1, 0 " \
  "from users where +tenant_id = ? and state = 1 and id "
#define KOINE_REJOIN                                                                        \
  " on conflict (conversation_id, user_id) do update set state = 1, role = excluded.role, " \
  "joined_at = excluded.joined_at, join_source = excluded.join_source, "                    \
  "inviter_id = excluded.inviter_id, operator_id = excluded.operator_id, left_at = 0, "     \
  "min_seq = excluded.min_seq, max_seq = 0, read_seq = excluded.read_seq, "                 \
  "read_counted = excluded.read_counted, read_sent = member.sent_counted, "                 \
  "receipt_seq = excluded.receipt_seq, muted_until = 0, notify = 0, pinned_at = 0, "        \
  "nickname = null, avatar = null, ex = null, draft = null, remark = null, openim = null, " \
  "destruct_at = 0, hidden_seq = -1 where member.state <> 1 returning user_id"
const Sql kInsertSeat{
    KOINE_MEMBER_COLUMNS
    "values (?, ?, ?, 1, 1, ?, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ?, 0) "
    "on conflict do nothing"};
const Sql kInsertMembers{KOINE_NEWCOMERS "in (select value from json_each(?))" KOINE_REJOIN,
                         KOINE_NEWCOMERS "= any(?)" KOINE_REJOIN};
// Two lists and not one anti-join, which PostgreSQL plans badly while it knows little of a table.
const Sql kActiveUsers{
    "select id from users where +tenant_id = ? and state = 1 and "
    "id in (select value from json_each(?)) and id not in "
    "(select user_id from join_ban where conversation_id = ?) order by id",
    "select id from users where tenant_id = ? and state = 1 and id = any(?) and id not in "
    "(select user_id from join_ban where conversation_id = ?) order by id"};
#define KOINE_END_MEMBERS                                                         \
  "update member set state = ?, left_at = ?, operator_id = ?, max_seq = ? where " \
  "tenant_id = ? and conversation_id = ? and state = 1 and role < ? and user_id "
const Sql kEndMembers{KOINE_END_MEMBERS "in (select value from json_each(?)) returning user_id",
                      KOINE_END_MEMBERS "= any(?) returning user_id"};
const Sql kSetNoticeSeq{"update conversation set notice_seq = ? where tenant_id = ? and id = ?"};
const Sql kAddToCount{
    "update conversation set member_count = member_count + ?, updated_at = ? "
    "where tenant_id = ? and id = ?"};
const Sql kUnhide{
    "update member set hidden_seq = -1 where tenant_id = ? and conversation_id = ? and "
    "user_id = ? and hidden_seq >= (select last_seq from conversation where id = ?)"};
const Sql kIsHidden{
    "select 1 from message_mark where tenant_id = ? and user_id = ? and kind = 1 and "
    "conversation_id = ? and seq = ?"};
const Sql kRoles{
    "select user_id, role from member where tenant_id = ? and conversation_id = ? and state = 1 "
    "and user_id in (select value from json_each(?))",
    "select user_id, role from member where tenant_id = ? and conversation_id = ? and state = 1 "
    "and user_id = any(?)"};

#define KOINE_MEMBER_FILTER                                                                     \
  "where m.tenant_id = ? and m.conversation_id = ? and m.state = 1 and m.role between ? and ? " \
  "and (? = -1 or ? = (case when m.muted_until > ? then 1 else 0 end)) "
const Sql kMembers{
    "select u.id, u.username, u.handle, u.nickname, u.avatar, m.role, m.nickname, m.joined_at, "
    "m.muted_until from member m join users u on u.id = m.user_id " KOINE_MEMBER_FILTER
    "order by m.role desc, m.joined_at, u.id limit ? offset ?"};
const Sql kCountMembers{"select count(*) from member m " KOINE_MEMBER_FILTER};
const Sql kListeners{
    "select user_id, min_seq from member where tenant_id = ? and conversation_id = ? and "
    "state = 1"};
const Sql kHeard{
    "select conversation_id, min_seq from member where tenant_id = ? and user_id = ? and "
    "state = 1 limit ?"};
const Sql kPresence{
    "select owner_id from contact where tenant_id = ? and peer_id = ? union "
    "select o.user_id from member m join conversation c on c.id = m.conversation_id "
    "join member o on o.conversation_id = c.id and o.state = 1 and o.user_id <> m.user_id "
    "where m.tenant_id = ? and "
    "m.user_id = ? and m.state = 1 and c.member_count <= ? limit ?"};

UserId ReadUserId(const Row& row) {
  return row.Get<UserId>(0);
}

struct NewRow {
  ConversationId id;
  int kind = 1;
  std::optional<std::int64_t> lo, hi;
  UserId creator, owner;
  std::string name, avatar, description;
  access::JoinMode join_mode = access::JoinMode::kApply;
  std::int64_t max_members = 2, member_count = 2;
  bool history_for_new = true, hidden = false;
  std::optional<std::string> handle, ex, settings;
};
bool InsertRow(Txn& txn, TenantId tenant, const NewRow& r) {
  return txn.Exec(kInsertConversation, r.id, tenant, r.kind, r.lo, r.hi, r.creator, r.owner, r.name,
                  r.avatar, r.description, r.join_mode, r.max_members, r.member_count,
                  r.history_for_new, txn.now_ms(), txn.now_ms(), r.handle, r.ex, r.settings,
                  r.hidden) == 1;
}

}  // namespace

std::optional<ConversationId> FindDirect(Txn& txn, TenantId tenant, UserId a, UserId b) {
  auto read = [](const Row& row) { return row.Get<ConversationId>(0); };
  return txn.First(kFindDirect, read, tenant, std::min(a, b), std::max(a, b));
}

std::optional<ConversationId> FindListedDirect(Txn& txn, TenantId tenant, UserId user,
                                               std::string_view peer) {
  auto read = [](const Row& row) { return row.Get<ConversationId>(0); };
  return txn.First(kListedDirect, read, user, user, user, tenant, peer);
}

std::vector<DirectOf> FindDirects(Txn& txn, TenantId tenant, std::span<const DirectOf> pairs) {
  if (pairs.empty()) return {};
  std::vector<std::int64_t> lo, hi;
  for (const DirectOf& pair : pairs) {
    lo.push_back(std::min(pair.lo, pair.hi).value);
    hi.push_back(std::max(pair.lo, pair.hi).value);
  }
  auto read = [](const Row& row) {
    return DirectOf{row.Get<UserId>(0), row.Get<UserId>(1), row.Get<ConversationId>(2)};
  };
  return txn.All(kFindDirects, read, IntList{lo}, IntList{hi}, tenant);
}

ConversationId EnsureDirect(Txn& txn, TenantId tenant, UserId creator, UserId peer, bool* created) {
  *created = false;
  if (auto found = FindDirect(txn, tenant, creator, peer)) return *found;
  NewRow row;
  row.id = NewConversationId(txn);
  row.lo = std::min(creator, peer).value;
  row.hi = std::max(creator, peer).value;
  row.creator = creator;
  std::vector<std::int64_t> both = {creator.value};
  if (peer != creator) both.push_back(peer.value);
  row.member_count = static_cast<std::int64_t>(both.size());
  if (!InsertRow(txn, tenant, row)) {
    // Another writer was first: his row is committed by now.
    return FindDirect(txn, tenant, creator, peer).value_or(ConversationId());
  }
  *created = true;
  // The peer's list shows it with the first message; the creator's at once.
  txn.ExecSoon(kInsertSeat, row.id, creator, tenant, txn.now_ms(), -1);
  txn.ExecSoon(kInsertSeat, row.id, peer, tenant, txn.now_ms(), 0);
  version::BumpMany(txn, tenant, version::Collection::kConversations, both, row.id.value,
                    version::Op::kInsert);
  return row.id;
}

bool Unhide(Txn& txn, TenantId tenant, ConversationId conversation, UserId user) {
  return txn.Exec(kUnhide, tenant, conversation, user, conversation) == 1;
}

bool IsHiddenFor(Txn& txn, TenantId tenant, ConversationId conversation, std::int64_t seq,
                 UserId user) {
  return txn.Each(
             kIsHidden, [](const Row&) {}, tenant, user, conversation, seq) > 0;
}

event::GroupCard FindCard(Txn& txn, TenantId tenant, const access::ConversationState& state) {
  event::GroupCard card{state.avatar,   "",           state.owner,     state.member_count, 0,
                        state.mute_all, state.banned, state.ban_reason};
  auto read = [&card](const Row& row) {
    card.notice = row.String(0);
    card.created_at = row.Int(1);
  };
  txn.Each(kCard, read, tenant, state.id);
  return card;
}

bool GroupHandleTaken(Txn& txn, TenantId tenant, std::string_view handle) {
  return txn.Each(
             kGroupHandle, [](const Row&) {}, tenant, handle) > 0;
}

ConversationId NewConversationId(Txn& txn) {
  return ConversationId(txn.NextId(kConversationIds));
}

void InsertGroup(Txn& txn, TenantId tenant, const NewGroup& group) {
  NewRow row;
  row.id = group.id;
  row.kind = static_cast<int>(access::ConversationKind::kGroup);
  row.creator = group.owner;
  row.owner = group.owner;
  row.name = group.name;
  row.avatar = group.avatar;
  row.description = group.description;
  row.join_mode = group.join_mode;
  row.max_members = group.max_members;
  row.member_count = 0;
  row.history_for_new = group.history_for_new;
  row.hidden = group.hidden;
  row.handle = group.handle.empty() ? std::to_string(group.id.value) : group.handle;
  if (!group.ex.empty()) row.ex = group.ex;
  if (!group.settings.empty()) row.settings = group.settings;
  InsertRow(txn, tenant, row);
}

std::vector<UserId> InsertMembers(Txn& txn, TenantId tenant, ConversationId conversation,
                                  const Newcomers& n, std::span<const std::int64_t> users) {
  return txn.All(kInsertMembers, ReadUserId, conversation, n.role, txn.now_ms(), n.source,
                 n.inviter, n.by, n.min_seq, n.read_seq, n.read_counted, n.read_seq, tenant,
                 IntList{users});
}

std::vector<std::int64_t> FindNewcomers(Txn& txn, TenantId tenant, ConversationId conversation,
                                        std::span<const std::int64_t> users) {
  std::unordered_set<std::int64_t> seated;
  for (const RoleOf& role : FindRoles(txn, tenant, conversation, users)) {
    seated.insert(role.user.value);
  }
  auto read = [](const Row& row) { return row.Int(0); };
  auto out = txn.All(kActiveUsers, read, tenant, IntList{users}, conversation);
  std::erase_if(out, [&](std::int64_t user) { return seated.count(user) > 0; });
  return out;
}

std::vector<UserId> EndMembers(Txn& txn, TenantId tenant, ConversationId conversation,
                               access::MemberStatus status, UserId by, std::int64_t max_seq,
                               access::MemberRole below, std::span<const std::int64_t> users) {
  return txn.All(kEndMembers, ReadUserId, status, txn.now_ms(), by, max_seq, tenant, conversation,
                 below, IntList{users});
}

void AddToMemberCount(Txn& txn, TenantId tenant, ConversationId conversation,
                      std::int64_t difference) {
  txn.ExecSoon(kAddToCount, difference, txn.now_ms(), tenant, conversation);
}

void SetNoticeSeq(Txn& txn, TenantId tenant, ConversationId conversation, std::int64_t seq) {
  txn.ExecSoon(kSetNoticeSeq, seq, tenant, conversation);
}

std::vector<RoleOf> FindRoles(Txn& txn, TenantId tenant, ConversationId conversation,
                              std::span<const std::int64_t> users) {
  auto read = [](const Row& row) {
    return RoleOf{row.Get<UserId>(0), static_cast<access::MemberRole>(row.Int(1))};
  };
  return txn.All(kRoles, read, tenant, conversation, IntList{users});
}

std::vector<MemberRow> ListMembers(Txn& txn, TenantId tenant, ConversationId conversation,
                                   std::int64_t limit, std::int64_t offset,
                                   const MemberFilter& filter) {
  auto read = [](const Row& row) {
    MemberRow out;
    out.user.id = row.Get<UserId>(0);
    out.user.username = row.OptString(1);
    out.user.handle = row.String(2);
    out.user.nickname = row.String(3);
    out.user.avatar = row.String(4);
    out.role = static_cast<access::MemberRole>(row.Int(5));
    out.nickname = row.String(6);
    out.joined_at = row.Int(7);
    out.muted_until = row.Int(8);
    return out;
  };
  return txn.All(kMembers, read, tenant, conversation, filter.lowest(), filter.highest(),
                 filter.mute(), filter.mute(), txn.now_ms(), limit, offset);
}

std::int64_t CountMembers(Txn& txn, TenantId tenant, ConversationId conversation,
                          const MemberFilter& filter) {
  auto read = [](const Row& row) { return row.Int(0); };
  const auto count = txn.First(kCountMembers, read, tenant, conversation, filter.lowest(),
                               filter.highest(), filter.mute(), filter.mute(), txn.now_ms());
  return count.value_or(0);
}

std::vector<Listener> ListListeners(Txn& txn, TenantId tenant, ConversationId conversation) {
  auto read = [](const Row& row) { return Listener{row.Get<UserId>(0), row.Int(1)}; };
  return txn.All(kListeners, read, tenant, conversation);
}

std::vector<Heard> ListHeard(Txn& txn, TenantId tenant, UserId user, int limit) {
  auto read = [](const Row& row) { return Heard{row.Get<ConversationId>(0), row.Int(1)}; };
  return txn.All(kHeard, read, tenant, user, limit);
}

std::vector<UserId> ListPresenceAudience(Txn& txn, TenantId tenant, UserId user, int members_max,
                                         int limit) {
  return txn.All(kPresence, ReadUserId, tenant, user, tenant, user, members_max, limit);
}

}  // namespace koine::conversation
