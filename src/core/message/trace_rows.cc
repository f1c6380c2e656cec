#include "core/message/send.h"
#include "core/message/system.h"

namespace koine::message {

namespace {

using store::Sql;
using store::Txn;

#define KOINE_TRACED                                                                       \
  "select m.id, m.tenant_id, m.conversation_id, m.seq, m.counted, m.sender_id, m.origin, " \
  "m.client_id, m.options, m.sent_at, m.edited_at, m.recalled_at, m.recalled_by, "         \
  "m.deleted_at, c.kind, c.name, u.nickname from message m "                               \
  "left join conversation c on c.id = m.conversation_id left join users u on u.id = m.sender_id "

// proof: for whoever runs the server, who asks about messages of all tenants
const Sql kTracedById{KOINE_TRACED "where m.id = ?"};
// proof: as above
const Sql kTracedBySeq{KOINE_TRACED "where m.conversation_id = ? and m.seq = ?"};
#define KOINE_CLIENT_ID "select id, client_key from message where "
#define KOINE_NAMED "sender_id = ? and client_key between ? and ? and client_id = ?"
// proof: as above
// engines: on SQLite the index is written late; what it does not have is looked through
const Sql kByClientId{
    KOINE_CLIENT_ID
    "id in (select message_id from message_key where sender_id = ? and client_key "
    "between ? and ?) and client_id = ? union " KOINE_CLIENT_ID
    "id > (select cast(value as integer) from meta where name = "
    "'late.message_key') and " KOINE_NAMED " order by client_key",
    KOINE_CLIENT_ID KOINE_NAMED " union all " KOINE_CLIENT_ID "1 = 0 and " KOINE_NAMED
                                " order by client_key"};
const Sql kTracedMembers{
    "select m.user_id, coalesce(m.nickname, u.nickname), m.state, "
    "(case when m.min_seq > ? then 1 else 0 end), "
    "(case when m.read_seq >= ? then 1 else 0 end) as has_read, "
    "coalesce((select k.at from read_mark k where k.conversation_id = m.conversation_id and "
    "k.user_id = m.user_id and k.seq >= ? order by k.seq limit 1), m.read_at) as since, "
    "(case when m.delivered_seq >= ? then 1 else 0 end) "
    "from member m join users u on u.id = m.user_id where m.tenant_id = ? and "
    "m.conversation_id = ? and m.user_id <> ? and (m.state = 1 or (m.state > 1 and m.left_at >= ?))"
    " order by has_read desc, m.state, since, m.user_id limit ?"};

Traced ReadTraced(const store::Row& row) {
  Traced out;
  body::Message& message = out.message;
  message.id = row.Get<MessageId>(0);
  out.tenant = row.Get<TenantId>(1);
  message.conversation = row.Get<ConversationId>(2);
  message.seq = row.Int(3);
  message.counted = row.Int(4);
  message.sender = row.Get<UserId>(5);
  message.origin = static_cast<std::uint8_t>(row.Int(6));
  message.client_id = row.String(7);
  message.options = row.Int(8);
  message.sent_at = row.Int(9);
  message.edited_at = row.Int(10);
  message.recalled_at = row.Int(11);
  message.recalled_by = row.Get<UserId>(12);
  message.deleted_at = row.Int(13);
  out.kind = static_cast<ConversationKind>(row.Int(14));
  out.conversation_name = row.String(15);
  out.sender = row.String(16);
  return out;
}

}  // namespace

std::optional<Traced> FindTraced(Txn& txn, MessageId id) {
  return txn.First(kTracedById, ReadTraced, id);
}

std::optional<Traced> FindTraced(Txn& txn, ConversationId conversation, std::int64_t seq) {
  return txn.First(kTracedBySeq, ReadTraced, conversation, seq);
}

std::vector<MessageId> ListByClientId(Txn& txn, UserId sender, const std::string& id) {
  using access::Dialect;
  auto read = [](const store::Row& row) { return row.Get<MessageId>(0); };
  std::vector<MessageId> out;
  for (const Dialect one : {Dialect::kRuoyi, Dialect::kImchat, Dialect::kAppim, Dialect::kOpenim}) {
    const std::int64_t key = ClientKey(one, id);
    const std::int64_t last = key + kKeyTriesMax - 1;
    const auto found = txn.All(kByClientId, read, sender, key, last, id, sender, key, last, id);
    out.insert(out.end(), found.begin(), found.end());
  }
  return out;
}

std::vector<TracedMember> ListTracedMembers(Txn& txn, const Traced& message, int limit) {
  auto read = [](const store::Row& row) {
    TracedMember out;
    out.user = row.Get<UserId>(0);
    out.name = row.String(1);
    out.left = row.Int(2) != 1;
    out.hides = row.Int(3) == 1;
    out.read = row.Int(4) == 1;
    if (out.read) out.read_at = row.Int(5);
    out.delivered = row.Int(6) == 1;
    return out;
  };
  const body::Message& m = message.message;
  return txn.All(kTracedMembers, read, m.seq, m.seq, m.seq, m.seq, message.tenant, m.conversation,
                 m.sender, m.sent_at, limit);
}

}  // namespace koine::message
