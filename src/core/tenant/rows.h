#pragma once

#include <string_view>

#include "core/tenant/system.h"
#include "core/tenant/tenant.h"
#include "store/txn.h"

// All SQL on the applications (also of what tenant.h and system.h find); the users and what they
// did belong to other folders.
namespace koine::tenant {

// Makes the row of the tenant too where it has none. False when the id or the tenant is taken.
bool InsertApp(store::Txn& txn, const App& app);
void UpdateApp(store::Txn& txn, const App& app);
void RemoveApp(store::Txn& txn, std::string_view app_id);
TenantId NewTenantId(store::Txn& txn);
// Adds a file to what it stores, unless that is more than its settings allow or it is gone: false.
bool Charge(store::Txn& txn, const App& app, std::int64_t bytes);
bool HasUsers(store::Txn& txn, TenantId tenant);

}  // namespace koine::tenant
