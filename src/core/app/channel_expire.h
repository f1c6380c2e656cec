#pragma once

#include <cstdint>

#include "base/ids.h"
#include "store/job.h"
#include "store/txn.h"

// Temporary conversations end by themselves (app-im 2.1): from that moment on they are unknown, and
// soon after a job ends them for other dialects too and erases what was said, slice by slice.
namespace koine::app {

void PutExpiry(store::Txn& txn, TenantId tenant, ConversationId id, std::int64_t at_ms);
void AddChannelJobs(store::JobRunner& jobs);

}  // namespace koine::app
