#include "core/group/invitation_rows.h"

namespace koine::group {

namespace {

const store::Sql kFind{"select invite from conversation where tenant_id = ? and id = ?"};
const store::Sql kSet{"update conversation set invite = ? where tenant_id = ? and id = ?"};

}  // namespace

std::string FindInvitation(store::Txn& txn, TenantId tenant, ConversationId group) {
  auto read = [](const store::Row& row) { return row.String(0); };
  return txn.First(kFind, read, tenant, group).value_or("");
}

void SetInvitation(store::Txn& txn, TenantId tenant, ConversationId group, std::string_view code) {
  txn.ExecSoon(kSet, code, tenant, group);
}

}  // namespace koine::group
