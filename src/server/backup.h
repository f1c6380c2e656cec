#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/config.h"
#include "base/json.h"
#include "base/result.h"
#include "server/report.h"

// Backups: a directory with contents of files, each once and named by its digest, and beside them a
// directory of each backup with the database, the secrets and the list of contents as they were at
// one moment, and the digests of all three. What is made has another name until it is whole. In
// object storage it is the same (backup_remote.h).
namespace koine::server {

// `koine backup`: makes one while the server runs or not, deletes older ones than those that are
// kept and the contents that no other names, and notes in the data directory how it went.
// kBadArgument, kUnavailable with a sentence.
Result<Report> MakeBackup(const config::Config& config, const std::vector<std::string>& words);

// `koine verify BACKUP`: reads everything of one, or of all in a directory, and compares digests.
// The report is not good if a byte differs or something is missing, and names each file.
Result<Report> VerifyBackup(const config::Config& config, const std::vector<std::string>& words);

// `koine restore BACKUP --data DIR`: verifies it, and makes a data directory of it where there is
// none. With PostgreSQL the database of store.url must be empty.
Result<Report> RestoreBackup(const config::Config& config, const std::vector<std::string>& words);

// Whether this is one of these commands or `check` (check.h), and what it does.
bool IsBackupCommand(std::string_view name);
Result<Report> RunBackup(const config::Config& config, std::string_view command);

// How the last backups of a data directory went.
struct BackupState {
  std::int64_t succeeded_at = 0, failed_at = 0;  // ms; 0: never
  std::string backup;                            // the last that was made
  std::string fault;                             // of the last one, if it failed
};
KOINE_DESCRIBE(BackupState, (succeeded_at, failed_at, backup, fault))
BackupState ReadBackupState(const std::string& data);
// Writes it, if the directory is there and takes it.
void KeepBackupState(const std::string& data, const BackupState& state);

// In the environment of a backup that a server makes: the id of its process, with which it ends.
inline constexpr char kBackupServer[] = "BACKUP_OF_SERVER";

}  // namespace koine::server
