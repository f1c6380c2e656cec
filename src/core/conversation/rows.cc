#include "core/conversation/rows.h"

#include <algorithm>
#include <utility>

namespace koine::conversation {

namespace {

using store::IntList;
using store::Row;
using store::Sql;
using store::Txn;

constexpr store::IdSequence kConversationIds{"conversation", 1001};

const Sql kFindDirect{
    "select id from conversation where tenant_id = ? and pair_lo = ? and pair_hi = ?"};
const Sql kInsertConversation{
    "insert into conversation (id, tenant_id, kind, pair_lo, pair_hi, creator_id, owner_id, name, "
    "avatar, description, notice_by, notice_at, join_mode, max_members, member_count, "
    "history_for_new, status, mute_all, banned_at, expires_at, min_seq, last_seq, last_counted, "
    "change_seq, last_sent_at, all_mention_seq, created_at, updated_at, handle) "
    "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, ?, ?, ?, ?, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, "
    "?, ?, ?) "
    "on conflict do nothing"};

#define KOINE_MEMBER_COLUMNS                                                                     \
  "insert into member (conversation_id, user_id, tenant_id, state, role, joined_at, "            \
  "join_source, inviter_id, operator_id, left_at, min_seq, max_seq, read_seq, read_at, "         \
  "read_counted, read_sent, receipt_seq, sent_seq, sent_counted, delivered_seq, muted_until, "   \
  "notify, pinned_at, hidden_seq, reply_open) "
#define KOINE_NEWCOMERS                                                                       \
  KOINE_MEMBER_COLUMNS                                                                        \
  "select ?, id, tenant_id, 1, ?, ?, 0, ?, 0, 0, ?, 0, ?, 0, ?, 0, ?, 0, 0, 0, 0, 0, 0, -1, 0 " \
  "from users where tenant_id = ? and state = 1 and id "
#define KOINE_REJOIN                                                                         \
  " on conflict (conversation_id, user_id) do update set state = 1, role = excluded.role, "   \
  "joined_at = excluded.joined_at, inviter_id = excluded.inviter_id, left_at = 0, "           \
  "min_seq = excluded.min_seq, max_seq = 0, read_seq = excluded.read_seq, "                   \
  "read_counted = excluded.read_counted, read_sent = member.sent_counted, "                   \
  "receipt_seq = excluded.receipt_seq, muted_until = 0, notify = 0, pinned_at = 0, "          \
  "hidden_seq = -1 where member.state <> 1 returning user_id"
const Sql kInsertSeat{
    KOINE_MEMBER_COLUMNS
    "values (?, ?, ?, 1, 1, ?, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ?, 0) "
    "on conflict do nothing"};
const Sql kInsertMembers{
    KOINE_NEWCOMERS "in (select value from json_each(?))" KOINE_REJOIN,
    KOINE_NEWCOMERS "= any(?)" KOINE_REJOIN};
#define KOINE_END_MEMBERS                                                                    \
  "update member set state = ?, left_at = ?, operator_id = ?, max_seq = ? where "             \
  "tenant_id = ? and conversation_id = ? and state = 1 and role < ? and user_id "
const Sql kEndMembers{KOINE_END_MEMBERS "in (select value from json_each(?)) returning user_id",
                      KOINE_END_MEMBERS "= any(?) returning user_id"};
const Sql kAddToCount{
    "update conversation set member_count = member_count + ?, updated_at = ? "
    "where tenant_id = ? and id = ?"};
const Sql kUnhide{
    "update member set hidden_seq = -1 where tenant_id = ? and conversation_id = ? and "
    "user_id = ? and hidden_seq >= (select last_seq from conversation where id = ?)"};
const Sql kRoles{
    "select user_id, role from member where tenant_id = ? and conversation_id = ? and state = 1 "
    "and user_id in (select value from json_each(?))",
    "select user_id, role from member where tenant_id = ? and conversation_id = ? and state = 1 "
    "and user_id = any(?)"};

#define KOINE_GONE                                                                           \
  "(select count(*) from message g where g.conversation_id = c.id and g.seq > m.read_seq "    \
  "and (g.recalled_at > 0 or g.deleted_at > 0) and g.sender_id <> m.user_id and g.kind <> 20)"
#define KOINE_UNREAD                                                                \
  "(c.last_counted - m.read_counted) - (m.sent_counted - m.read_sent) - " KOINE_GONE
// Somebody else named the member, or all, in a message that he has not read.
#define KOINE_MENTIONED                                                                         \
  "(case when exists (select 1 from mention x where x.conversation_id = c.id and "              \
  "x.user_id = m.user_id and x.seq > m.read_seq) or (c.all_mention_seq > m.read_seq and "       \
  "exists (select 1 from message a where a.conversation_id = c.id and "                         \
  "a.seq = c.all_mention_seq and a.sender_id <> m.user_id)) then 1 else 0 end)"
#define KOINE_SUMMARY                                                                           \
  "select c.id, c.kind, c.pair_lo, c.pair_hi, c.owner_id, c.name, c.avatar, c.status, "         \
  "c.mute_all, c.join_mode, c.max_members, c.member_count, c.min_seq, c.last_seq, "             \
  "c.last_counted, c.last_sent_at, c.created_at, c.updated_at, c.description, c.notice, "       \
  "m.role, m.min_seq, m.max_seq, m.read_seq, m.hidden_seq, m.muted_until, m.notify, "           \
  "m.pinned_at, m.draft, m.remark, "                                                            \
  "p.id, p.nickname, p.avatar, k.remark, "                                                      \
  "l.id, l.seq, l.sender_id, l.kind, l.body, l.sent_at, l.recalled_at, l.recalled_by, "         \
  "s.nickname, w.nickname, w.avatar, r.id, " KOINE_UNREAD                                       \
  ", " KOINE_MENTIONED " from member m join conversation c on c.id = m.conversation_id "        \
  "left join users p on c.kind = 1 and p.id = "                                                 \
  "(case when c.pair_lo = m.user_id then c.pair_hi else c.pair_lo end) "                        \
  "left join contact k on k.owner_id = m.user_id and k.peer_id = p.id "                         \
  "left join message l on l.conversation_id = c.id and l.seq = "                                \
  "(case when m.max_seq > 0 and m.max_seq < c.last_seq then m.max_seq else c.last_seq end) "    \
  "left join users w on w.id = l.sender_id "                                                    \
  "left join member s on s.conversation_id = c.id and s.user_id = l.sender_id "                 \
  "left join message r on r.conversation_id = c.id and r.seq = m.read_seq "                     \
  "where m.tenant_id = ? and m.user_id = ? and m.state = 1 and c.status = 0 "
const Sql kSummaries{
    KOINE_SUMMARY
    "and c.last_seq > m.hidden_seq order by (case when m.pinned_at > 0 then 0 else 1 end), "
    "(case when c.last_sent_at > 0 then c.last_sent_at else c.updated_at end) desc, c.id desc "
    "limit ?"};
const Sql kSummary{KOINE_SUMMARY "and c.id = ?"};
const Sql kGroups{
    KOINE_SUMMARY "and c.kind in (2, 3) order by c.created_at desc, c.id desc limit ?"};
const Sql kTotalUnread{
    "select cast(coalesce(sum(case when n > 0 then n else 0 end), 0) as bigint) "
    "from (select " KOINE_UNREAD
    " as n from member m join conversation c on c.id = m.conversation_id where m.tenant_id = ? "
    "and m.user_id = ? and m.state = 1 and c.status = 0 and c.last_seq > m.hidden_seq) "
    "as each_one"};

const Sql kMembers{
    "select u.id, u.username, u.handle, u.nickname, u.avatar, m.role, m.nickname, m.joined_at, "
    "m.muted_until from member m join users u on u.id = m.user_id where m.tenant_id = ? and "
    "m.conversation_id = ? and m.state = 1 order by m.role desc, m.joined_at, u.id "
    "limit ? offset ?"};
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

void ReadStates(const Row& row, Summary* out) {
  auto& c = out->conversation;
  c.id = row.Get<ConversationId>(0);
  c.kind = static_cast<access::ConversationKind>(row.Int(1));
  c.pair_lo = row.Get<UserId>(2);
  c.pair_hi = row.Get<UserId>(3);
  c.owner = row.Get<UserId>(4);
  c.name = row.String(5);
  c.avatar = row.String(6);
  c.status = static_cast<access::ConversationStatus>(row.Int(7));
  c.mute_all = row.Int(8) == 1;
  c.join_mode = static_cast<access::JoinMode>(row.Int(9));
  c.max_members = row.Int(10);
  c.member_count = row.Int(11);
  c.min_seq = row.Int(12);
  c.last_seq = row.Int(13);
  c.last_counted = row.Int(14);
  c.last_sent_at = row.Int(15);
  out->created_at = row.Int(16);
  out->updated_at = row.Int(17);
  out->description = row.String(18);
  out->notice = row.String(19);
  auto& m = out->member;
  m.role = static_cast<access::MemberRole>(row.Int(20));
  m.min_seq = row.Int(21);
  m.max_seq = row.Int(22);
  m.read_seq = row.Int(23);
  m.hidden_seq = row.Int(24);
  m.muted_until = row.Int(25);
  m.notify = static_cast<access::Notify>(row.Int(26));
  out->pinned = row.Int(27) > 0;
  out->draft = row.String(28);
  out->remark = row.String(29);
}

Summary ReadSummary(const Row& row) {
  Summary out;
  ReadStates(row, &out);
  if (!row.Null(30)) {
    out.peer = event::Person{row.Get<UserId>(30), row.String(31), row.String(32)};
    out.peer_remark = row.String(33);
  }
  const std::int64_t seq = row.Int(35);
  if (!row.Null(34) && access::VisibleTo(out.conversation, out.member).Has(seq)) {
    message::Row last;
    auto& m = last.message;
    m.id = row.Get<MessageId>(34);
    m.conversation = out.conversation.id;
    m.seq = seq;
    m.sender = row.Get<UserId>(36);
    m.body = body::Decode(static_cast<body::Kind>(row.Int(37)), row.Text(38));
    m.sent_at = row.Int(39);
    m.recalled_at = row.Int(40);
    m.recalled_by = row.Get<UserId>(41);
    last.sender = {m.sender, row.Text(42).empty() ? row.String(43) : row.String(42),
                   row.String(44)};
    out.last = std::move(last);
  }
  out.last_read = row.Get<MessageId>(45);
  out.unread = std::max<std::int64_t>(0, row.Int(46));
  out.mentioned = row.Int(47) == 1;
  return out;
}

UserId ReadUserId(const Row& row) { return row.Get<UserId>(0); }

struct NewRow {
  ConversationId id;
  int kind = 1;
  std::optional<std::int64_t> lo, hi;
  UserId creator, owner;
  std::string name, avatar, description;
  access::JoinMode join_mode = access::JoinMode::kApply;
  std::int64_t max_members = 2, member_count = 2;
  bool history_for_new = true;
  std::optional<std::string> handle;
};
bool InsertRow(Txn& txn, TenantId tenant, const NewRow& r) {
  return txn.Exec(kInsertConversation, r.id, tenant, r.kind, r.lo, r.hi, r.creator, r.owner,
                  r.name, r.avatar, r.description, r.join_mode, r.max_members, r.member_count,
                  r.history_for_new, txn.now_ms(), txn.now_ms(), r.handle) == 1;
}

}  // namespace

std::optional<ConversationId> FindDirect(Txn& txn, TenantId tenant, UserId a, UserId b) {
  auto read = [](const Row& row) { return row.Get<ConversationId>(0); };
  return txn.First(kFindDirect, read, tenant, std::min(a, b), std::max(a, b));
}

ConversationId EnsureDirect(Txn& txn, TenantId tenant, UserId creator, UserId peer,
                            bool* created) {
  *created = false;
  if (auto found = FindDirect(txn, tenant, creator, peer)) return *found;
  NewRow row;
  row.id = NewConversationId(txn);
  row.lo = std::min(creator, peer).value;
  row.hi = std::max(creator, peer).value;
  row.creator = creator;
  if (!InsertRow(txn, tenant, row)) {
    // Another writer was first: his row is committed by now.
    return FindDirect(txn, tenant, creator, peer).value_or(ConversationId());
  }
  *created = true;
  // The peer's list shows it with the first message; the creator's at once.
  txn.ExecSoon(kInsertSeat, row.id, creator, tenant, txn.now_ms(), -1);
  txn.ExecSoon(kInsertSeat, row.id, peer, tenant, txn.now_ms(), 0);
  return row.id;
}

bool Unhide(Txn& txn, TenantId tenant, ConversationId conversation, UserId user) {
  return txn.Exec(kUnhide, tenant, conversation, user, conversation) == 1;
}

ConversationId NewConversationId(Txn& txn) { return ConversationId(txn.NextId(kConversationIds)); }

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
  row.handle = std::to_string(group.id.value);
  InsertRow(txn, tenant, row);
}

std::vector<UserId> InsertMembers(Txn& txn, TenantId tenant, ConversationId conversation,
                                  const Newcomers& n, std::span<const std::int64_t> users) {
  return txn.All(kInsertMembers, ReadUserId, conversation, n.role, txn.now_ms(), n.inviter,
                 n.min_seq, n.read_seq, n.read_counted, n.read_seq, tenant, IntList{users});
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

std::vector<RoleOf> FindRoles(Txn& txn, TenantId tenant, ConversationId conversation,
                              std::span<const std::int64_t> users) {
  auto read = [](const Row& row) {
    return RoleOf{row.Get<UserId>(0), static_cast<access::MemberRole>(row.Int(1))};
  };
  return txn.All(kRoles, read, tenant, conversation, IntList{users});
}

std::vector<Summary> ListSummaries(Txn& txn, TenantId tenant, UserId user, int limit) {
  return txn.All(kSummaries, ReadSummary, tenant, user, limit);
}

std::optional<Summary> FindSummary(Txn& txn, TenantId tenant, UserId user,
                                   ConversationId conversation) {
  return txn.First(kSummary, ReadSummary, tenant, user, conversation);
}

std::vector<Summary> ListGroups(Txn& txn, TenantId tenant, UserId user, int limit) {
  return txn.All(kGroups, ReadSummary, tenant, user, limit);
}

std::int64_t TotalUnread(Txn& txn, TenantId tenant, UserId user) {
  return txn.First(kTotalUnread, [](const Row& row) { return row.Int(0); }, tenant, user)
      .value_or(0);
}

std::vector<MemberRow> ListMembers(Txn& txn, TenantId tenant, ConversationId conversation,
                                   int limit, int offset) {
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
  return txn.All(kMembers, read, tenant, conversation, limit, offset);
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
