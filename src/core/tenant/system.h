#pragma once

#include <vector>

#include "core/tenant/tenant.h"
#include "store/txn.h"

// For the server's own work (its commands), not for the rows of a dialect: what is here crosses
// tenants.
namespace koine::tenant {

// All of them, by id.
std::vector<App> ListApps(store::Txn& txn);

}  // namespace koine::tenant
