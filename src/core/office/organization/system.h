#pragma once

#include <string>

#include "base/ids.h"
#include "store/txn.h"

// What the server itself does with the organization.
namespace koine::organization {

// Makes the first department, led by the first administrator, in a tenant that never had one.
void EnsureRoot(store::Txn& txn, TenantId tenant, const std::string& name);

// A user whose account ends is in no department and leads none.
void LeaveAll(store::Txn& txn, TenantId tenant, UserId user);

}  // namespace koine::organization
