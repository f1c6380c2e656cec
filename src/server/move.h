#pragma once

#include "base/config.h"

namespace koine::server {

// `koine move --to URL`: copies the store of a stopped server to another place, compares both, and
// says how the server is started there. Returns the status of the process.
int DoMove(const config::Config& config, bool json);

}  // namespace koine::server
