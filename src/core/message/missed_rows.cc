#include "core/message/missed_rows.h"

#include <algorithm>

namespace koine::message {

namespace {

using store::IntList;
using store::Sql;
using store::Txn;

// Not what the account of the server says (kind 5): who is told of what they missed has it in a
// list of their own.
#define KOINE_BEHIND(which)                                                     \
  "select c.id, m.read_seq, m.min_seq, c.min_seq, m.max_seq, c.last_seq, l.id " \
  "from member m join conversation c on c.id = m.conversation_id "              \
  "join message l on l.conversation_id = c.id and l.seq = c.last_seq "          \
  "where m.tenant_id = ? and m.user_id = ? and " which                          \
  "m.state = 1 and c.kind <> 5 and "                                            \
  "c.last_seq > m.read_seq and c.last_sent_at >= ? and l.id > ? order by l.id desc limit ?"
const Sql kBehind{KOINE_BEHIND("")};
const Sql kBehindOf{KOINE_BEHIND("m.conversation_id {in ?} and ")};
#define KOINE_ENDS                                                                              \
  "select coalesce(l.id, 0), c.id, c.last_sent_at from member m join conversation c on c.id = " \
  "m.conversation_id left join message l on l.conversation_id = c.id and l.seq = c.last_seq "   \
  "where m.tenant_id = ? and m.user_id = ? and m.state = 1"
const Sql kEnds{KOINE_ENDS};
const Sql kEndsOf{KOINE_ENDS " and m.conversation_id {in ?}"};

Behind ReadBehind(const store::Row& row) {
  Behind behind;
  behind.conversation = row.Get<ConversationId>(0);
  behind.from = std::max({row.Int(1) + 1, row.Int(2), row.Int(3), std::int64_t{1}});
  behind.to = row.Int(4) > 0 ? std::min(row.Int(4), row.Int(5)) : row.Int(5);
  behind.last = row.Get<MessageId>(6);
  return behind;
}

End ReadEnd(const store::Row& row) {
  return {row.Int(0), row.Int(1), row.Int(2)};
}

}  // namespace

std::vector<Behind> ConversationsBehind(Txn& txn, TenantId tenant, UserId user, const Since& since,
                                        int limit) {
  return txn.All(kBehind, ReadBehind, tenant, user, since.ms, since.after, limit);
}

std::vector<Behind> BehindOf(Txn& txn, TenantId tenant, UserId user,
                             std::span<const std::int64_t> of, const Since& since, int limit) {
  return txn.All(kBehindOf, ReadBehind, tenant, user, IntList{of}, since.ms, since.after, limit);
}

std::vector<End> ListEnds(Txn& txn, TenantId tenant, UserId user) {
  return txn.All(kEnds, ReadEnd, tenant, user);
}

std::vector<End> EndsOf(Txn& txn, TenantId tenant, UserId user, std::span<const std::int64_t> of) {
  return txn.All(kEndsOf, ReadEnd, tenant, user, IntList{of});
}

}  // namespace koine::message
