#include "core/message/reaction_rows.h"

namespace koine::message {

namespace {

using store::Sql;
using store::Txn;

constexpr store::IdSequence kIds{"reaction", 1};

#define KOINE_REACTION                                                                     \
  "select r.id, r.seq, r.user_id, s.nickname, u.nickname, u.avatar, r.emoji, r.kind, "     \
  "r.created_at from reaction r left join users u on u.id = r.user_id "                    \
  "left join member s on s.conversation_id = r.conversation_id and s.user_id = r.user_id " \
  "where r.tenant_id = ? and r.conversation_id = ? and r.seq = ? "
const Sql kFind{KOINE_REACTION "and r.user_id = ?"};
const Sql kListOne{KOINE_REACTION "order by r.created_at, r.user_id limit ?"};
const Sql kPut{
    "insert into reaction (conversation_id, seq, user_id, tenant_id, id, emoji, kind, created_at) "
    "values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (conversation_id, seq, user_id) do update set "
    "id = excluded.id, emoji = excluded.emoji, kind = excluded.kind, "
    "created_at = excluded.created_at"};
const Sql kDelete{
    "delete from reaction where tenant_id = ? and conversation_id = ? and seq = ? and "
    "user_id = ?"};
const Sql kCount{
    "select count(*) from reaction where tenant_id = ? and conversation_id = ? and seq = ? and "
    "emoji = ?"};
const Sql kParts{
    "select seq, emoji, kind, user_id, n, mine from (select seq, emoji, kind, user_id, "
    "count(*) over (partition by seq, emoji) as n, "
    "max(case when user_id = ? then 1 else 0 end) over (partition by seq, emoji) as mine, "
    "min(created_at) over (partition by seq, emoji) as since, "
    "row_number() over (partition by seq, emoji order by created_at, user_id) as place "
    "from reaction where tenant_id = ? and conversation_id = ? and seq between ? and ?) as p "
    "where place <= ? order by seq, n desc, since, emoji, place"};

Reaction ReadReaction(const store::Row& row) {
  Reaction out;
  out.id = row.Int(0);
  out.seq = row.Int(1);
  out.who = {row.Get<UserId>(2), row.Text(3).empty() ? row.String(4) : row.String(3),
             row.String(5)};
  out.emoji = row.String(6);
  out.kind = row.String(7);
  out.created_at = row.Int(8);
  return out;
}

}  // namespace

std::optional<Reaction> FindReaction(Txn& txn, TenantId tenant, ConversationId conversation,
                                     std::int64_t seq, UserId user) {
  return txn.First(kFind, ReadReaction, tenant, conversation, seq, user);
}

std::int64_t PutReaction(Txn& txn, TenantId tenant, ConversationId conversation, std::int64_t seq,
                         UserId user, std::string_view emoji, std::string_view kind) {
  const std::int64_t id = txn.NextId(kIds);
  txn.ExecSoon(kPut, conversation, seq, user, tenant, id, emoji, kind, txn.now_ms());
  return id;
}

bool DeleteReaction(Txn& txn, TenantId tenant, ConversationId conversation, std::int64_t seq,
                    UserId user) {
  return txn.Exec(kDelete, tenant, conversation, seq, user) == 1;
}

std::int64_t CountReactions(Txn& txn, const access::Message& place, std::string_view emoji) {
  return txn
      .First(
          kCount, [](const store::Row& row) { return row.Int(0); }, place.who().tenant,
          place.conversation().id, place.seq(), emoji)
      .value_or(0);
}

std::vector<Reaction> ListReactionsOf(Txn& txn, TenantId tenant, ConversationId conversation,
                                      std::int64_t seq, int limit) {
  return txn.All(kListOne, ReadReaction, tenant, conversation, seq, limit);
}

std::vector<ReactionPart> ListReactionParts(Txn& txn, TenantId tenant, ConversationId conversation,
                                            UserId reader, std::int64_t from, std::int64_t to,
                                            int users) {
  auto read = [](const store::Row& row) {
    return ReactionPart{row.Int(0),         row.String(1), row.String(2),
                        row.Get<UserId>(3), row.Int(4),    row.Int(5) == 1};
  };
  return txn.All(kParts, read, reader, tenant, conversation, from, to, users);
}

}  // namespace koine::message
