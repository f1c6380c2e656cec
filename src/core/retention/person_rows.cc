#include "core/retention/person_rows.h"

#include <iterator>

namespace koine::retention {

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
    Sql{"delete from client_log where tenant_id = ? and user_id = ?"},
    Sql{"delete from block where tenant_id = ? and owner_id = ?"},
    Sql{"delete from contact_request where tenant_id = ? and from_id = ?"},
    Sql{"delete from contact_request where tenant_id = ? and to_id = ?"},
    Sql{"update join_request set message = null, ex = null where tenant_id = ? and user_id = ?"},
};

struct Table {
  Sql last;
  Sql naming;
  Sql set;
};

// The rows of tables with texts, by their numbers, of all tenants up to the tenant's own.
#define KOINE_NAMING(table, id, text, more, has)                                               \
  "select " id ", " text " from " table " where tenant_id = ? and " id " > ? and " id " <= ? " \
  more "and " has "(" text ", ?) > 0"
#define KOINE_TABLE(table, id, text, more)                                     \
  {                                                                            \
    Sql{"select coalesce(max(" id "), 0) from " table},                        \
        Sql{KOINE_NAMING(table, id, text, more, "instr"),                      \
            KOINE_NAMING(table, id, text, more, "strpos")},                    \
        Sql{"update " table " set " text " = ? where tenant_id = ? and " id " = ?"} \
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
  return txn.All(kSeatNames, [](const Row& row) { return row.String(0); }, tenant, user);
}

void ClearOwn(Txn& txn, TenantId tenant, UserId user) {
  for (const Sql& sql : kOwn) txn.Exec(sql, tenant, user);
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

}  // namespace koine::retention
