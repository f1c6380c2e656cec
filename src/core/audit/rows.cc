#include "base/require.h"
#include "core/audit/audit.h"

#include "base/text.h"
#include "core/access/behalf.h"

namespace koine::audit {

namespace {

using store::Sql;

constexpr store::IdSequence kIds{"audit_log", 1};

const Sql kInsert{
    "insert into audit_log (id, tenant_id, actor_id, action, target, result, address, at, "
    "detail) values (?, ?, ?, ?, ?, ?, ?, ?, ?)"};
#define KOINE_ENTRY \
  "select id, actor_id, action, target, result, address, at, detail from audit_log "
// 0 and '' stand for any.
#define KOINE_ENTRY_FILTER                                                          \
  "where tenant_id = ? and (? = 0 or actor_id = ?) and (? = '' or action = ?) and " \
  "(? = '' or result = ?) and at between ? and ? "
const Sql kNewest{KOINE_ENTRY "where tenant_id = ? order by at desc, id desc limit ?"};
const Sql kList{KOINE_ENTRY KOINE_ENTRY_FILTER "order by at desc, id desc limit ? offset ?"};
const Sql kCount{"select count(*) from audit_log " KOINE_ENTRY_FILTER};
const Sql kFind{KOINE_ENTRY "where tenant_id = ? and id = ?"};
const Sql kByAction{
    "select action, sum(case when result = 'ok' then 1 else 0 end), "
    "sum(case when result = 'ok' then 0 else 1 end) from audit_log " KOINE_ENTRY_FILTER
    "group by action order by count(*) desc, action limit ?"};

Entry Read(const store::Row& row) {
  return Entry{row.Int(0),    row.Get<UserId>(1), row.String(2), row.String(3),
               row.String(4), row.String(5),      row.Int(6),    row.String(7)};
}

}  // namespace

void Record(store::Txn& txn, const access::Principal& who, std::string_view action,
            std::string_view target, std::string_view result, std::string_view address) {
  KOINE_REQUIRE(txn.writable());
  Note(txn, access::From(who, std::string(address)), action, target, {}, result);
}

void Note(store::Txn& txn, const access::Principal& who, std::string_view action,
          std::string_view target, std::string_view detail, std::string_view result) {
  KOINE_REQUIRE(txn.writable());
  // In one line.
  std::string line(text::Prefix(detail, kDetailChars));
  for (char& c : line) {
    if (static_cast<unsigned char>(c) < ' ') c = ' ';
  }
  txn.ExecSoon(kInsert, txn.NextId(kIds), who.tenant, who.user, action, target, result,
               who.address(), txn.now_ms(), line);
}

std::string UserTarget(UserId user) {
  return "user " + std::to_string(user.value);
}

bool ByOperator(const Entry& entry) {
  return !entry.actor && !entry.address.empty() &&
         entry.address.find_first_of(".:") == std::string::npos;
}

std::vector<Entry> ListNewest(store::Txn& txn, TenantId tenant, int limit) {
  return txn.All(kNewest, Read, tenant, limit);
}

std::vector<Entry> List(store::Txn& txn, TenantId tenant, const Filter& f, std::int64_t limit,
                        std::int64_t offset) {
  const UserId actor = f.actor.value_or(UserId());
  return txn.All(kList, Read, tenant, actor, actor, f.action, f.action, f.result, f.result,
                 f.from_ms, f.to_ms, limit, offset);
}

std::int64_t Count(store::Txn& txn, TenantId tenant, const Filter& f) {
  const UserId actor = f.actor.value_or(UserId());
  auto number = [](const store::Row& row) { return row.Int(0); };
  return txn
      .First(kCount, number, tenant, actor, actor, f.action, f.action, f.result, f.result,
             f.from_ms, f.to_ms)
      .value_or(0);
}

std::optional<Entry> Find(store::Txn& txn, TenantId tenant, std::int64_t id) {
  return txn.First(kFind, Read, tenant, id);
}

std::vector<ActionCount> CountByAction(store::Txn& txn, TenantId tenant, const Filter& f,
                                       int limit) {
  const UserId actor = f.actor.value_or(UserId());
  auto read = [](const store::Row& row) {
    return ActionCount{row.String(0), row.Int(1), row.Int(2)};
  };
  return txn.All(kByAction, read, tenant, actor, actor, f.action, f.action, f.result, f.result,
                 f.from_ms, f.to_ms, limit);
}

}  // namespace koine::audit
