#pragma once

#include <cstdint>

#include "base/pool.h"
#include "store/blob.h"
#include "store/job.h"
#include "store/store.h"

namespace koine::server {

// Jobs that clear away what nobody needs any more: old events, expired logins, old notifications,
// files; and that end contact requests nobody answered. Each runs once an hour, in slices, on one
// node. DINGs go so long after they were made; 0: never.
void AddStoreSweeps(store::JobRunner& jobs, std::int64_t dings_keep_ms);

// Orders all sweeps, but those that wait already: they go on where they were, however often the
// server is started.
void PutSweeps(store::Store& store);

// The sweep of contents; and orders all sweeps. `blobs` and `pool`, where directories are looked
// through, must outlive the runner.
void AddSweeps(store::JobRunner& jobs, store::Store& store, store::BlobStore& blobs, Pool& pool);

}  // namespace koine::server
