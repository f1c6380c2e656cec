#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "core/access/doors.h"
#include "core/access/principal.h"
#include "core/file/file.h"
#include "core/office/drive/door.h"
#include "store/job.h"
#include "store/txn.h"

// Cloud drives (ruoyi 27 CloudDrive): everybody's own folders and files. Contents are files as any
// other (core/file), which only the drive lists, and count against the same space.
namespace koine::drive {

inline constexpr std::int64_t kFolderNameChars = 100;
inline constexpr int kLevelsMax = 20;              // of folders within each other
inline constexpr std::int64_t kFoldersMax = 2000;  // of one drive, those in its bin among them
inline constexpr std::int64_t kFilesMax = 50'000;  // the same of files
inline constexpr std::int64_t kTrashDays = 30;
inline constexpr std::size_t kKeywordChars = 100;
inline constexpr std::int64_t kFoundMax = 200;    // of a search
inline constexpr std::int64_t kRecentMax = 100;   // of what changed last
inline constexpr std::int64_t kListedMax = 1000;  // of a list that is asked for without pages

// Makes a folder. kMissingArgument "folderName" when nothing is left of the name; kConflict "name"
// when a folder there has it; kBadState "drive_levels", "drive_folders".
Result<FolderId> MakeFolder(store::Txn& txn, const Place& place, std::string_view name);
// Refused as MakeFolder, and with kBadState "drive" while it is in the recycle bin.
Status RenameFolder(store::Txn& txn, const OwnFolder& place, std::string_view name);
// kMissingArgument "newName"; kBadState "drive".
Status RenameFile(store::Txn& txn, const OwnFile& place, std::string_view name);

// Puts what was received into the folder. kFileRejected "quota"; kBadState "drive_files".
Result<Entry> AddFile(store::Txn& txn, const Place& place, const file::Received& received,
                      const file::Limits& limits);
// Puts a file of the principal's that came in another way into the folder; from then on it is the
// drive's. kNotFound "file"; kBadState "drive_files".
Result<Entry> AddUploaded(store::Txn& txn, const Place& place, FileId id);
// Puts the file that a message holds into the folder, as a file of its own: what becomes of the
// message does not touch it. kWrongKind "drive_message" when it holds none; kNotFound "file" when
// that is not there any more; as AddFile; as message::BodyOf.
Result<Entry> SaveFromMessage(store::Txn& txn, const access::Message& message, const Place& place,
                              const file::Limits& limits);

// Moves files and folders into a folder. kNotFound "drive_folder"; kBadState "drive" for what is in
// the recycle bin, "drive_levels"; kConflict "name"; kBadArgument "drive_below" for a folder that
// would lie within itself, "ids" for more than file::kBatchMax folders.
struct MoveIn {
  std::vector<std::int64_t> folders;
  FolderId into;
};
Status Move(store::Txn& txn, const OwnFiles& files, const MoveIn& in);

// A mark of the owner's. kBadState "drive".
Status StarFile(store::Txn& txn, const OwnFile& place, bool starred);
Status StarFolder(store::Txn& txn, const OwnFolder& place, bool starred);

// Into the recycle bin, a folder with all that is in it, from where they go for good after
// kTrashDays. Idempotent.
Status TrashFile(store::Txn& txn, const OwnFile& place);
Status TrashFolder(store::Txn& txn, const OwnFolder& place);
// Back to where it was, or to the top when that is in the bin or gone; a folder gets a number when
// another has its name by now. Idempotent.
Status RestoreFile(store::Txn& txn, const OwnFile& place);
Status RestoreFolder(store::Txn& txn, const OwnFolder& place);
// For good, also without the bin. A content that a message holds stays as long as that stands.
Status RemoveFile(store::Txn& txn, const OwnFile& place);
Status RemoveFolder(store::Txn& txn, const OwnFolder& place);

// Folders of a folder by name, and its files, the newest first.
std::vector<Folder> ListFolders(store::Txn& txn, const Place& place, std::int64_t limit,
                                std::int64_t offset);
std::int64_t FoldersIn(store::Txn& txn, const Place& place);
std::vector<Entry> ListFiles(store::Txn& txn, const Place& place, std::int64_t limit,
                             std::int64_t offset);
std::int64_t FilesIn(store::Txn& txn, const Place& place);
// From the top down to the folder itself.
std::vector<Folder> PathOf(store::Txn& txn, const OwnFolder& place);
// What was put there or changed last, the last first; at most kRecentMax.
std::vector<Entry> RecentFiles(store::Txn& txn, const access::Principal& who, std::int64_t limit);
// Files whose names contain the keyword, whatever its case, the last changed first; at most
// kFoundMax.
std::vector<Entry> SearchFiles(store::Txn& txn, const access::Principal& who,
                               std::string_view keyword, std::optional<file::Kind> kind);

// What was thrown away, the last first: files and folders in one list.
struct Trashed {
  std::optional<Entry> file;
  std::optional<Folder> folder;  // one of the two
  std::int64_t at() const { return file ? file->trashed_at : folder->trashed_at; }
};
std::vector<Trashed> ListBin(store::Txn& txn, const access::Principal& who, std::int64_t limit,
                             std::int64_t offset);
std::int64_t CountBin(store::Txn& txn, const access::Principal& who);

// The recycle bin is emptied, shares end, and what is gone goes in slices.
void AddJobs(store::JobRunner& jobs);

// For accounts and applications that end: files of the user, or of the tenant (user 0), go; at most
// `limit`; how many. Folders and shares are left, which are the account's own rows.
int RemoveOf(store::Txn& txn, TenantId tenant, UserId user, int limit);

}  // namespace koine::drive
