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

const Sql kOwn[] = {
    Sql{"update member set nickname = null, avatar = null, ex = null, draft = null, "
        "remark = null where tenant_id = ? and user_id = ?"},
    Sql{"delete from device where tenant_id = ? and user_id = ?"},
    Sql{"update login set device = '' where tenant_id = ? and user_id = ?"},
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
    Sql{"delete from ding_receipt where tenant_id = ? and ding_id in "
        "(select d.id from ding d where d.tenant_id = ding_receipt.tenant_id and d.sender_id = ?)"},
    Sql{"delete from ding where tenant_id = ? and sender_id = ?"},
    Sql{"delete from ding_receipt where tenant_id = ? and user_id = ?"},
    Sql{"delete from todo where tenant_id = ? and user_id = ?"},
    Sql{"delete from task where tenant_id = ? and creator_id = ?"},
    Sql{"delete from workbench where tenant_id = ? and user_id = ?"},
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

const Sql kUsers{"select id from users where tenant_id = ? order by id limit ?"};
#define KOINE_OF_USERS(text) \
  Sql {                      \
    text " {in ?}"           \
  }
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
    KOINE_OF_USERS("delete from todo where tenant_id = ? and user_id"),
    KOINE_OF_USERS("delete from task where tenant_id = ? and creator_id"),
    KOINE_OF_USERS("delete from workbench where tenant_id = ? and user_id"),
    KOINE_OF_USERS("delete from work_report_like where {+}tenant_id = ? and user_id"),
    KOINE_OF_USERS("delete from work_report_comment where {+}tenant_id = ? and user_id"),
    KOINE_OF_USERS("delete from work_report where tenant_id = ? and author_id"),
    KOINE_OF_USERS("delete from device where tenant_id = ? and user_id"),
    KOINE_OF_USERS("delete from notification where tenant_id = ? and receiver_id"),
    KOINE_OF_USERS("delete from user_setting where tenant_id = ? and user_id"),
    KOINE_OF_USERS("delete from users where tenant_id = ? and id"),
};
#define KOINE_GROUPS                                                                    \
  "select id from conversation where tenant_id = ? and (name is not null or avatar is " \
  "not null or description is not null or notice is not null or extend is not null "    \
  "or ex is not null or top is not null) limit ?"
const Sql kClearGroups{
    "update conversation set name = null, avatar = null, description = null, notice = null, "
    "extend = null, ex = null, top = null where tenant_id = ? and id in (" KOINE_GROUPS ")"};

struct Table {
  Sql last;
  Sql naming;
  Sql set;
};

// The rows of tables with texts, by their numbers, of all tenants up to the tenant's own.
#define KOINE_NAMING(table, id, text, more)                                           \
  "select " id ", " text " from " table " where tenant_id = ? and " id " > ? and " id \
  " <= ? " more "and ({instr}(" text ", ?) > 0 or {instr}(" text ", '\"related_type\"') > 0)"
#define KOINE_TABLE(table, id, text, more)                                                        \
  {                                                                                               \
    Sql{"select coalesce(max(" id "), 0) from " table}, Sql{KOINE_NAMING(table, id, text, more)}, \
        Sql {                                                                                     \
      "update " table " set " text " = ? where tenant_id = ? and " id " = ?"                      \
    }                                                                                             \
  }

// proof: the job of a person whose account ended; only the greatest number is of all tenants
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

std::int64_t LastOf(Txn& txn, int table) {
  auto read = [](const Row& row) { return row.Int(0); };
  return txn.First(kTables[table].last, read).value_or(0);
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
