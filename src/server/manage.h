#pragma once

#include <string>

#include "base/config.h"
#include "base/result.h"
#include "server/operator_socket.h"

// Commands beside `serve`. Each returns the status of the process; errors go to standard error.
namespace koine::server {

// A command of operator.h: asks the server of the data directory, or does it to the store itself
// where none runs.
Result<OperatorAnswer> AskStore(const config::Config& config, const OperatorRequest& request);
int AskOperator(const config::Config& config, const std::string& command, bool json);

// `koine doctor`, also for settings that cannot be read.
int Diagnose(const config::Config& config, bool json);
int DiagnoseSettings(const Error& error, bool json);

// A command of backup.h.
int DoBackup(const config::Config& config, const std::string& command, bool json);

// Builds the search index of a stopped server anew, with progress on standard output.
int RebuildIndex(const config::Config& config);

// Prints a secret of the installation that a person must know: `koine secret openim`. Or makes the
// secrets at hand those of the store, when the old ones are lost: `koine secret adopt`.
int PrintSecret(const config::Config& config);

// Prints the nodes on the store, how far each is, and who holds which lease:
// `koine cluster status`.
int PrintCluster(const config::Config& config);

// Prints the rows of all dialects.
int PrintRoutes(bool as_json);

}  // namespace koine::server
