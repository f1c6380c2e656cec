#pragma once

#include <string>
#include <vector>

#include "base/config.h"
#include "base/pool.h"
#include "base/result.h"
#include "core/access/principal.h"
#include "server/report.h"
#include "store/job.h"
#include "store/store.h"

namespace koine::server {

// `koine erase user NAME | conversation ID | app ID | status`: what becomes of it, and what is left
// to do. `words` of the command line without the command; erasing needs the word `yes`. `serves`:
// whether this is the server, which does the work.
Result<Report> RunErase(store::Store& store, const access::Principal& who, bool serves,
                        const std::vector<std::string>& words);

// The same asked of the server of the data directory, with a question where a terminal is there to
// answer it, and with a wait until it is done. The status of the process.
int AskErase(const config::Config& config, bool json);

// The end of each erasing: nothing of it is left in the log of the store.
void AddEraseEnd(store::JobRunner& jobs, const config::Config& config, Pool& pool);

}  // namespace koine::server
