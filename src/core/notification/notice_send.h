#pragma once

#include <cstdint>

#include "base/ids.h"
#include "store/txn.h"

namespace koine::notification {

// Has a task sent then, or not.
void ScheduleNotice(store::Txn& txn, TenantId tenant, std::int64_t task, std::int64_t due_ms);
void UnscheduleNotice(store::Txn& txn, TenantId tenant, std::int64_t task);

}  // namespace koine::notification
