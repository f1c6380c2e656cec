#include "core/file/space.h"

namespace koine::file {

namespace {

using store::Sql;

const Sql kEnsure{
    "insert into storage_use (user_id, tenant_id, bytes, files) values (?, ?, 0, 0) "
    "on conflict do nothing"};
const Sql kMore{
    "update storage_use set bytes = bytes + ? where tenant_id = ? and user_id = ? "
    "and bytes + ? <= ?"};
const Sql kLess{"update storage_use set bytes = bytes + ? where tenant_id = ? and user_id = ?"};

}  // namespace

Status CountSpace(store::Txn& txn, TenantId tenant, UserId user, std::int64_t bytes,
                  std::int64_t quota) {
  if (bytes == 0) return Ok();
  if (bytes < 0) {
    txn.ExecSoon(kLess, bytes, tenant, user);
    return Ok();
  }
  txn.ExecSoon(kEnsure, user, tenant);
  const bool fits = txn.Exec(kMore, bytes, tenant, user, bytes, quota) == 1;
  return fits ? Ok() : Status(Error{Code::kFileRejected, "quota"});
}

}  // namespace koine::file
