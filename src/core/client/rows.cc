#include "core/client/rows.h"

namespace koine::client {

namespace {

using store::Row;
using store::Sql;

const Sql kExtend{"select extend from users where tenant_id = ? and id = ?"};
const Sql kPutExtend{"update users set extend = ? where tenant_id = ? and id = ?"};
// Dialect 3 is App IM.
const Sql kLoggedIn{
    "select u.id from users u where u.tenant_id = ? and u.id > ? and exists (select 1 from login l "
    "where l.user_id = u.id and l.dialect = 3 and l.tenant_id = u.tenant_id and l.state = 1) "
    "order by u.id limit ?"};

}  // namespace

std::string FindExtend(store::Txn& txn, TenantId tenant, UserId user) {
  return txn.First(kExtend, [](const Row& row) { return row.String(0); }, tenant, user)
      .value_or("");
}

void PutExtend(store::Txn& txn, TenantId tenant, UserId user, std::string_view extend) {
  txn.ExecSoon(kPutExtend, extend, tenant, user);
}

std::vector<UserId> FindLoggedIn(store::Txn& txn, TenantId tenant, UserId after, int limit) {
  auto read = [](const Row& row) { return row.Get<UserId>(0); };
  return txn.All(kLoggedIn, read, tenant, after, limit);
}

}  // namespace koine::client
