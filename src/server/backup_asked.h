#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/config.h"
#include "base/result.h"
#include "server/backup_files.h"

// What is asked of the commands of backup.h: by flags, and where there are none by settings.
namespace koine::server {

// `koine backup`.
struct BackupAsked {
  std::string to;                        // a directory, or s3://bucket/prefix
  std::size_t keep = 0;                  // 0: all
  std::unique_ptr<BackupCipher> cipher;  // null: not encrypted
};
Result<BackupAsked> ReadBackupAsked(const config::Config& config,
                                    const std::vector<std::string>& words);

// `koine verify` and `koine restore`.
struct RestoreAsked {
  std::string backup;
  std::unique_ptr<BackupCipher> cipher;  // null: no passphrase is given
};
Result<RestoreAsked> ReadRestoreAsked(const config::Config& config,
                                      const std::vector<std::string>& words, const char* usage);

inline constexpr std::int64_t kBackupKeepMax = 10'000;

}  // namespace koine::server
