#include "core/identity/entry_code_rows.h"

namespace koine::identity {

namespace {

using store::Row;
using store::Sql;
using store::Txn;

const Sql kInsert{
    "insert into entry_code (tenant_id, digest, by_id, expires_at) values (?, ?, ?, ?)"};
const Sql kTake{"delete from entry_code where tenant_id = ? and digest = ? and expires_at > ?"};
const Sql kDeleteEnded{"delete from entry_code where tenant_id = ? and expires_at <= ?"};
const Sql kCount{"select count(*) from entry_code where tenant_id = ?"};

}  // namespace

void InsertEntryCode(Txn& txn, TenantId tenant, std::string_view digest, UserId by,
                     std::int64_t expires_at) {
  txn.Exec(kInsert, tenant, digest, by, expires_at);
}

bool TakeEntryCode(Txn& txn, TenantId tenant, std::string_view digest, std::int64_t now_ms) {
  return txn.Exec(kTake, tenant, digest, now_ms) == 1;
}

void DeleteEndedEntryCodes(Txn& txn, TenantId tenant, std::int64_t now_ms) {
  txn.Exec(kDeleteEnded, tenant, now_ms);
}

std::int64_t CountEntryCodes(Txn& txn, TenantId tenant) {
  return txn
      .First(
          kCount, [](const Row& row) { return row.Int(0); }, tenant)
      .value_or(0);
}

}  // namespace koine::identity
