#pragma once

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "base/config.h"
#include "base/result.h"
#include "store/s3_client.h"

// Backups in S3-compatible object storage: the same files under the same names as in a directory.
// There one is whole once it has its backup.sha256, which is put last and deleted first.
namespace koine::server {

bool IsRemote(const std::string& place);

class RemoteBackups {
 public:
  // s3://bucket/prefix at the address of the settings backup.s3.*, or where these are empty
  // files.s3.*. An error names the setting.
  static Result<std::unique_ptr<RemoteBackups>> Open(const config::Config& config,
                                                     const std::string& place);

  // The names of those that are whole, the oldest first.
  Result<std::vector<std::string>> List();
  // Of all contents.
  Result<std::set<std::string>> Contents();
  // Puts a file of this disk under a key.
  Status Put(const std::string& path, const std::string& key);
  // Brings an object into a new file. kNotFound.
  Status Get(const std::string& key, const std::string& path);
  // Puts the files of a backup that is whole in `path`.
  Status PutBackup(const std::string& path, const std::string& name);
  // Brings what one has besides contents into the new directory `path`.
  Status GetBackup(const std::string& name, const std::string& path);
  // Deletes a backup, whole or not.
  Status Delete(const std::string& name);
  Status DeleteContent(const std::string& content);
  // Deletes what a backup that was broken off left.
  Status Tidy();

 private:
  explicit RemoteBackups(std::unique_ptr<store::s3::Client> client) : client_(std::move(client)) {}
  std::unique_ptr<store::s3::Client> client_;
};

}  // namespace koine::server
