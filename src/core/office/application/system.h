#pragma once

#include "base/ids.h"
#include "store/txn.h"

namespace koine::application {

// The parts of this product, of those that the tenant does not have yet.
void EnsureDefaults(store::Txn& txn, TenantId tenant);

}  // namespace koine::application
