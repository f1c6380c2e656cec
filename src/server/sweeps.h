#pragma once

#include "core/file/file.h"
#include "store/job.h"
#include "store/store.h"

namespace koine::server {

// Jobs that clear away what nobody needs any more: old events, expired logins, old notifications,
// files; and that end contact requests nobody answered. Each runs once an hour, in slices, on one
// node. `files` must outlive the runner.
void AddSweeps(store::JobRunner& jobs, store::Store& store, file::Storage& files);

}  // namespace koine::server
