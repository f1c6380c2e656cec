#pragma once

#include "store/job.h"
#include "store/store.h"

namespace koine::server {

// Jobs that clear away what nobody needs any more: old events, expired logins. Each runs once an
// hour, in slices, on one node.
void AddSweeps(store::JobRunner& jobs, store::Store& store);

}  // namespace koine::server
