#include "core/erasure/said_rows.h"

#include <iterator>
#include <optional>

#include "base/json.h"

namespace koine::erasure {

namespace {

using store::IntList;
using store::Row;
using store::Sql;
using store::Txn;

// Nothing of this is left by kErase: who goes on while there are some comes to an end.
#define KOINE_HOLDING "(body <> '' or raw is not null or client_id is not null)"
const Sql kSaid{
    "select id from message where tenant_id = ? and id > ? and id <= ? and sender_id = ? "
    "and " KOINE_HOLDING};
const Sql kAllSaid{
    "select id from message where tenant_id = ? and id > ? and id <= ? and " KOINE_HOLDING};
const Sql kHolding{
    "select id from message where tenant_id = ? and conversation_id = ? and seq <= ? "
    "and " KOINE_HOLDING " order by seq limit ?"};
// kForwardsMax bounds how far the chain is followed.
const Sql kForwards{
    "with recursive up(id, source, depth) as ("
    "select id, forwarded_from, 1 from message where tenant_id = ? and id > ? and id <= ? and "
    "forwarded_from <> 0 and deleted_at = 0 "
    "union all select u.id, m.forwarded_from, u.depth + 1 from up u join message m on "
    "m.id = u.source where m.forwarded_from <> 0 and u.depth < ?) "
    "select distinct u.id from up u join message o on o.id = u.source where o.tenant_id = ? and "
    "o.sender_id = ?"};
// Those that were not written yet are not, without the message.
const Sql kForgetKeys{
    "delete from message_key where {+}tenant_id = ? and (sender_id, client_key) in "
    "(select sender_id, client_key from message where id {in ?})"};
const Sql kErase{
    "update message set body = '', raw = null, client_id = null, client_key = null, "
    "deleted_at = (case when deleted_at = 0 then ? else deleted_at end) "
    "where tenant_id = ? and id {in ?}"};
#define KOINE_HANGING(table)                                     \
  Sql {                                                          \
    "delete from " table                                         \
    " where {+}tenant_id = ? and (conversation_id, seq) in "     \
    "(select conversation_id, seq from message where id {in ?})" \
  }
const Sql kHanging[] = {KOINE_HANGING("message_edit"), KOINE_HANGING("mention"),
                        KOINE_HANGING("reaction"), KOINE_HANGING("file_use")};

// Kinds of body::Kind: a card, a merged message, a line of the system.
const Sql kCopies{
    "select id, kind, body from message where tenant_id = ? and id > ? and id <= ? and "
    "kind in (7, 10, 20) and {instr}(body, ?) > 0"};
const Sql kSetCopy{"update message set body = ? where tenant_id = ? and id = ?"};
const Sql kRaws{
    "select id, kind, raw from message where tenant_id = ? and id > ? and id <= ? and "
    "raw is not null and {instr}(raw, ?) > 0"};
const Sql kSetRaw{"update message set raw = ? where tenant_id = ? and id = ?"};

const Sql kSaidElsewhere[] = {
    Sql{"delete from reaction where {+}tenant_id = ? and user_id = ?"},
    Sql{"delete from announcement where {+}tenant_id = ? and sender_id = ?"},
    Sql{"update conversation set notice = null where {+}tenant_id = ? and notice_by = ?"},
    Sql{"update approval set title = '', form = '{}', details = '{}', summary = '', "
        "search_text = '', attachments = '', remark = '' where {+}tenant_id = ? and "
        "applicant_id = ?"},
    Sql{"update approval set last_comment = '' where {+}tenant_id = ? and last_actor_id = ?"},
    Sql{"update approval_record set comment = '' where {+}tenant_id = ? and actor_id = ?"},
    Sql{"update attendance set comment = '' where {+}tenant_id = ? and decider_id = ?"},
    Sql{"update work_report set remark = '' where {+}tenant_id = ? and decider_id = ?"},
    Sql{"update join_request set answer = null where {+}tenant_id = ? and handler_id = ?"},
    Sql{"update document_comment set content = '', selected = '' where {+}tenant_id = ? and "
        "user_id = ?"},
    Sql{"update meeting_booking set title = '', agenda = '', resources = '', refreshments = '', "
        "recording = '', remark = '', reason = '', feedback = '' where {+}tenant_id = ? and "
        "user_id = ?"},
    Sql{"update complaint set reason = '', description = '', images = '', summary = '' "
        "where {+}tenant_id = ? and user_id = ?"},
    Sql{"update mail_text set search = '', plain = '', html = '' where {+}tenant_id = ? and "
        "mail_id in (select m.id from mail m where m.sender_id = ?)"},
    Sql{"update mail_file set name = '' where {+}tenant_id = ? and mail_id in "
        "(select m.id from mail m where m.sender_id = ?)"},
    Sql{"delete from mail_outside where {+}tenant_id = ? and mail_id in "
        "(select m.id from mail m where m.sender_id = ?)"},
    Sql{"update mail set subject = '', preview = '', from_name = '', from_address = '' "
        "where {+}tenant_id = ? and sender_id = ?"},
    Sql{"update red_packet set remark = '' where {+}tenant_id = ? and sender_id = ?"},
    Sql{"update payment_order set remark = '', from_address = '', to_address = '' "
        "where {+}tenant_id = ? and user_id = ?"},
    Sql{"delete from money_request where {+}tenant_id = ? and user_id = ?"},
    Sql{"update call set reason = '' where {+}tenant_id = ? and caller_id = ?"},
    Sql{"update call set reason = '' where {+}tenant_id = ? and callee_id = ?"},
    Sql{"update change set data = null where {+}tenant_id = ? and actor_id = ? and kind = 6"},
};

const Sql kTops{
    "update conversation set top = null where {+}tenant_id = ? and top is not null and id in "
    "(select conversation_id from member where user_id = ?) and {instr}(top, ?) > 0"};
const Sql kEventsOf{"delete from event where tenant_id = ? and at < ? and {instr}(payload, ?) > 0"};
const Sql kEventsFor{"delete from event where tenant_id = ? and at < ? and user_id = ?"};
const Sql kDeliveries{
    "delete from webhook_delivery where tenant_id = ? and created_at < ? and {instr}(body, ?) > 0"};

std::int64_t ReadId(const Row& row) {
  return row.Int(0);
}

Copy ReadCopy(const Row& row) {
  return {row.Int(0), static_cast<body::Kind>(row.Int(1)), row.String(2)};
}

}  // namespace

const int kSaidTables = static_cast<int>(std::size(kSaidElsewhere));

std::vector<std::int64_t> ListSaid(Txn& txn, TenantId tenant, UserId user, Range range) {
  return txn.All(kSaid, ReadId, tenant, range.after, range.to, user);
}

std::vector<std::int64_t> ListAllSaid(Txn& txn, TenantId tenant, Range range) {
  return txn.All(kAllSaid, ReadId, tenant, range.after, range.to);
}

std::vector<std::int64_t> ListHolding(Txn& txn, TenantId tenant, ConversationId conversation,
                                      std::int64_t last_seq, int limit) {
  return txn.All(kHolding, ReadId, tenant, conversation, last_seq, limit);
}

std::vector<std::int64_t> ListForwards(Txn& txn, TenantId tenant, UserId user, Range range) {
  return txn.All(kForwards, ReadId, tenant, range.after, range.to, kForwardsMax, tenant, user);
}

void EraseSaid(Txn& txn, TenantId tenant, const std::vector<std::int64_t>& ids) {
  if (ids.empty()) return;
  for (const Sql& sql : kHanging) txn.ExecSoon(sql, tenant, IntList{ids});
  txn.ExecSoon(kForgetKeys, tenant, IntList{ids});
  txn.ExecSoon(kErase, txn.now_ms(), tenant, IntList{ids});
}

std::vector<Copy> ListCopies(Txn& txn, TenantId tenant, Range range, std::string_view part) {
  return txn.All(kCopies, ReadCopy, tenant, range.after, range.to, part);
}

void SetCopy(Txn& txn, TenantId tenant, std::int64_t id, std::string_view body) {
  txn.ExecSoon(kSetCopy, body, tenant, id);
}

std::vector<Copy> ListRaws(Txn& txn, TenantId tenant, Range range, std::string_view part) {
  return txn.All(kRaws, ReadCopy, tenant, range.after, range.to, part);
}

void SetRaw(Txn& txn, TenantId tenant, std::int64_t id, const std::string& raw) {
  const auto kept = raw.empty() ? std::nullopt : std::optional<std::string_view>(raw);
  txn.ExecSoon(kSetRaw, kept, tenant, id);
}

void ClearSaid(Txn& txn, int table, TenantId tenant, UserId user) {
  txn.Exec(kSaidElsewhere[table], tenant, user);
}

void ClearTops(Txn& txn, TenantId tenant, UserId user) {
  txn.Exec(kTops, tenant, user, "\"by\":" + std::to_string(user.value) + ",");
}

void ClearTold(Txn& txn, TenantId tenant, UserId user, std::string_view handle,
               std::int64_t until_ms) {
  txn.Exec(kEventsOf, tenant, until_ms, "{\"head\":{\"actor\":" + std::to_string(user.value) + ",");
  txn.Exec(kEventsFor, tenant, until_ms, user);
  if (!handle.empty()) {
    txn.Exec(kDeliveries, tenant, until_ms, json::ToText(std::string(handle)));
  }
}

}  // namespace koine::erasure
