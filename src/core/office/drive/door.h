#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/ids.h"
#include "base/json.h"
#include "base/result.h"
#include "core/access/principal.h"
#include "core/file/file.h"
#include "core/office/drive/states.h"
#include "store/txn.h"

// The doors to what is in a drive (ruoyi 27 CloudDrive): everybody has their own, and nobody comes
// into another's but by a share. All that write take the drive first, so that what one does with
// its tree cannot happen between two steps of another.
namespace koine::drive {

using FolderId = Id<struct DriveFolderTag>;
using EntryId = Id<struct DriveFileTag>;
using ShareId = Id<struct DriveShareTag>;

struct Folder {
  FolderId id;
  UserId owner;
  FolderId parent;  // 0: at the top
  std::string name;
  DriveState state = DriveState::kKept;
  FolderId root;  // with which it lies in the recycle bin; 0: it does not
  bool starred = false;
  std::int64_t files = 0;                       // directly in it; of lists only
  std::int64_t created_at = 0, updated_at = 0;  // ms
  std::int64_t trashed_at = 0;                  // when it was thrown away itself; 0: it was not
};

// A file as the drive has it. What is stored stays as it came, under `file`.
struct Entry {
  EntryId id;
  UserId owner;
  FolderId folder;  // 0: at the top
  std::string name;
  DriveState state = DriveState::kKept;  // kTrashed also within a folder that is in the bin
  bool starred = false;
  std::int64_t created_at = 0, updated_at = 0;  // ms
  std::int64_t trashed_at = 0;                  // as of folders
  file::File file;  // what its link and its kind need: neither digests nor measures
};

// A folder to put something into, or to look into: one that is not in the recycle bin, or with
// folder 0 the top of the principal's drive. kNotFound "drive_folder", also for another's.
class Place {
 public:
  static constexpr const char* kDoor = "drive_folder";
  using Key = FolderId;
  static Result<Place> Open(store::Txn& txn, const access::Principal& who, FolderId id);

  const access::Principal& who() const { return who_; }
  const Folder& folder() const { return folder_; }

 private:
  Place(const access::Principal& who, Folder folder) : who_(who), folder_(std::move(folder)) {}
  access::Principal who_;
  Folder folder_;
};

// A folder of the principal's, wherever it lies. kNotFound "drive_folder".
class OwnFolder {
 public:
  static constexpr const char* kDoor = "drive_folder";
  using Key = FolderId;
  static Result<OwnFolder> Open(store::Txn& txn, const access::Principal& who, FolderId id);

  const access::Principal& who() const { return who_; }
  const Folder& folder() const { return folder_; }

 private:
  OwnFolder(const access::Principal& who, Folder folder) : who_(who), folder_(std::move(folder)) {}
  access::Principal who_;
  Folder folder_;
};

// A file of the principal's drive. kNotFound "file".
class OwnFile {
 public:
  static constexpr const char* kDoor = "drive_file";
  using Key = EntryId;
  static Result<OwnFile> Open(store::Txn& txn, const access::Principal& who, EntryId id);

  const access::Principal& who() const { return who_; }
  const Entry& entry() const { return entry_; }

 private:
  OwnFile(const access::Principal& who, Entry entry) : who_(who), entry_(std::move(entry)) {}
  access::Principal who_;
  Entry entry_;
};

// Several of them, all or none. kNotFound "file"; kBadArgument "ids" for more than
// file::kBatchMax.
class OwnFiles {
 public:
  static constexpr const char* kDoor = "drive_file";
  using Key = std::vector<std::int64_t>;
  static Result<OwnFiles> Open(store::Txn& txn, const access::Principal& who, const Key& ids);

  const access::Principal& who() const { return who_; }
  const std::vector<Entry>& entries() const { return entries_; }

 private:
  OwnFiles(const access::Principal& who, std::vector<Entry> entries)
      : who_(who), entries_(std::move(entries)) {}
  access::Principal who_;
  std::vector<Entry> entries_;
};

}  // namespace koine::drive
