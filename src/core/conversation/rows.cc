#include "core/conversation/rows.h"
#include <algorithm>
#include <deque>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "core/conversation/list.h"
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
#define KOINE_LISTED_DIRECT(lo, hi)                                                           \
  "select c.id from users u join conversation c on c.tenant_id = u.tenant_id and "           \
  "c.pair_lo = " lo " and c.pair_hi = " hi " join member m on m.conversation_id = c.id and " \
  "m.user_id = ? where u.tenant_id = ? and u.handle = ? and u.state <> 3 and "               \
  "m.hidden_seq < c.last_seq"
const Sql kListedDirect{KOINE_LISTED_DIRECT("min(u.id, ?)", "max(u.id, ?)"),
                        KOINE_LISTED_DIRECT("least(u.id, ?)", "greatest(u.id, ?)")};
#define KOINE_DIRECTS "select c.pair_lo, c.pair_hi, c.id from "
#define KOINE_DIRECTS_END \
  "conversation c where c.pair_lo = a.lo and c.pair_hi = a.hi and c.tenant_id = ?"
const Sql kFindDirects{
    KOINE_DIRECTS
    KOINE_LISTS_2("lo", "hi") " as a cross join " KOINE_DIRECTS_END,
    KOINE_DIRECTS "unnest(?::bigint[], ?::bigint[]) as a(lo, hi), " KOINE_DIRECTS_END};
const Sql kCard{"select notice, created_at from conversation where tenant_id = ? and id = ?"};
const Sql kGroupHandle{"select 1 from conversation where tenant_id = ? and handle = ?"};
const Sql kInsertConversation{
    "insert into conversation (id, tenant_id, kind, pair_lo, pair_hi, creator_id, owner_id, name, "
    "avatar, description, notice_by, notice_at, join_mode, max_members, member_count, "
    "history_for_new, status, mute_all, banned_at, expires_at, min_seq, last_seq, last_counted, "
    "change_seq, last_sent_at, all_mention_seq, receipt_seq, created_at, updated_at, handle, ex, "
    "settings) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, ?, ?, ?, ?, 0, 0, 0, 0, 0, 0, 0, 0, 0, "
    "0, 0, ?, ?, ?, ?, ?) on conflict do nothing"};

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
  "nickname = null, avatar = null, ex = null, draft = null, remark = null, openim = null, "  \
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

// Whether the user hid any message, and whether he was ever named, for most did and were not; and
// what he is called: asked once, before all rows.
#define KOINE_EVER                                                                                \
  "(select (case when exists (select 1 from message_mark z where z.user_id = ? and z.kind = 1) "  \
  "then 1 else 0 end) as hides, "                                                                 \
  "(case when exists (select 1 from mention z where z.user_id = ?) then 1 else 0 end) as named, " \
  "(select z.nickname from users z where z.id = ?) as own) y "
// Countable messages of others after the cursor that the member cannot read: gone for all, or
// hidden from him (a mark of kind 1).
#define KOINE_GONE                                                                                \
  "(select count(*) from message g where g.conversation_id = c.id and g.seq > m.read_seq "        \
  "and (g.recalled_at > 0 or g.deleted_at > 0) and g.sender_id <> m.user_id and "                 \
  "g.kind < 20) - (case when y.hides = 0 then 0 else (select count(*) from message_mark h join " \
  "message g on "                                                                                 \
  "g.conversation_id = h.conversation_id and g.seq = h.seq where h.user_id = m.user_id and "      \
  "h.kind = 1 and h.conversation_id = c.id and h.seq > m.read_seq and g.recalled_at = 0 and "     \
  "g.deleted_at = 0 and g.sender_id <> m.user_id and g.kind < 20) end)"
// Most conversations are read to the end: nothing more is looked up for them.
#define KOINE_COUNTED "((c.last_counted - m.read_counted) - (m.sent_counted - m.read_sent))"
#define KOINE_UNREAD \
  "(case when " KOINE_COUNTED " > 0 then " KOINE_COUNTED " - " KOINE_GONE " else 0 end)"
// Somebody else named the member, or all, in a message he has not read (core/mention lists them).
#define KOINE_OPEN_MENTION                                                                    \
  " and a.recalled_at = 0 and a.deleted_at = 0 and not exists (select 1 from message_mark k " \
  "where k.user_id = m.user_id and k.kind in (1, 4) and "                                     \
  "k.conversation_id = a.conversation_id and k.seq = a.seq)"
#define KOINE_MENTIONED                                                              \
  "(case when c.last_seq <= m.read_seq then 0 "                                      \
  "when y.named = 1 and exists (select 1 from mention x cross join message a where " \
  "x.conversation_id = c.id and x.user_id = m.user_id and x.seq > m.read_seq and "   \
  "a.conversation_id = x.conversation_id and a.seq = x.seq" KOINE_OPEN_MENTION       \
  ") or (c.all_mention_seq > m.read_seq and exists (select 1 from message a where "  \
  "a.conversation_id = c.id and a.seq > m.read_seq and a.mention_all = 1 and "       \
  "a.sender_id <> m.user_id" KOINE_OPEN_MENTION ")) then 1 else 0 end)"
// The end of what the member may read. (A null key below looks nothing up.)
#define KOINE_END_SEQ \
  "(case when m.max_seq > 0 and m.max_seq < c.last_seq then m.max_seq else c.last_seq end)"
// Of the last message, with what its sender is called in the group, and otherwise.
#define KOINE_LAST_COLUMNS                                                              \
  "l.id, l.seq, l.sender_id, l.kind, l.body, l.sent_at, l.recalled_at, l.recalled_by, " \
  "s.nickname, "
#define KOINE_LAST_SEAT                                  \
  " left join member s on s.conversation_id = c.id and " \
  "s.user_id = (case when c.kind = 1 then null else l.sender_id end) "
// Not null when the user hid it from himself.
#define KOINE_LAST_HIDDEN                                                                          \
  "(case when y.hides = 1 then (select h.seq from message_mark h where h.user_id = m.user_id and " \
  "h.kind = 1 and h.conversation_id = c.id and h.seq = l.seq) end)"
// Most often it is the user himself or the other of two, who are known already.
#define KOINE_LAST_NAME                                                                         \
  "(case when l.sender_id = m.user_id then y.own when l.sender_id = p.id then p.nickname else " \
  "w.nickname end)"
#define KOINE_LAST_SENDER                                                                       \
  " left join users w on w.id = (case when l.sender_id = m.user_id or l.sender_id = p.id then " \
  "null else l.sender_id end)" KOINE_LAST_SEAT
#define KOINE_SUMMARY_COLUMNS                                                                  \
  "select c.id, c.kind, c.name, c.avatar, c.member_count, c.min_seq, c.last_seq, "             \
  "c.last_sent_at, c.created_at, c.updated_at, m.min_seq, m.max_seq, m.read_seq, m.notify, "   \
  "m.pinned_at, m.draft, m.remark, p.id, p.nickname, p.avatar, k.remark, "                     \
  "(case when l.seq = m.read_seq then l.id else r.id end), " KOINE_UNREAD ", " KOINE_MENTIONED \
  ", " KOINE_LAST_HIDDEN ", " KOINE_LAST_COLUMNS KOINE_LAST_NAME
// What a list does not show.
#define KOINE_DETAIL_COLUMNS                                                               \
  ", c.pair_lo, c.pair_hi, c.owner_id, c.status, c.mute_all, c.join_mode, c.max_members, " \
  "c.last_counted, c.description, c.notice, m.role, m.hidden_seq, m.muted_until, "         \
  "c.banned_at, c.ban_reason"
#define KOINE_SUMMARY                                                                       \
  " from " KOINE_EVER                                                                       \
  "cross join member m join conversation c on c.id = m.conversation_id "                    \
  "left join users p on c.kind = 1 and p.id = "                                             \
  "(case when c.pair_lo = m.user_id then c.pair_hi else c.pair_lo end) "                    \
  "left join contact k on k.owner_id = m.user_id and k.peer_id = p.id "                     \
  "left join message l on l.conversation_id = c.id and l.deleted_at = 0 and "               \
  "l.seq >= m.min_seq and l.seq = " KOINE_END_SEQ KOINE_LAST_SENDER                         \
  "left join message r on r.conversation_id = c.id and "                                    \
  "r.seq = (case when l.seq = m.read_seq or m.read_seq = 0 then null else m.read_seq end) " \
  "where m.tenant_id = ? and m.user_id = ? and m.state = 1 and c.status = 0 "
const Sql kSummaries{KOINE_SUMMARY_COLUMNS KOINE_SUMMARY "and c.last_seq > m.hidden_seq"};
const Sql kSummary{KOINE_SUMMARY_COLUMNS KOINE_DETAIL_COLUMNS KOINE_SUMMARY "and c.id = ?"};
const Sql kGroups{KOINE_SUMMARY_COLUMNS KOINE_DETAIL_COLUMNS KOINE_SUMMARY
                  "and c.kind in (2, 3) order by c.created_at desc, c.id desc limit ?"};
// The last message that the member may read, where that is not the one at the end.
#define KOINE_EARLIER                                                                    \
  "select c.id, " KOINE_LAST_COLUMNS                                                     \
  "w.nickname"                                                                           \
  " from member m join conversation c on "                                               \
  "c.id = m.conversation_id join message l on l.id = (select z.id from message z where " \
  "z.conversation_id = c.id and z.seq >= m.min_seq and z.seq < " KOINE_END_SEQ           \
  " and z.deleted_at = 0 and not exists (select 1 from message_mark h where "            \
  "h.user_id = m.user_id and h.kind = 1 and h.conversation_id = z.conversation_id and "  \
  "h.seq = z.seq) order by z.seq desc limit 1) left join users w on w.id = "             \
  "l.sender_id" KOINE_LAST_SEAT "where m.tenant_id = ? and m.user_id = ? and m.conversation_id "
const Sql kEarlier{KOINE_EARLIER "in (select value from json_each(?))", KOINE_EARLIER "= any(?)"};
const Sql kTotalUnread{
    "select cast(coalesce(sum(case when n > 0 then n else 0 end), 0) as bigint) "
    "from (select " KOINE_UNREAD " as n from " KOINE_EVER
    "cross join member m join conversation c on c.id = m.conversation_id where m.tenant_id = ? "
    "and m.user_id = ? and m.state = 1 and c.status = 0 and c.last_seq > m.hidden_seq) "
    "as each_one"};

#define KOINE_MEMBER_FILTER                                                                    \
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

// Texts are assigned, so that a Summary that is read again keeps its memory.
void ReadStates(const Row& row, Summary* out) {
  auto& c = out->conversation;
  c.id = row.Get<ConversationId>(0);
  c.kind = static_cast<access::ConversationKind>(row.Int(1));
  c.name = row.Text(2);
  c.avatar = row.Text(3);
  c.member_count = row.Int(4);
  c.min_seq = row.Int(5);
  c.last_seq = row.Int(6);
  c.last_sent_at = row.Int(7);
  out->created_at = row.Int(8);
  out->updated_at = row.Int(9);
  auto& m = out->member;
  m.min_seq = row.Int(10);
  m.max_seq = row.Int(11);
  m.read_seq = row.Int(12);
  m.notify = static_cast<access::Notify>(row.Int(13));
  out->pinned = row.Int(14) > 0;
  out->draft = row.Text(15);
  out->remark = row.Text(16);
}

constexpr int kLastColumn = 25;
constexpr int kLastColumns = 10;

void ReadDetail(const Row& row, Summary* out) {
  constexpr int kFirst = kLastColumn + kLastColumns;
  auto& c = out->conversation;
  c.pair_lo = row.Get<UserId>(kFirst);
  c.pair_hi = row.Get<UserId>(kFirst + 1);
  c.owner = row.Get<UserId>(kFirst + 2);
  c.status = static_cast<access::ConversationStatus>(row.Int(kFirst + 3));
  c.mute_all = row.Int(kFirst + 4) == 1;
  c.join_mode = static_cast<access::JoinMode>(row.Int(kFirst + 5));
  c.max_members = row.Int(kFirst + 6);
  c.last_counted = row.Int(kFirst + 7);
  out->description = row.Text(kFirst + 8);
  out->notice = row.Text(kFirst + 9);
  out->member.role = static_cast<access::MemberRole>(row.Int(kFirst + 10));
  out->member.hidden_seq = row.Int(kFirst + 11);
  out->member.muted_until = row.Int(kFirst + 12);
  c.banned = row.Int(kFirst + 13) > 0;
  if (c.banned) c.ban_reason = row.String(kFirst + 14);
}

// The last message of the conversation, which begins at this column.
void ReadLast(const Row& row, int column, Summary* out) {
  if (!out->last) out->last.emplace();
  auto& m = out->last->message;
  m.id = row.Get<MessageId>(column);
  m.conversation = out->conversation.id;
  m.seq = row.Int(column + 1);
  m.sender = row.Get<UserId>(column + 2);
  m.body = body::Decode(static_cast<body::Kind>(row.Int(column + 3)), row.Text(column + 4));
  m.sent_at = row.Int(column + 5);
  m.recalled_at = row.Int(column + 6);
  m.recalled_by = row.Get<UserId>(column + 7);
  auto& sender = out->last->sender;
  sender.id = m.sender;
  sender.name = row.Text(column + 8);
  if (sender.name.empty()) sender.name = row.Text(column + 9);
}

void ReadSummary(const Row& row, Summary* out) {
  ReadStates(row, out);
  if (row.Null(17)) {
    out->peer.reset();
    out->peer_remark.clear();
  } else {
    if (!out->peer) out->peer.emplace();
    out->peer->id = row.Get<UserId>(17);
    out->peer->name = row.Text(18);
    out->peer->avatar = row.Text(19);
    out->peer_remark = row.Text(20);
  }
  out->last_read = row.Get<MessageId>(21);
  out->unread = std::max<std::int64_t>(0, row.Int(22));
  out->mentioned = row.Int(23) == 1;
  // There, and not hidden from him.
  const bool shown = row.Int(kLastColumn) > 0 && row.Null(24);
  if (shown && access::VisibleTo(out->conversation, out->member).Has(row.Int(kLastColumn + 1))) {
    ReadLast(row, kLastColumn, out);
  } else {
    out->last.reset();
  }
}

Summary ReadWhole(const Row& row) {
  Summary out;
  ReadSummary(row, &out);
  ReadDetail(row, &out);
  return out;
}

// Whether something the member may read lies before a message at the end that is gone for him.
bool NeedsEarlier(const Summary& one) {
  const auto range = access::VisibleTo(one.conversation, one.member);
  return !one.last && range.from < range.to;
}

// Where the message at the end is gone for the user, the last one before it; one statement for all,
// and none where nothing is gone.
void FindEarlier(Txn& txn, TenantId tenant, UserId user, std::span<Summary* const> all) {
  std::unordered_map<std::int64_t, Summary*> wanting;
  std::vector<std::int64_t> ids;
  for (Summary* one : all) {
    if (!NeedsEarlier(*one)) continue;
    ids.push_back(one->conversation.id.value);
    wanting[ids.back()] = one;
  }
  if (ids.empty()) return;
  txn.Each(
      kEarlier,
      [&](const Row& row) {
        Summary& one = *wanting.at(row.Int(0));
        if (!access::VisibleTo(one.conversation, one.member).Has(row.Int(2))) return;
        ReadLast(row, 1, &one);
      },
      tenant, user, IntList{ids});
}

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
  bool history_for_new = true;
  std::optional<std::string> handle, ex, settings;
};
bool InsertRow(Txn& txn, TenantId tenant, const NewRow& r) {
  return txn.Exec(kInsertConversation, r.id, tenant, r.kind, r.lo, r.hi, r.creator, r.owner, r.name,
                  r.avatar, r.description, r.join_mode, r.max_members, r.member_count,
                  r.history_for_new, txn.now_ms(), txn.now_ms(), r.handle, r.ex, r.settings) == 1;
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
  return txn.Each(kIsHidden, [](const Row&) {}, tenant, user, conversation, seq) > 0;
}

event::GroupCard FindCard(Txn& txn, TenantId tenant, const access::ConversationState& state) {
  event::GroupCard card{state.avatar, "", state.owner, state.member_count, 0, state.mute_all,
                        state.banned, state.ban_reason};
  auto read = [&card](const Row& row) {
    card.notice = row.String(0);
    card.created_at = row.Int(1);
  };
  txn.Each(kCard, read, tenant, state.id);
  return card;
}

bool GroupHandleTaken(Txn& txn, TenantId tenant, std::string_view handle) {
  return txn.Each(kGroupHandle, [](const Row&) {}, tenant, handle) > 0;
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

std::vector<RoleOf> FindRoles(Txn& txn, TenantId tenant, ConversationId conversation,
                              std::span<const std::int64_t> users) {
  auto read = [](const Row& row) {
    return RoleOf{row.Get<UserId>(0), static_cast<access::MemberRole>(row.Int(1))};
  };
  return txn.All(kRoles, read, tenant, conversation, IntList{users});
}

ListPlace PlaceOf(const Summary& one) {
  const std::int64_t sent = one.conversation.last_sent_at;
  return {one.pinned, sent > 0 ? sent : one.updated_at, one.conversation.id.value};
}

void ScanSummaries(Txn& txn, TenantId tenant, UserId user,
                   const std::function<void(Summary&)>& take) {
  Summary one;
  std::deque<Summary> late;
  auto read = [&](const Row& row) {
    ReadSummary(row, &one);
    if (NeedsEarlier(one)) {
      late.push_back(one);
    } else {
      take(one);
    }
  };
  txn.Each(kSummaries, read, user, user, user, tenant, user);
  std::vector<Summary*> all;
  for (Summary& each : late) all.push_back(&each);
  FindEarlier(txn, tenant, user, all);
  for (Summary& each : late) take(each);
}

// Ordered here: the engine would carry every column of every row through its sorter.
std::vector<Summary> ListSummaries(Txn& txn, TenantId tenant, UserId user, int limit) {
  std::vector<Summary> out;
  ScanSummaries(txn, tenant, user, [&](Summary& one) { out.push_back(std::move(one)); });
  std::sort(out.begin(), out.end(),
            [](const Summary& a, const Summary& b) { return PlaceOf(b) < PlaceOf(a); });
  if (out.size() > static_cast<std::size_t>(limit)) out.resize(static_cast<std::size_t>(limit));
  return out;
}

std::optional<Summary> FindSummary(Txn& txn, TenantId tenant, UserId user,
                                   ConversationId conversation) {
  auto out = txn.First(kSummary, ReadWhole, user, user, user, tenant, user, conversation);
  if (!out) return out;
  Summary* one = &*out;
  FindEarlier(txn, tenant, user, {&one, 1});
  return out;
}

std::vector<Summary> ListGroups(Txn& txn, TenantId tenant, UserId user, int limit) {
  auto out = txn.All(kGroups, ReadWhole, user, user, user, tenant, user, limit);
  std::vector<Summary*> all;
  for (Summary& one : out) all.push_back(&one);
  FindEarlier(txn, tenant, user, all);
  return out;
}

std::int64_t TotalUnread(Txn& txn, TenantId tenant, UserId user) {
  return txn
      .First(
          kTotalUnread, [](const Row& row) { return row.Int(0); }, user, user, user, tenant, user)
      .value_or(0);
}

std::vector<MemberRow> ListMembers(Txn& txn, TenantId tenant, ConversationId conversation,
                                   int limit, int offset, const MemberFilter& filter) {
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
