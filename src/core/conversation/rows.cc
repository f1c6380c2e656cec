#include "core/conversation/rows.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "core/version/version.h"

namespace koine::conversation {

namespace {

using store::IntList;
using store::Row;
using store::Sql;
using store::Txn;

constexpr store::IdSequence kConversationIds{"conversation", 1001};

const Sql kFindDirect{
    "select id from conversation where tenant_id = ? and pair_lo = ? and pair_hi = ?"};
const Sql kFindDirects{
    "select c.pair_lo, c.pair_hi, c.id from {lists a(lo INT, hi INT)} cross join conversation c "
    "where c.pair_lo = a.lo and c.pair_hi = a.hi and c.tenant_id = ?"};
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
const Sql kInsertSeat{
    KOINE_MEMBER_COLUMNS
    "values (?, ?, ?, 1, 1, ?, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ?, 0) "
    "on conflict do nothing"};
const Sql kUnhide{
    "update member set hidden_seq = -1 where tenant_id = ? and conversation_id = ? and "
    "user_id = ? and hidden_seq >= (select last_seq from conversation where id = ?)"};
const Sql kMakeSystem{"update conversation set kind = ? where tenant_id = ? and id = ?"};
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

std::optional<ConversationId> FindPair(Txn& txn, TenantId tenant, UserId a, UserId b) {
  auto read = [](const Row& row) { return row.Get<ConversationId>(0); };
  return txn.First(kFindDirect, read, tenant, std::min(a, b), std::max(a, b));
}

}  // namespace

std::optional<ConversationId> FindDirect(Txn& txn, const access::Principal& who, UserId peer) {
  return FindPair(txn, who.tenant, who.user, peer);
}

std::vector<DirectOf> FindDirects(Txn& txn, const access::Principal& who,
                                  std::span<const DirectOf> pairs) {
  if (pairs.empty()) return {};
  std::vector<std::int64_t> lo, hi;
  for (const DirectOf& pair : pairs) {
    lo.push_back(std::min(pair.lo, pair.hi).value);
    hi.push_back(std::max(pair.lo, pair.hi).value);
  }
  auto read = [](const Row& row) {
    return DirectOf{row.Get<UserId>(0), row.Get<UserId>(1), row.Get<ConversationId>(2)};
  };
  return txn.All(kFindDirects, read, IntList{lo}, IntList{hi}, who.tenant);
}

bool InsertConversation(Txn& txn, TenantId tenant, const NewConversation& r) {
  return txn.Exec(kInsertConversation, r.id, tenant, r.kind, r.lo, r.hi, r.creator, r.owner, r.name,
                  r.avatar, r.description, r.join_mode, r.max_members, r.member_count,
                  r.history_for_new, txn.now_ms(), txn.now_ms(), r.handle, r.ex, r.settings,
                  r.hidden) == 1;
}

ConversationId EnsureDirect(Txn& txn, TenantId tenant, UserId creator, UserId peer, bool* created) {
  *created = false;
  if (auto found = FindPair(txn, tenant, creator, peer)) return *found;
  NewConversation row;
  row.id = NewConversationId(txn);
  row.lo = std::min(creator, peer).value;
  row.hi = std::max(creator, peer).value;
  row.creator = creator;
  std::vector<std::int64_t> both = {creator.value};
  if (peer != creator) both.push_back(peer.value);
  row.member_count = static_cast<std::int64_t>(both.size());
  if (!InsertConversation(txn, tenant, row)) {
    // Another writer was first: that row is committed by now.
    return FindPair(txn, tenant, creator, peer).value_or(ConversationId());
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

void MakeSystem(Txn& txn, TenantId tenant, ConversationId conversation) {
  txn.Exec(kMakeSystem, ConversationKind::kSystem, tenant, conversation);
}

ConversationId NewConversationId(Txn& txn) {
  return ConversationId(txn.NextId(kConversationIds));
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
