#include "core/erasure/place_rows.h"

#include "core/erasure/place.h"

namespace koine::erasure {

namespace {

using store::Row;
using store::Sql;
using store::Txn;

// Purpose 0: a file as people send it; 2: an object of OpenIM; 3: a file of App IM.
const Sql kMarkFiles{
    "update file set deleted_at = ? where {+}tenant_id = ? and deleted_at = 0 and "
    "purpose in (0, 2, 3) and id in (select x.file_id from file_use x where "
    "x.conversation_id = ?) and not exists (select 1 from file_use o where "
    "o.file_id = file.id and o.conversation_id <> ?)"};
#define KOINE_HERE "where {+}tenant_id = ? and conversation_id = ?"
const Sql kClear[] = {
    Sql{"update conversation set name = null, avatar = null, description = null, notice = null, "
        "extend = null, ex = null, top = null where tenant_id = ? and id = ?"},
    Sql{"update member set nickname = null, avatar = null, ex = null, draft = null, "
        "remark = null, openim = null " KOINE_HERE " and (state = 1 or state > 1)"},
    Sql{"delete from announcement " KOINE_HERE},
    Sql{"delete from message_mark " KOINE_HERE},
    Sql{"delete from group_file " KOINE_HERE},
    Sql{"update join_request set message = null, ex = null, answer = null " KOINE_HERE},
    Sql{"update red_packet set remark = '' " KOINE_HERE},
    Sql{"update call set reason = '' " KOINE_HERE},
};
const Sql kClearEvents{"delete from event " KOINE_HERE " and at <= ?"};

const Sql kCountHere{
    "select count(*) from message where tenant_id = ? and conversation_id = ? and body <> ''"};
const Sql kFilesHere{
    "select count(distinct file_id) from file_use where tenant_id = ? and conversation_id = ?"};
const Sql kCountOf{
    "select count(*) from message where tenant_id = ? and sender_id = ? and body <> ''"};
const Sql kFilesOf{
    "select count(*) from file where tenant_id = ? and owner_id = ? and deleted_at = 0"};

std::int64_t ReadCount(const Row& row) {
  return row.Int(0);
}

}  // namespace

void MarkFilesOf(Txn& txn, TenantId tenant, ConversationId conversation) {
  txn.ExecSoon(kMarkFiles, txn.now_ms(), tenant, conversation, conversation);
}

void ClearPlace(Txn& txn, TenantId tenant, ConversationId conversation, std::int64_t until_ms) {
  for (const Sql& sql : kClear) txn.ExecSoon(sql, tenant, conversation);
  txn.ExecSoon(kClearEvents, tenant, conversation, until_ms);
}

Amount CountConversation(Txn& txn, TenantId tenant, ConversationId conversation) {
  return {txn.First(kCountHere, ReadCount, tenant, conversation).value_or(0),
          txn.First(kFilesHere, ReadCount, tenant, conversation).value_or(0)};
}

Amount CountPerson(Txn& txn, TenantId tenant, UserId user) {
  return {txn.First(kCountOf, ReadCount, tenant, user).value_or(0),
          txn.First(kFilesOf, ReadCount, tenant, user).value_or(0)};
}

}  // namespace koine::erasure
