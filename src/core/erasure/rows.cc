#include "core/erasure/rows.h"

#include <iterator>

namespace koine::erasure {

namespace {

using store::Row;
using store::Sql;
using store::Txn;

const Sql kSeatNames{
    "select distinct nickname from member where tenant_id = ? and user_id = ? "
    "and nickname is not null and nickname <> ''"};

// What goes with one person as with all of a tenant: tables with whose each row is.
#define KOINE_THEIRS(of)                                                                      \
  of("ding_desk", "user_id"), of("todo", "user_id"), of("task", "creator_id"),                \
      of("workbench", "user_id"), of("application_use", "user_id"), of("ai_talk", "user_id"), \
      of("external_contact", "owner_id"), of("external_group", "owner_id"),                   \
      of("external_book", "user_id"), of("drive_share", "owner_id"),                          \
      of("drive_folder", "owner_id"), of("drive", "user_id")
#define KOINE_OF_ONE(table, owner)                                \
  Sql {                                                           \
    "delete from " table " where tenant_id = ? and " owner " = ?" \
  }

// The index of names forgets them at once (identity/name_index.h).
#define KOINE_NOTE_NAMES(whose)                                                                  \
  "insert into name_change (user_id, tenant_id, changes, queued_at) select id, tenant_id, 1, 0 " \
  "from users where " whose                                                                      \
  " on conflict (user_id) do update set changes = name_change.changes + 1, queued_at = 0"

const Sql kOwn[] = {
    Sql{"update member set nickname = null, avatar = null, ex = null, draft = null, "
        "remark = null, openim = null where tenant_id = ? and user_id = ?"},
    Sql{"delete from device where tenant_id = ? and user_id = ?"},
    Sql{"update login set device = '', address = '' where tenant_id = ? and user_id = ?"},
    Sql{"update audit_log set address = '' where tenant_id = ? and actor_id = ?"},
    Sql{KOINE_NOTE_NAMES("tenant_id = ? and id = ?")},
    Sql{"update users set ex = null, extend = null, ban_reason = null, search_text = '' "
        "where tenant_id = ? and id = ?"},
    Sql{"delete from message_mark where tenant_id = ? and user_id = ?"},
    Sql{"delete from upload_part where tenant_id = ? and upload_id in "
        "(select u.id from upload u where u.user_id = ?)"},
    Sql{"delete from upload where tenant_id = ? and user_id = ?"},
    Sql{"delete from group_file where tenant_id = ? and uploader_id = ?"},
    // Groups that ended with them.
    Sql{"update conversation set name = null, avatar = null, description = null, notice = null, "
        "extend = null, ex = null, top = null where tenant_id = ? and creator_id = ? and "
        "status <> 0"},
    Sql{"delete from sign_in_network where tenant_id = ? and user_id = ?"},
    Sql{"delete from user_setting where tenant_id = ? and user_id = ?"},
    Sql{"delete from notification where tenant_id = ? and receiver_id = ?"},
    Sql{"delete from notification where tenant_id = ? and sender_id = ?"},
    // What others were told of requests has the name in a sentence.
    Sql{"delete from notification where tenant_id = ? and related_type = 'CONTACT_REQUEST' and "
        "related_id in (select id from contact_request where from_id = ?)"},
    Sql{"delete from notification where tenant_id = ? and related_type = 'CONTACT_REQUEST' and "
        "related_id in (select id from contact_request where to_id = ?)"},
    Sql{"delete from notification where tenant_id = ? and related_type = 'JOIN_REQUEST' and "
        "related_id in (select id from join_request where user_id = ?)"},
    Sql{"delete from notification where tenant_id = ? and related_type = 'SCHEDULE' and "
        "related_id in "
        "(select e.id from users u join schedule e on e.tenant_id = u.tenant_id and "
        "e.owner_id = u.id where u.id = ?)"},
    Sql{"delete from schedule_seat where {+}tenant_id = ? and event_id in "
        "(select e.id from users u join schedule e on e.tenant_id = u.tenant_id and "
        "e.owner_id = u.id where u.id = ?)"},
    Sql{"delete from schedule where tenant_id = ? and owner_id = ?"},
    Sql{"delete from schedule_seat where tenant_id = ? and user_id = ?"},
    Sql{"delete from notification where tenant_id = ? and related_type = 'ATTENDANCE' and "
        "related_id in (select a.id from attendance a where a.user_id = ?)"},
    Sql{"delete from attendance where tenant_id = ? and user_id = ?"},
    // Locked, so that nobody reads one between the two that follow.
    Sql{"update ding set updated_at = updated_at where tenant_id = ? and sender_id = ?"},
    Sql{"insert into ding_desk (user_id, tenant_id, unread) select r.user_id, r.tenant_id, "
        "-count(*) from ding d join ding_receipt r on r.ding_id = d.id "
        "where d.tenant_id = ? and d.sender_id = ? and r.sent_at > 0 and r.read_at = 0 "
        "group by r.user_id, r.tenant_id order by r.user_id on conflict (user_id) do update "
        "set unread = ding_desk.unread + excluded.unread"},
    Sql{"delete from ding_receipt where tenant_id = ? and ding_id in "
        "(select d.id from ding d where d.tenant_id = ding_receipt.tenant_id and d.sender_id = ?)"},
    Sql{"delete from ding where tenant_id = ? and sender_id = ?"},
    Sql{"delete from ding_receipt where tenant_id = ? and user_id = ?"},
    KOINE_THEIRS(KOINE_OF_ONE),
    Sql{"delete from work_report_like where {+}tenant_id = ? and report_id in "
        "(select r.id from users u join work_report r on r.tenant_id = u.tenant_id and "
        "r.author_id = u.id where u.id = ?)"},
    Sql{"delete from work_report_comment where {+}tenant_id = ? and report_id in "
        "(select r.id from users u join work_report r on r.tenant_id = u.tenant_id and "
        "r.author_id = u.id where u.id = ?)"},
    Sql{"delete from notification where tenant_id = ? and related_type = 'WORK_REPORT' and "
        "related_id in (select r.id from users u join work_report r on r.tenant_id = u.tenant_id "
        "and r.author_id = u.id where u.id = ?)"},
    Sql{"delete from work_report where tenant_id = ? and author_id = ?"},
    Sql{"update work_report set likes = likes - 1 where {+}tenant_id = ? and id in "
        "(select l.report_id from work_report_like l where l.user_id = ?)"},
    // Marked, so that what stays can be counted.
    Sql{"update work_report_comment set parent_id = -1 where {+}tenant_id = ? and user_id = ?"},
    Sql{"update work_report set comments = (select count(*) from work_report_comment c "
        "where c.report_id = work_report.id and c.parent_id >= 0) where {+}tenant_id = ? and "
        "id in (select m.report_id from work_report_comment m where m.user_id = ?)"},
    Sql{"delete from work_report_comment where {+}tenant_id = ? and user_id = ?"},
    Sql{"delete from work_report_like where {+}tenant_id = ? and user_id = ?"},
    Sql{"delete from client_log where tenant_id = ? and user_id = ?"},
    Sql{"delete from block where tenant_id = ? and owner_id = ?"},
    Sql{"delete from contact_request where tenant_id = ? and from_id = ?"},
    Sql{"delete from contact_request where tenant_id = ? and to_id = ?"},
    Sql{"update join_request set message = null, ex = null where tenant_id = ? and user_id = ?"},
};

const Sql kReplaceHandle{"update users set handle = ? where tenant_id = ? and id = ?"};
// What goes before the end of an erasing, unless it is to be done much later: the same jobs empty
// bins of the living.
constexpr std::int64_t kSoonMs = 120'000;
#define KOINE_WORK                                                                            \
  "'erasure.person', 'erasure.conversation', 'account.farewell', 'app.tenant', 'app.files', " \
  "'document.remove', 'mail.remove'"
// proof: what the server has to do, of all tenants
const Sql kJobs{"select kind, key, dead from job where due_at < ? and kind in (" KOINE_WORK
                ", 'erasure.finish') order by id limit 1000"};
// proof: as above
const Sql kWork{"select 1 from job where dead = 0 and due_at < ? and kind in (" KOINE_WORK
                ") limit 1"};

const Sql kUsers{"select id from users where tenant_id = ? order by id limit ?"};
#define KOINE_OF_USERS(text) \
  Sql {                      \
    text " {in ?}"           \
  }
#define KOINE_OF_MANY(table, owner) \
  KOINE_OF_USERS("delete from " table " where tenant_id = ? and " owner)
const Sql kOfUsers[] = {
    KOINE_OF_USERS("delete from password where tenant_id = ? and user_id"),
    KOINE_OF_USERS("delete from member where tenant_id = ? and user_id"),
    KOINE_OF_USERS("delete from department_member where tenant_id = ? and user_id"),
    KOINE_OF_USERS("delete from contact where tenant_id = ? and owner_id"),
    KOINE_OF_USERS("delete from block where tenant_id = ? and owner_id"),
    KOINE_OF_USERS("delete from contact_request where tenant_id = ? and from_id"),
    KOINE_OF_USERS("delete from schedule_seat where tenant_id = ? and user_id"),
    KOINE_OF_USERS("delete from schedule where tenant_id = ? and owner_id"),
    KOINE_OF_USERS("delete from attendance where tenant_id = ? and user_id"),
    KOINE_OF_USERS("delete from ding_receipt where tenant_id = ? and user_id"),
    KOINE_OF_USERS("delete from ding where tenant_id = ? and sender_id"),
    KOINE_OF_USERS("delete from approval_desk where tenant_id = ? and user_id"),
    KOINE_THEIRS(KOINE_OF_MANY),
    KOINE_OF_USERS("delete from work_report_like where {+}tenant_id = ? and user_id"),
    KOINE_OF_USERS("delete from work_report_comment where {+}tenant_id = ? and user_id"),
    KOINE_OF_USERS("delete from work_report where tenant_id = ? and author_id"),
    KOINE_OF_USERS("delete from device where tenant_id = ? and user_id"),
    KOINE_OF_USERS("delete from notification where tenant_id = ? and receiver_id"),
    KOINE_OF_USERS("delete from user_setting where tenant_id = ? and user_id"),
    Sql{KOINE_NOTE_NAMES("{+}tenant_id = ? and id {in ?}")},
    KOINE_OF_USERS("delete from users where tenant_id = ? and id"),
};
#define KOINE_GROUPS                                                                    \
  "select id from conversation where tenant_id = ? and (name is not null or avatar is " \
  "not null or description is not null or notice is not null or extend is not null "    \
  "or ex is not null or top is not null or handle is not null or settings is not null " \
  "or ban_reason is not null or invite is not null) limit ?"
const Sql kClearGroups{
    "update conversation set name = null, avatar = null, description = null, notice = null, "
    "extend = null, ex = null, top = null, handle = null, settings = null, ban_reason = null, "
    "invite = null where tenant_id = ? and id in (" KOINE_GROUPS ")"};
#define KOINE_ALL_OF(table)                        \
  Sql {                                            \
    "delete from " table " where {+}tenant_id = ?" \
  }
// What is left then: messages and conversations, without words.
const Sql kAllOf[] = {
    KOINE_ALL_OF("event"),
    KOINE_ALL_OF("change"),
    KOINE_ALL_OF("outcome"),
    KOINE_ALL_OF("version_log"),
    KOINE_ALL_OF("version_head"),
    KOINE_ALL_OF("own_stream"),
    KOINE_ALL_OF("message_mark"),
    KOINE_ALL_OF("read_mark"),
    KOINE_ALL_OF("announcement"),
    KOINE_ALL_OF("join_request"),
    KOINE_ALL_OF("join_ban"),
    KOINE_ALL_OF("room_silence"),
    KOINE_ALL_OF("contact_request"),
    KOINE_ALL_OF("group_file"),
    KOINE_ALL_OF("login"),
    KOINE_ALL_OF("login_form"),
    KOINE_ALL_OF("sign_in_network"),
    KOINE_ALL_OF("client_log"),
    KOINE_ALL_OF("notification"),
    KOINE_ALL_OF("upload_part"),
    KOINE_ALL_OF("upload"),
    KOINE_ALL_OF("call"),
    KOINE_ALL_OF("call_party"),
    KOINE_ALL_OF("complaint"),
    KOINE_ALL_OF("word"),
    KOINE_ALL_OF("notice"),
    KOINE_ALL_OF("notice_receiver"),
    KOINE_ALL_OF("notice_task"),
    KOINE_ALL_OF("entry_code"),
    KOINE_ALL_OF("webhook"),
    KOINE_ALL_OF("webhook_delivery"),
    KOINE_ALL_OF("webhook_online"),
    KOINE_ALL_OF("application"),
    KOINE_ALL_OF("application_scope"),
    KOINE_ALL_OF("department"),
    KOINE_ALL_OF("department_above"),
    KOINE_ALL_OF("department_deputy"),
    KOINE_ALL_OF("approval"),
    KOINE_ALL_OF("approval_hand"),
    KOINE_ALL_OF("approval_record"),
    KOINE_ALL_OF("approval_step"),
    KOINE_ALL_OF("approval_template"),
    KOINE_ALL_OF("meeting_room"),
    KOINE_ALL_OF("meeting_booking"),
    KOINE_ALL_OF("meeting_attendee"),
    KOINE_ALL_OF("mail"),
    KOINE_ALL_OF("mail_box"),
    KOINE_ALL_OF("mail_file"),
    KOINE_ALL_OF("mail_outside"),
    KOINE_ALL_OF("mail_recipient"),
    KOINE_ALL_OF("mail_text"),
};

struct Table {
  Sql end;
  Sql naming;
  Sql set;
};

// The rows of tables with texts, by their numbers, of all tenants up to the tenant's own.
#define KOINE_NAMING(table, id, text, more)                                           \
  "select " id ", " text " from " table " where tenant_id = ? and " id " > ? and " id \
  " <= ? " more "and ({instr}(" text ", ?) > 0 or {instr}(" text ", '\"related_type\"') > 0)"
#define KOINE_TABLE(table, id, text, more)                                                        \
  {                                                                                               \
    Sql{"select max(s.id) from (select " id " as id from " table " where " id " > ? order by " id \
        " limit ?) s"},                                                                           \
        Sql{KOINE_NAMING(table, id, text, more)}, Sql {                                           \
      "update " table " set " text " = ? where tenant_id = ? and " id " = ?"                      \
    }                                                                                             \
  }

// proof: the job of a person whose account ended; only a number is of all tenants
const Table kTables[] = {
    KOINE_TABLE("event", "position", "payload", ""),
    KOINE_TABLE("message", "id", "body", "and kind = 20 "),
    KOINE_TABLE("change", "position", "data", "and data is not null "),
    KOINE_TABLE("webhook_delivery", "id", "body", ""),
    KOINE_TABLE("notification", "id", "content", ""),
};
static_assert(std::size(kTables) == kTextTables);

}  // namespace

std::vector<std::string> ListSeatNames(Txn& txn, TenantId tenant, UserId user) {
  return txn.All(
      kSeatNames, [](const Row& row) { return row.String(0); }, tenant, user);
}

void ClearOwn(Txn& txn, TenantId tenant, UserId user) {
  for (const Sql& sql : kOwn) txn.Exec(sql, tenant, user);
}

int DeleteUsers(Txn& txn, TenantId tenant, int limit) {
  const std::vector<std::int64_t> users = txn.All(
      kUsers, [](const Row& row) { return row.Int(0); }, tenant, limit);
  if (users.empty()) return 0;
  for (const Sql& sql : kOfUsers) txn.Exec(sql, tenant, store::IntList{users});
  return static_cast<int>(users.size());
}

int ClearGroups(Txn& txn, TenantId tenant, int limit) {
  return static_cast<int>(txn.Exec(kClearGroups, tenant, tenant, limit));
}

void ClearTenant(Txn& txn, int table, TenantId tenant) {
  txn.Exec(kAllOf[table], tenant);
}
const int kTenantTables = static_cast<int>(std::size(kAllOf));

std::optional<std::int64_t> EndOfSlice(Txn& txn, int table, std::int64_t after, std::int64_t rows) {
  auto read = [](const Row& row) {
    return row.Null(0) ? std::nullopt : std::optional<std::int64_t>(row.Int(0));
  };
  return txn.First(kTables[table].end, read, after, rows).value_or(std::nullopt);
}

void ReplaceHandle(Txn& txn, TenantId tenant, UserId user) {
  txn.Exec(kReplaceHandle, "gone." + std::to_string(user.value), tenant, user);
}

bool HasWork(Txn& txn) {
  return txn.Each(
             kWork, [](const Row&) {}, txn.now_ms() + kSoonMs) > 0;
}

std::vector<std::string> ListJobs(Txn& txn) {
  auto read = [](const Row& row) {
    return row.String(0) + " " + row.String(1) + (row.Int(2) != 0 ? " given up" : "");
  };
  return txn.All(kJobs, read, txn.now_ms() + kSoonMs);
}

std::vector<Stored> ListNaming(Txn& txn, int table, TenantId tenant, UserId user,
                               std::int64_t after, std::int64_t to) {
  auto read = [](const Row& row) { return Stored{row.Int(0), row.String(1)}; };
  return txn.All(kTables[table].naming, read, tenant, after, to, std::to_string(user.value));
}

void SetText(Txn& txn, int table, TenantId tenant, std::int64_t id, std::string_view text) {
  txn.Exec(kTables[table].set, text, tenant, id);
}

}  // namespace koine::erasure
