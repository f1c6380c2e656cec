#pragma once

#include <cstdint>

#include "store/job.h"

namespace koine::server {

// What the office does by time: reminders, releases of rooms, the ends of shares and trashes.
// `release_after_ms`: the setting rooms.release_after.
void AddOfficeJobs(store::JobRunner& jobs, std::int64_t release_after_ms);

}  // namespace koine::server
