#pragma once

#include <cstdint>

#include "base/ids.h"
#include "store/txn.h"

namespace koine::notice {

// Has a task sent then, or not.
void Schedule(store::Txn& txn, TenantId tenant, std::int64_t task, std::int64_t due_ms);
void Unschedule(store::Txn& txn, TenantId tenant, std::int64_t task);

}  // namespace koine::notice
