#pragma once

#include "base/config.h"

namespace koine::server {

// `koine vacuum`: rewrites the SQLite file of a server that is stopped. The status of the process.
int RewriteStore(const config::Config& config);

}  // namespace koine::server
