#include "core/takeout/rows.h"

namespace koine::takeout {

namespace {

using store::Row;
using store::Sql;
using store::Txn;

// Each takes tenant, user, the place after which it goes on (twice the first number, then the
// second) and a limit.
#define KOINE_BEHIND(a, b) "and " a " >= ? and (" a " > ? or " b " > ?) order by 1, 2 limit ?"
#define KOINE_OWN(columns, table, owner, id)                                      \
  Sql {                                                                           \
    "select " id ", 0, " columns " from " table " where tenant_id = ? and " owner \
    " = ? "                                                                       \
    "and " id " >= ? and (" id " > ? or 0 > ?) order by 1, 2 limit ?"             \
  }

// Who is not there any more has the end of what they may read in their seat.
#define KOINE_SEATED "(s.state = 1 or s.max_seq > 0) "

const Sql kStatements[] = {
    KOINE_OWN("id, username, nickname, email, mobile, gender, signature, department, position, "
              "avatar, created_at, last_online_at",
              "users", "id", "id"),
    Sql{"select c.id, 0, c.id, c.kind, c.name, c.description, s.nickname, s.remark, s.draft, "
        "s.joined_at, s.pinned_at, (case when s.state = 1 then null else s.left_at end) from "
        "member s join conversation c on c.id = s.conversation_id "
        "where s.tenant_id = ? and s.user_id = ? and " KOINE_SEATED
        "and c.status = 0 " KOINE_BEHIND("c.id", "0")},
    // As far as their seat reads, in what they left until then, without what was taken back,
    // deleted or hidden by them; hidden is kind 1 of message_mark.
    Sql{"select m.conversation_id, m.seq, m.id, m.conversation_id, m.seq, m.sender_id, u.nickname, "
        "m.kind, m.body, m.reply_seq, m.sent_at, m.edited_at from member s {cross join} "
        "conversation c on c.id = s.conversation_id {cross join} message m on "
        "m.conversation_id = s.conversation_id left join users u on u.id = m.sender_id "
        "where s.tenant_id = ? and s.user_id = ? and " KOINE_SEATED "and c.status = 0 and "
        "s.conversation_id >= ? and m.seq > (case when s.conversation_id > ? then 0 else ? end) "
        "and m.seq >= s.min_seq and m.seq >= c.min_seq and (s.max_seq = 0 or m.seq <= s.max_seq) "
        "and m.deleted_at = 0 and m.recalled_at = 0 and not exists (select 1 from message_mark h "
        "where h.user_id = s.user_id and h.kind = 1 and h.conversation_id = m.conversation_id and "
        "h.seq = m.seq) order by s.conversation_id, m.seq limit ?"},
    Sql{"select c.peer_id, 0, c.peer_id, p.nickname, c.remark, c.group_name, c.created_at from "
        "contact c join users p on p.id = c.peer_id where c.tenant_id = ? "
        "and c.owner_id = ? " KOINE_BEHIND("c.peer_id", "0")},
    KOINE_OWN("id, name, mime, size, sha256, conversation_id, created_at", "file",
              "deleted_at = 0 and owner_id", "id"),
    KOINE_OWN("id, terminal, device, address, issued_at, seen_at, expires_at", "login", "user_id",
              "id"),
    Sql{"select k.conversation_id, k.seq, k.conversation_id, k.seq, k.value, k.tags, k.created_at "
        "from message_mark k where k.tenant_id = ? and k.user_id = ? and k.kind <> 1 " KOINE_BEHIND(
            "k.conversation_id", "k.seq")},
    Sql{"select d.id, 0, d.id, d.title, t.content, d.created_at, d.changed_at from document d "
        "join document_text t on t.document_id = d.id where d.tenant_id = ? "
        "and d.owner_id = ? " KOINE_BEHIND("d.id", "0")},
    // In one of their mailboxes: of a letter to themselves both.
    Sql{"select b.mail_id, b.sent, b.mail_id, m.sender_id, m.from_name, m.from_address, m.subject, "
        "t.html, b.folder, m.sent_at from mail_box b join mail m on m.id = b.mail_id join "
        "mail_text t on t.mail_id = m.id where b.tenant_id = ? and b.owner_id = ? " KOINE_BEHIND(
            "b.mail_id", "b.sent")},
    // Which they gave, or are to do.
    Sql{"select t.id, 0, t.id, t.creator_id, t.assignee_id, t.title, t.description, t.tags, "
        "t.start_day, t.due_day, t.created_at from users u join task t on t.tenant_id = "
        "u.tenant_id and (t.creator_id = u.id or t.assignee_id = u.id) where u.tenant_id = ? and "
        "u.id = ? " KOINE_BEHIND("t.id", "0")},
    KOINE_OWN("id, title, description, due_day, created_at", "todo", "user_id", "id"),
    KOINE_OWN("id, title, description, location, category, start_at, end_at, rule, created_at",
              "schedule", "owner_id", "id"),
    KOINE_OWN("id, day, content, completion, plan, issues, created_at", "work_report", "author_id",
              "id"),
    KOINE_OWN("id, day, type, in_at, out_at, in_place, out_place, supplement", "attendance",
              "user_id", "id"),
    KOINE_OWN("id, title, template_name, state, form, remark, created_at, finished_at", "approval",
              "applicant_id", "id"),
    KOINE_OWN("id, content, sent_at, created_at", "ding", "sender_id", "id"),
    KOINE_OWN("id, name, company, position, mobile, email, wechat, address, remark, tags",
              "external_contact", "owner_id", "id"),
    KOINE_OWN("id, name, mime, bytes, created_at", "drive_file", "owner_id", "id"),
    KOINE_OWN("id, title, agenda, remark, starts_at, ends_at, created_at", "meeting_booking",
              "user_id", "id"),
    KOINE_OWN("id, sn, amount, fee, state, remark, created_at", "payment_order", "user_id", "id"),
};

const Sql kContents{
    "select id, name, sha256 from file where tenant_id = ? and owner_id = ? and deleted_at = 0 and "
    "id > ? order by id limit ?"};

}  // namespace

void EachRecord(Txn& txn, TenantId tenant, UserId user, std::size_t section, Place after, int limit,
                const std::function<void(const Row&)>& read) {
  txn.Each(kStatements[section], read, tenant, user, after.a, after.a, after.b, limit);
}

std::vector<Content> ListContents(Txn& txn, TenantId tenant, UserId user, std::int64_t after_id) {
  auto read = [](const Row& row) { return Content{row.Int(0), row.String(1), row.String(2)}; };
  return txn.All(kContents, read, tenant, user, after_id, kPageRecords);
}

}  // namespace koine::takeout
