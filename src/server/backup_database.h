#pragma once

#include <string>

#include "base/config.h"
#include "base/result.h"
#include "server/backup_files.h"

// The database of a backup, of either engine.
namespace koine::server {

// Copies it as it is at one moment to a file in the directory `into`, which has not got it yet; the
// path of the copy.
Result<std::string> CopyDatabase(const config::Config& config, const std::string& into);

// Puts the copy of a backup into the new data directory `data`, or into the empty database of
// PostgreSQL that store.url names.
Status RestoreDatabase(const config::Config& config, const std::string& backup,
                       const BackupHead& head, const std::string& data, BackupCipher* cipher);

}  // namespace koine::server
