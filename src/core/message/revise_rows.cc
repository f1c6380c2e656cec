#include "core/message/revise_rows.h"

namespace koine::message {

namespace {

using store::IntList;
using store::Sql;
using store::Txn;

const Sql kSetRecalled{
    "update message set recalled_at = ?, recalled_by = ? where tenant_id = ? and "
    "conversation_id = ? and seq = ? and recalled_at = 0 and deleted_at = 0"};
const Sql kSetBody{
    "update message set body = ?, raw = ?, edited_at = ? where tenant_id = ? and "
    "conversation_id = ? and seq = ? and recalled_at = 0 and deleted_at = 0"};
const Sql kInsertEdit{
    "insert into message_edit (conversation_id, seq, edited_at, tenant_id, editor_id, old_body, "
    "new_body) values (?, ?, ?, ?, ?, ?, ?)"};
const Sql kEdits{
    "select e.seq, e.edited_at, e.editor_id, s.nickname, u.nickname, u.avatar, e.old_body, "
    "e.new_body from message_edit e left join users u on u.id = e.editor_id "
    "left join member s on s.conversation_id = e.conversation_id and s.user_id = e.editor_id "
    "where e.tenant_id = ? and e.conversation_id = ? and e.seq = ? order by e.edited_at limit ?"};

const Sql kLockConversations{
    "select id from conversation where +tenant_id = ? and id in (select conversation_id from "
    "message where +tenant_id = ? and id {in ?}) order by id {for update}"};
const Sql kDoomed{
    "select m.id, m.seq, c.id, c.kind, c.pair_lo, c.pair_hi, c.change_seq from message m join "
    "conversation c on c.id = m.conversation_id where m.tenant_id = ? and m.deleted_at = 0 and "
    "m.id {in ?} order by c.id, m.seq"};

#define KOINE_SEQS "where tenant_id = ? and conversation_id = ? and seq "
const Sql kDoomedAt{"select id, seq from message " KOINE_SEQS
                    "{in ?} and deleted_at = 0 order by seq"};
const Sql kDeleteMentions{"delete from mention " KOINE_SEQS "{in ?}"};
const Sql kDeleteEdits{"delete from message_edit " KOINE_SEQS "{in ?}"};
const Sql kDeleteReactions{"delete from reaction " KOINE_SEQS "{in ?}"};
const Sql kErase{"update message set body = '', raw = null, deleted_at = ? " KOINE_SEQS "{in ?}"};

}  // namespace

bool SetRecalled(Txn& txn, TenantId tenant, ConversationId conversation, std::int64_t seq,
                 UserId by) {
  return txn.Exec(kSetRecalled, txn.now_ms(), by, tenant, conversation, seq) == 1;
}

void DeleteMentions(Txn& txn, TenantId tenant, ConversationId conversation,
                    std::span<const std::int64_t> seqs) {
  txn.ExecSoon(kDeleteMentions, tenant, conversation, IntList{seqs});
}

bool SetBody(Txn& txn, TenantId tenant, ConversationId conversation, std::int64_t seq,
             const std::string& body, std::int64_t edited_at) {
  return SetContent(txn, tenant, conversation, seq, body, "", edited_at);
}

bool SetContent(Txn& txn, TenantId tenant, ConversationId conversation, std::int64_t seq,
                const std::string& body, const std::string& raw, std::int64_t edited_at) {
  const auto kept = raw.empty() ? std::nullopt : std::optional<std::string_view>(raw);
  return txn.Exec(kSetBody, body, kept, edited_at, tenant, conversation, seq) == 1;
}

void InsertEdit(Txn& txn, TenantId tenant, ConversationId conversation, const Edit& e) {
  txn.ExecSoon(kInsertEdit, conversation, e.seq, e.edited_at, tenant, e.editor.id, e.old_body,
               e.new_body);
}

std::vector<Edit> ListEdits(Txn& txn, TenantId tenant, ConversationId conversation,
                            std::int64_t seq, int limit) {
  auto read = [](const store::Row& row) {
    Edit edit;
    edit.seq = row.Int(0);
    edit.edited_at = row.Int(1);
    edit.editor = {row.Get<UserId>(2), row.Text(3).empty() ? row.String(4) : row.String(3),
                   row.String(5)};
    edit.old_body = row.String(6);
    edit.new_body = row.String(7);
    return edit;
  };
  return txn.All(kEdits, read, tenant, conversation, seq, limit);
}

std::vector<Doomed> LockDoomed(Txn& txn, TenantId tenant, std::span<const std::int64_t> ids) {
  txn.Exec(kLockConversations, tenant, tenant, IntList{ids});
  auto read = [](const store::Row& row) {
    Doomed out;
    out.id = row.Get<MessageId>(0);
    out.seq = row.Int(1);
    out.conversation.id = row.Get<ConversationId>(2);
    out.conversation.kind = static_cast<ConversationKind>(row.Int(3));
    out.conversation.pair_lo = row.Get<UserId>(4);
    out.conversation.pair_hi = row.Get<UserId>(5);
    out.conversation.change_seq = row.Int(6);
    return out;
  };
  return txn.All(kDoomed, read, tenant, IntList{ids});
}

std::vector<Doomed> FindDoomed(Txn& txn, TenantId tenant, ConversationId conversation,
                               std::span<const std::int64_t> seqs) {
  auto read = [](const store::Row& row) { return Doomed{row.Get<MessageId>(0), row.Int(1), {}}; };
  return txn.All(kDoomedAt, read, tenant, conversation, IntList{seqs});
}

void Erase(Txn& txn, TenantId tenant, ConversationId conversation,
           std::span<const std::int64_t> seqs) {
  const IntList list{seqs};
  txn.ExecSoon(kErase, txn.now_ms(), tenant, conversation, list);
  txn.ExecSoon(kDeleteEdits, tenant, conversation, list);
  txn.ExecSoon(kDeleteMentions, tenant, conversation, list);
  txn.ExecSoon(kDeleteReactions, tenant, conversation, list);
}

}  // namespace koine::message
