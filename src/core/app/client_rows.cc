#include "core/app/client_rows.h"

namespace koine::app {

namespace {

using store::IntList;
using store::Row;
using store::Sql;

const Sql kExtend{"select extend from users where tenant_id = ? and id = ?"};
const Sql kPutExtend{"update users set extend = ? where tenant_id = ? and id = ?"};
// Dialect 3 is App IM.
const Sql kLoggedIn{
    "select u.id from users u where u.tenant_id = ? and u.id > ? and exists (select 1 from login l "
    "where l.user_id = u.id and l.dialect = 3 and l.tenant_id = u.tenant_id and l.state = 1) "
    "order by u.id limit ?"};

const Sql kSeen{
    "select count(*) from users where tenant_id = ? and (last_online_at >= ? or id {in ?})"};

}  // namespace

std::int64_t CountSeenOf(store::Txn& txn, TenantId tenant, std::int64_t since_ms,
                         std::span<const std::int64_t> online) {
  auto read = [](const Row& row) { return row.Int(0); };
  return txn.First(kSeen, read, tenant, since_ms, IntList{online}).value_or(0);
}

std::string FindExtend(store::Txn& txn, TenantId tenant, UserId user) {
  return txn
      .First(
          kExtend, [](const Row& row) { return row.String(0); }, tenant, user)
      .value_or("");
}

void PutExtend(store::Txn& txn, TenantId tenant, UserId user, std::string_view extend) {
  txn.ExecSoon(kPutExtend, extend, tenant, user);
}

std::vector<UserId> FindLoggedIn(store::Txn& txn, TenantId tenant, UserId after, int limit) {
  auto read = [](const Row& row) { return row.Get<UserId>(0); };
  return txn.All(kLoggedIn, read, tenant, after, limit);
}

}  // namespace koine::app
