#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/office/drive/drive.h"
#include "store/txn.h"

// All SQL on drive, drive_folder and drive_file; that on drive_share is in share_rows.h.
namespace koine::drive {

// Makes the drive where there is none yet, and locks it.
struct Counts {
  std::int64_t folders = 0, files = 0;
};
Counts TakeDrive(store::Txn& txn, TenantId tenant, UserId owner);
void CountMore(store::Txn& txn, TenantId tenant, UserId owner, std::int64_t folders,
               std::int64_t files);

std::optional<Folder> FindFolder(store::Txn& txn, TenantId tenant, UserId owner, FolderId id);
// For jobs, which know no owner.
std::optional<Folder> FindAnyFolder(store::Txn& txn, TenantId tenant, FolderId id);
// Gives it its id.
void InsertFolder(store::Txn& txn, TenantId tenant, Folder* folder);
// Name, parent, star and times.
void UpdateFolder(store::Txn& txn, TenantId tenant, const Folder& folder);
// Where these folders lie.
void SetFolders(store::Txn& txn, TenantId tenant, std::span<const std::int64_t> ids,
                DriveState state, FolderId root);
bool HasFolderNamed(store::Txn& txn, TenantId tenant, UserId owner, FolderId parent,
                    std::string_view name, FolderId besides);
// The tree of a drive: all folders that are not gone.
struct Branch {
  std::int64_t id = 0, parent = 0;
  DriveState state = DriveState::kKept;
  std::int64_t root = 0;
};
std::vector<Branch> SelectBranches(store::Txn& txn, TenantId tenant, UserId owner);
// From the top down to the folder itself.
std::vector<Folder> SelectPath(store::Txn& txn, TenantId tenant, UserId owner, FolderId id);

std::vector<Folder> SelectFolders(store::Txn& txn, TenantId tenant, UserId owner, FolderId parent,
                                  std::int64_t limit, std::int64_t offset);
std::int64_t CountFolders(store::Txn& txn, TenantId tenant, UserId owner, FolderId parent);
// How many files are directly in these folders; without those that have none.
std::unordered_map<std::int64_t, std::int64_t> SelectFileCounts(
    store::Txn& txn, TenantId tenant, UserId owner, std::span<const std::int64_t> folders);

// In no order; without those whose folder is gone.
std::vector<Entry> FindEntries(store::Txn& txn, TenantId tenant, UserId owner,
                               std::span<const std::int64_t> ids);
std::optional<Entry> FindAnyEntry(store::Txn& txn, TenantId tenant, EntryId id);
// Gives it its id.
void InsertEntry(store::Txn& txn, TenantId tenant, Entry* entry);
// All that may change.
void UpdateEntry(store::Txn& txn, TenantId tenant, const Entry& entry);
void MoveEntries(store::Txn& txn, TenantId tenant, std::span<const std::int64_t> ids,
                 FolderId folder);
void DeleteEntries(store::Txn& txn, TenantId tenant, std::span<const std::int64_t> ids);

std::vector<Entry> SelectEntries(store::Txn& txn, TenantId tenant, UserId owner, FolderId folder,
                                 std::int64_t limit, std::int64_t offset);
std::int64_t CountEntries(store::Txn& txn, TenantId tenant, UserId owner, FolderId folder);
// The last changed first. `keyword` is folded; empty: all.
std::vector<Entry> SelectFound(store::Txn& txn, TenantId tenant, UserId owner,
                               std::string_view keyword, std::optional<file::Kind> kind,
                               std::int64_t limit);
// What was thrown away itself, the last first.
std::vector<Entry> SelectTrashedEntries(store::Txn& txn, TenantId tenant, UserId owner,
                                        std::int64_t limit);
std::vector<Folder> SelectTrashedFolders(store::Txn& txn, TenantId tenant, UserId owner,
                                         std::int64_t limit);
std::int64_t CountTrashed(store::Txn& txn, TenantId tenant, UserId owner);

// Of folders that are gone: files that went with them, and then the folders themselves.
struct Stored {
  std::int64_t id = 0;
  FileId file;
  UserId owner;
};
std::vector<Stored> SelectWithin(store::Txn& txn, TenantId tenant, UserId owner, FolderId root,
                                 int limit);
std::vector<std::int64_t> SelectGone(store::Txn& txn, TenantId tenant, UserId owner, FolderId root);
void DeleteFolders(store::Txn& txn, TenantId tenant, std::span<const std::int64_t> ids);
// Files of a user, or of the tenant (user 0).
std::vector<Stored> SelectOwned(store::Txn& txn, TenantId tenant, UserId owner, int limit);

}  // namespace koine::drive
