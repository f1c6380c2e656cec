#pragma once

#include "base/config.h"

namespace koine::server {

// Runs the server until SIGINT or SIGTERM. Prints `listening main=HOST:PORT openim_api=HOST:PORT`
// and so on, on standard output when it accepts requests. Returns the exit status; errors go to standard error.
int Serve(const config::Config& config);

// Builds the search index of a stopped server anew, with progress on standard output.
int RebuildIndex(const config::Config& config);

// Prints a secret of the installation that a person must know: `koine secret openim`.
int PrintSecret(const config::Config& config);

// Prints the rows of all dialects.
int PrintRoutes(bool as_json);

}  // namespace koine::server
