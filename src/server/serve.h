#pragma once

#include "base/config.h"

namespace koine::server {

// Runs the server until SIGINT or SIGTERM; SIGHUP reads `inputs` again, whence `config` came, and
// takes the certificate and the level of the log from there. Prints a line of the addresses it
// listens at, `listening main=HOST:PORT openim_api=HOST:PORT …`, on standard output when it accepts
// requests. Returns the exit status, or kRestart when an administrator wants it started again;
// errors go to standard error.
inline constexpr int kRestart = -1;
int Serve(const config::Config& config, const config::Inputs& inputs);

}  // namespace koine::server
