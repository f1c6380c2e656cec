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

// Builds the search index of a stopped server anew, with progress on standard output.
int RebuildIndex(const config::Config& config);

// Prints a secret of the installation that a person must know: `koine secret openim`. Or makes the
// secrets at hand those of the store, when the old ones are lost: `koine secret adopt`.
int PrintSecret(const config::Config& config);

// Prints the nodes on the store, how far each is, and who holds which lease:
// `koine cluster status`.
int PrintCluster(const config::Config& config);

// `koine audit wallet`: says whether ledger and balances agree, or where not. 0, or 1 if they do
// not, or the store cannot be read. With SQLite the server must be stopped.
int AuditWallet(const config::Config& config);

// Makes, lists, changes and ends the applications of App IM: `koine app create APP_ID`. With SQLite
// the server must be stopped.
int ManageApps(const config::Config& config);

// `koine admin password NAME`: a new password for an administrator who forgot theirs. With SQLite
// the server must be stopped.
int ManageAdmin(const config::Config& config);

// Prints the rows of all dialects.
int PrintRoutes(bool as_json);

}  // namespace koine::server
