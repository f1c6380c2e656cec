#pragma once

#include <memory>
#include <string>

#include "base/config.h"
#include "base/result.h"
#include "server/backup_files.h"
#include "store/restore_target.h"

// The database of a backup, of either engine.
namespace koine::server {

// Copies it as it is at one moment to a file in the directory `into`, which has not got it yet; the
// path of the copy.
Result<std::string> CopyDatabase(const config::Config& config, const std::string& into);

// Where the database of a backup goes: into the data directory, or into the database of PostgreSQL
// that store.url names.
class DatabaseTarget {
 public:
  // Looks whether it may go there. `identity` is the digest of the backup's head. kBadArgument for
  // another engine than the backup's; kBadState with a sentence if anything else is there.
  static Result<DatabaseTarget> Open(const config::Config& config, const BackupHead& head,
                                     std::string identity);
  // Puts the copy of the backup there, beside the data directory `data` that is being made. What
  // an earlier restore of the same backup has done is not done again.
  Status Fill(const std::string& backup, const std::string& data, BackupCipher* cipher);
  // Whether all of it is there but for Finish.
  bool filled() const { return state_ == store::RestoreTarget::State::kFilled; }
  // The data directory is there and whole: servers may open it.
  Status Finish();

 private:
  DatabaseTarget() = default;
  std::string url_, identity_;
  std::unique_ptr<store::RestoreTarget> postgres_;  // null: SQLite
  store::RestoreTarget::State state_ = store::RestoreTarget::State::kEmpty;
};

}  // namespace koine::server
