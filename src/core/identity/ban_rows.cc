#include "core/identity/ban_rows.h"

namespace koine::identity {

namespace {

const store::Sql kSet{
    "update users set banned_until = ?, ban_reason = ?, banned_by = ?, updated_at = ? where "
    "tenant_id = ? and id = ?"};
const store::Sql kBy{"select banned_by from users where tenant_id = ? and id = ?"};

}  // namespace

BannedBy FindBannedBy(store::Txn& txn, TenantId tenant, UserId user) {
  auto read = [](const store::Row& row) { return static_cast<BannedBy>(row.Int(0)); };
  return txn.First(kBy, read, tenant, user).value_or(BannedBy::kOffice);
}

void SetBan(store::Txn& txn, TenantId tenant, UserId user, std::int64_t until_ms,
            std::string_view reason, BannedBy by) {
  txn.ExecSoon(kSet, until_ms, reason, by, txn.now_ms(), tenant, user);
}

}  // namespace koine::identity
