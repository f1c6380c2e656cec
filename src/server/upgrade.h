#pragma once

#include "base/config.h"

namespace koine::server {

// `koine upgrade --check` says what this koine will do to the store; `koine upgrade --to DIR` makes
// a backup in DIR, does it, and says the way back. Returns the status of the process.
int DoUpgrade(const config::Config& config, bool json);

}  // namespace koine::server
