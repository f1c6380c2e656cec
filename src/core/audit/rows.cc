#include "core/audit/audit.h"

namespace koine::audit {

namespace {

using store::Sql;

constexpr store::IdSequence kIds{"audit_log", 1};

const Sql kInsert{
    "insert into audit_log (id, tenant_id, actor_id, action, target, result, address, at) "
    "values (?, ?, ?, ?, ?, ?, ?, ?)"};
const Sql kNewest{
    "select actor_id, action, target, result, address, at from audit_log where tenant_id = ? "
    "order by at desc, id desc limit ?"};

}  // namespace

void Record(store::Txn& txn, const access::Principal& who, std::string_view action,
            std::string_view target, std::string_view result, std::string_view address) {
  txn.Exec(kInsert, txn.NextId(kIds), who.tenant, who.user, action, target, result, address,
           txn.now_ms());
}

std::vector<Entry> ListNewest(store::Txn& txn, TenantId tenant, int limit) {
  auto read = [](const store::Row& row) {
    return Entry{row.Get<UserId>(0), row.String(1), row.String(2),
                 row.String(3),      row.String(4), row.Int(5)};
  };
  return txn.All(kNewest, read, tenant, limit);
}

}  // namespace koine::audit
