#include "core/message/mention_rows.h"

#include "core/message/columns.h"

namespace koine::message {

namespace {

using store::IntList;
using store::Sql;
using store::Txn;

const Sql kNames{
    "select u.id, u.username, u.handle, u.nickname, u.avatar, m.nickname from member m "
    "join users u on u.id = m.user_id where m.tenant_id = ? and m.conversation_id = ? and "
    "m.state = 1 and u.state = 1 and u.id <> ? "
    "order by m.role desc, m.joined_at, u.id limit ?"};

// The order of the joins is given: from the user's seats with something unread to the few messages
// that name them there. conversation's KOINE_MENTIONED asks the same for one conversation.
#define KOINE_OPEN                                                                             \
  " and a.recalled_at = 0 and a.deleted_at = 0 and a.seq >= m.min_seq and a.seq >= c.min_seq " \
  "and not exists (select 1 from message_mark k where k.user_id = m.user_id and "              \
  "k.kind in (1, 4) and k.conversation_id = a.conversation_id and k.seq = a.seq)"
#define KOINE_UNREAD_MENTIONS                                                                 \
  "select a.id as id, a.sent_at as sent_at, 0 as by_all from member m "                       \
  "cross join conversation c cross join mention x cross join message a "                      \
  "where m.tenant_id = ? and m.user_id = ? and m.state = 1 and c.id = m.conversation_id and " \
  "c.status = 0 and c.last_seq > m.read_seq and x.user_id = m.user_id and "                   \
  "x.conversation_id = m.conversation_id and x.seq > m.read_seq and "                         \
  "a.conversation_id = x.conversation_id and a.seq = x.seq" KOINE_OPEN                        \
  " union all select a.id, a.sent_at, 1 from member m cross join conversation c "             \
  "cross join message a where m.tenant_id = ? and m.user_id = ? and m.state = 1 and "         \
  "c.id = m.conversation_id and c.status = 0 and c.all_mention_seq > m.read_seq and "         \
  "a.conversation_id = m.conversation_id and a.seq > m.read_seq and a.mention_all = 1 and "   \
  "a.sender_id <> m.user_id and not exists (select 1 from mention y where "                   \
  "y.conversation_id = a.conversation_id and y.seq = a.seq and "                              \
  "y.user_id = m.user_id)" KOINE_OPEN " order by sent_at desc, id desc limit ?"
const Sql kUnread{
    "select " KOINE_MESSAGE_COLUMNS
    ", s.nickname, u.nickname, u.avatar, t.by_all from (" KOINE_UNREAD_MENTIONS
    ") as t join message m on m.id = t.id left join users u on u.id = m.sender_id "
    "left join member s on s.conversation_id = m.conversation_id and s.user_id = m.sender_id "
    "order by m.sent_at desc, m.id desc"};
const Sql kCount{"select count(*) from (" KOINE_UNREAD_MENTIONS ") as t"};

const Sql kInsertSeen{
    "insert into message_mark (user_id, kind, conversation_id, seq, tenant_id, created_at) "
    "select m.user_id, 4, a.conversation_id, a.seq, a.tenant_id, ? from message a cross join "
    "member m where a.tenant_id = ? and m.conversation_id = a.conversation_id and m.user_id = ? "
    "and m.state = 1 and a.seq > m.read_seq and a.seq >= m.min_seq and ((a.mention_all = 1 and "
    "a.sender_id <> m.user_id) or exists (select 1 from mention x where x.conversation_id = "
    "a.conversation_id and x.seq = a.seq and x.user_id = m.user_id)) and a.id {in ?} on conflict "
    "do nothing"};

}  // namespace

std::vector<MemberName> ListMemberNames(Txn& txn, TenantId tenant, ConversationId conversation,
                                        UserId but, int limit) {
  auto read = [](const store::Row& row) {
    MemberName out;
    out.user.id = row.Get<UserId>(0);
    out.user.username = row.OptString(1);
    out.user.handle = row.String(2);
    out.user.nickname = row.String(3);
    out.user.avatar = row.String(4);
    out.nickname = row.String(5);
    return out;
  };
  return txn.All(kNames, read, tenant, conversation, but, limit);
}

std::vector<UnreadMention> ListUnreadMentions(Txn& txn, TenantId tenant, UserId user, int limit) {
  auto read = [](const store::Row& row) {
    UnreadMention out;
    out.row.message = ReadMessage(row);
    constexpr int kOwn = kMessageColumns;
    out.row.sender = {out.row.message.sender,
                      row.Text(kOwn).empty() ? row.String(kOwn + 1) : row.String(kOwn),
                      row.String(kOwn + 2)};
    out.by_all = row.Int(kOwn + 3) == 1;
    return out;
  };
  return txn.All(kUnread, read, tenant, user, tenant, user, limit);
}

std::int64_t CountUnreadMentions(Txn& txn, TenantId tenant, UserId user, int limit) {
  return txn
      .First(
          kCount, [](const store::Row& row) { return row.Int(0); }, tenant, user, tenant, user,
          limit)
      .value_or(0);
}

void InsertSeenMentions(Txn& txn, TenantId tenant, UserId user,
                        std::span<const std::int64_t> messages) {
  txn.ExecSoon(kInsertSeen, txn.now_ms(), tenant, user, IntList{messages});
}

}  // namespace koine::message
