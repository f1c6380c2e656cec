#include "core/retention/drop_rows.h"

namespace koine::retention {

namespace {

using store::Row;
using store::Sql;
using store::Txn;

// Most conversations have nothing there but the row on which cursors stand.
// proof: the job of the whole store, of all tenants
const Sql kBelow{
    "select c.id, c.tenant_id, c.min_seq, (case when exists (select 1 from message m where "
    "m.conversation_id = c.id and m.seq < c.min_seq - 1) or exists (select 1 from message l where "
    "l.conversation_id = c.id and l.seq = c.min_seq - 1 and l.deleted_at = 0) then 1 else 0 end) "
    "from (select id, tenant_id, min_seq from conversation where id >= ? order by id limit ?) c "
    "order by c.id"};

const Sql kRows{
    "select count(*), coalesce(max(r.seq), 0), coalesce(min(r.due), 0), coalesce(max(r.due), 0) "
    "from (select seq, (case when deleted_at = 0 and sent_at < ? then seq end) as due from message "
    "where tenant_id = ? and conversation_id = ? and seq > ? and seq < ? order by seq limit ?) r"};

#define KOINE_RANGE "tenant_id = ? and conversation_id = ? and seq between ? and ?"
// May go: what was erased, what nobody sends again or could, what nothing leads to, and what the
// index has let go of: a part that was made before it was erased may have words of it. Forwarded
// messages are followed back also through one that was erased (core/erasure), so the last goes
// first.
#define KOINE_MAY_GO(reply, forward)                                                             \
  "deleted_at > 0 and (client_key is null or sent_at < ?) "                                      \
  "and not exists (select 1 from message r where r.conversation_id = message.conversation_id "   \
  "and r.reply_seq = message.seq and " reply                                                     \
  " and r.deleted_at = 0) "                                                                      \
  "and not exists (select 1 from message f where f.forwarded_from = message.id and " forward     \
  ") and not exists (select 1 from message_mark k where k.conversation_id = "                    \
  "message.conversation_id and k.seq = message.seq and k.kind = 2) "                             \
  "and not exists (select 1 from search_part p where p.state = 1 and p.first <= message.id and " \
  "p.last >= message.id and p.created_at <= message.deleted_at)"
// Whose links were given out before stay closed (core/file): the file notes what its use said.
const Sql kNoteFiles{
    "update file set taken_at = g.at from (select x.file_id as id, max(case when "
    "message.deleted_at > message.recalled_at then message.deleted_at else message.recalled_at "
    "end) as at from file_use x join message on message.conversation_id = x.conversation_id and "
    "message.seq = x.seq where x.tenant_id = ? and x.conversation_id = ? and x.seq between ? and ? "
    "and message.deleted_at > 0 group by x.file_id) g where file.id = g.id and file.tenant_id = ? "
    "and file.taken_at < g.at"};
// engines: SQLite reads all above 0 of a partial index, unless it is told that this says little
const Sql kDrop{"delete from message where " KOINE_RANGE
                " and " KOINE_MAY_GO("likely(r.reply_seq > 0)", "likely(f.forwarded_from > 0)"),
                "delete from message where " KOINE_RANGE
                " and " KOINE_MAY_GO("r.reply_seq > 0", "f.forwarded_from > 0")};
#define KOINE_DROP_KEYS(may)                                                                     \
  "delete from message_key where {+}tenant_id = ? and (sender_id, client_key) in (select "       \
  "sender_id, client_key from message where client_key is not null and " KOINE_RANGE " and " may \
  ")"
// engines: as above; on PostgreSQL nobody looks there, and what a move left leads nowhere then
const Sql kDropKeys{
    KOINE_DROP_KEYS(KOINE_MAY_GO("likely(r.reply_seq > 0)", "likely(f.forwarded_from > 0)")),
    KOINE_DROP_KEYS("deleted_at > ? and 1 = 0")};

}  // namespace

std::vector<Below> ListBelow(Txn& txn, ConversationId from, int limit) {
  auto read = [](const Row& row) {
    return Below{row.Get<ConversationId>(0), row.Get<TenantId>(1), row.Int(2), row.Int(3) == 1};
  };
  return txn.All(kBelow, read, from, limit);
}

Rows FindRows(Txn& txn, const Below& place, std::int64_t after, std::int64_t sent_before_ms,
              int limit) {
  auto read = [](const Row& row) { return Rows{row.Int(0), row.Int(1), row.Int(2), row.Int(3)}; };
  return txn
      .First(kRows, read, sent_before_ms, place.tenant, place.conversation, after, place.min_seq,
             limit)
      .value_or(Rows{});
}

std::int64_t DropRows(Txn& txn, const Below& place, std::int64_t from, std::int64_t to,
                      std::int64_t sent_before_ms) {
  txn.ExecSoon(kNoteFiles, place.tenant, place.conversation, from, to, place.tenant);
  txn.ExecSoon(kDropKeys, place.tenant, place.tenant, place.conversation, from, to, sent_before_ms);
  return txn.Exec(kDrop, place.tenant, place.conversation, from, to, sent_before_ms);
}

}  // namespace koine::retention
