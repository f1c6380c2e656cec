#pragma once

#include "core/backoffice/statistics.h"
#include "store/txn.h"

// SQL of the numbers over a whole tenant; see there.
namespace koine::backoffice {

Growth CountUsers(store::Txn& txn, TenantId tenant, const Span& span);
Growth CountGroups(store::Txn& txn, TenantId tenant, const Span& span);
Activity CountSenders(store::Txn& txn, TenantId tenant, const ActivityQuery& query);
Activity CountActiveGroups(store::Txn& txn, TenantId tenant, const ActivityQuery& query);

}  // namespace koine::backoffice
