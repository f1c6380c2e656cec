#include "core/client/rows.h"

namespace koine::client {

namespace {

using store::Row;
using store::Sql;

const Sql kExtend{"select extend from users where tenant_id = ? and id = ?"};
const Sql kPutExtend{"update users set extend = ? where tenant_id = ? and id = ?"};

}  // namespace

std::string FindExtend(store::Txn& txn, TenantId tenant, UserId user) {
  return txn.First(kExtend, [](const Row& row) { return row.String(0); }, tenant, user)
      .value_or("");
}

void PutExtend(store::Txn& txn, TenantId tenant, UserId user, std::string_view extend) {
  txn.ExecSoon(kPutExtend, extend, tenant, user);
}

}  // namespace koine::client
