#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/config.h"
#include "base/ids.h"
#include "store/job.h"
#include "store/store.h"

namespace koine::server {

// The handlers of the jobs that need nothing but the store. `connected` says whether a user has a
// socket to this process.
void AddStoreJobs(store::JobRunner& jobs, const config::Config& config,
                  std::function<bool(UserId)> connected);

// The kinds of all jobs that a server of this program runs, for who only looks at them.
std::vector<std::string> JobKinds(store::Store& store, Clock& clock, const config::Config& config);

// Logs the kinds that `jobs` has and JobKinds has not: `koine check` would take them for unknown.
void CompareKinds(const store::JobRunner& jobs, const std::vector<std::string>& kinds);

}  // namespace koine::server
