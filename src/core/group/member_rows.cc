#include "core/group/member_rows.h"

#include <unordered_set>
#include <utility>

#include "core/conversation/system.h"
#include "core/event/event.h"
#include "core/group/seat_page_rows.h"

namespace koine::group {

namespace {

using store::IntList;
using store::Row;
using store::Sql;
using store::Txn;

const Sql kCard{"select notice, created_at from conversation where tenant_id = ? and id = ?"};
const Sql kGroupHandle{"select 1 from conversation where tenant_id = ? and handle = ?"};
#define KOINE_MEMBER_COLUMNS                                                                   \
  "insert into member (conversation_id, user_id, tenant_id, state, role, joined_at, "          \
  "join_source, inviter_id, operator_id, left_at, min_seq, max_seq, read_seq, read_at, "       \
  "read_counted, read_sent, receipt_seq, sent_seq, sent_counted, delivered_seq, muted_until, " \
  "notify, pinned_at, hidden_seq, reply_open) "
const Sql kInsertMembers{
    KOINE_MEMBER_COLUMNS
    "select ?, id, tenant_id, 1, ?, ?, ?, ?, ?, 0, ?, 0, ?, 0, ?, 0, ?, 0, 0, 0, 0, 0, 0, -1, 0 "
    "from users where +tenant_id = ? and state = 1 and id {in ?} on conflict (conversation_id, "
    "user_id) do update set state = 1, role = excluded.role, joined_at = excluded.joined_at, "
    "join_source = excluded.join_source, inviter_id = excluded.inviter_id, operator_id = "
    "excluded.operator_id, left_at = 0, min_seq = excluded.min_seq, max_seq = 0, read_seq = "
    "excluded.read_seq, read_counted = excluded.read_counted, read_sent = member.sent_counted, "
    "receipt_seq = excluded.receipt_seq, muted_until = 0, notify = 0, pinned_at = 0, nickname = "
    "null, avatar = null, ex = null, draft = null, remark = null, openim = null, destruct_at = "
    "0, hidden_seq = -1 where member.state <> 1 returning user_id"};
// Two lists and not one anti-join, which PostgreSQL plans badly while it knows little of a table.
const Sql kActiveUsers{
    "select id from users where {+}tenant_id = ? and state = 1 and id {in ?} and id not in "
    "(select user_id from join_ban where conversation_id = ?) order by id"};
// The sign keeps both engines from reading all members in the order of their list.
const Sql kEndMembers{
    "update member set state = ?, left_at = ?, operator_id = ?, max_seq = ? where tenant_id = ? "
    "and conversation_id = ? and +state = 1 and role < ? and user_id {in ?} returning user_id"};
const Sql kSetNoticeSeq{"update conversation set notice_seq = ? where tenant_id = ? and id = ?"};
const Sql kAddToCount{
    "update conversation set member_count = member_count + ?, updated_at = ? "
    "where tenant_id = ? and id = ?"};
const Sql kRoles{
    "select user_id, role from member where tenant_id = ? and conversation_id = ? and +state = 1 "
    "and user_id {in ?}"};

#define KOINE_MEMBER_FILTER                                                                     \
  "where m.tenant_id = ? and m.conversation_id = ? and m.state = 1 and m.role between ? and ? " \
  "and (? = -1 or ? = (case when m.muted_until > ? then 1 else 0 end)) "
#define KOINE_MEMBER_SHOWN                                                                     \
  "select u.id, u.username, u.handle, u.nickname, u.avatar, m.role, m.nickname, m.joined_at, " \
  "m.muted_until from "
#define KOINE_MEMBER_ORDER "order by m.role desc, m.joined_at, u.id"
#define KOINE_MEMBERS(seats)                                                            \
  KOINE_MEMBER_SHOWN seats                                                              \
      "cross join member m join users u on u.id = m.user_id where m.tenant_id = ? and " \
      "m.user_id = x.user_id and m.conversation_id = ? " KOINE_MEMBER_ORDER
const Sql kMembers{KOINE_MEMBERS(KOINE_SEATS_FROM_START)};
const Sql kMembersFromEnd{KOINE_MEMBERS(KOINE_SEATS_FROM_END)};
const Sql kMutedMembers{
    KOINE_MEMBER_SHOWN
    "member m join users u on u.id = m.user_id " KOINE_MEMBER_FILTER KOINE_MEMBER_ORDER
    " limit ? offset ?"};
const Sql kCountMembers{"select count(*) from member m " KOINE_MEMBER_FILTER};

UserId ReadUserId(const Row& row) {
  return row.Get<UserId>(0);
}

}  // namespace

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

void InsertGroup(Txn& txn, TenantId tenant, const NewGroup& group) {
  conversation::NewConversation row;
  row.id = group.id;
  row.kind = ConversationKind::kGroup;
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
  conversation::InsertConversation(txn, tenant, row);
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
  if (filter.muted) {
    return txn.All(kMutedMembers, read, tenant, conversation, filter.lowest(), filter.highest(),
                   filter.mute(), filter.mute(), txn.now_ms(), limit, offset);
  }
  // How many have a role is not known.
  const SeatPage page = filter.role ? SeatPage{false, limit, offset}
                                    : FindSeatPage(txn, tenant, conversation, limit, offset);
  return txn.All(page.from_end ? kMembersFromEnd : kMembers, read, conversation, filter.lowest(),
                 filter.highest(), page.limit, page.offset, tenant, conversation);
}

std::int64_t CountMembers(Txn& txn, TenantId tenant, ConversationId conversation,
                          const MemberFilter& filter) {
  auto read = [](const Row& row) { return row.Int(0); };
  const auto count = txn.First(kCountMembers, read, tenant, conversation, filter.lowest(),
                               filter.highest(), filter.mute(), filter.mute(), txn.now_ms());
  return count.value_or(0);
}

}  // namespace koine::group
