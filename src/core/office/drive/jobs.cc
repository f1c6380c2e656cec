// What happens in drives by itself.

#include <map>
#include <string>
#include <utility>

#include "core/file/drive.h"
#include "core/job.h"
#include "core/office/drive/drive.h"
#include "core/office/drive/keep.h"
#include "core/office/drive/rows.h"
#include "core/office/drive/share.h"
#include "core/office/drive/share_rows.h"

namespace koine::drive {

namespace {

using store::Txn;

constexpr char kFileJob[] = "drive.file";
constexpr char kFolderJob[] = "drive.folder";
constexpr char kShareJob[] = "drive.share";
constexpr std::int64_t kPauseMs = 50;  // between two slices
constexpr int kFilesSlice = 100;

Status EndFile(Txn& txn, std::string_view key, std::string_view payload) {
  KOINE_TRY(const RowJob job, ReadRowJob(key, payload));
  const EntryId id(job.id);
  auto entry = FindAnyEntry(txn, job.tenant, id);
  if (!entry) return Ok();
  // What happened to it before the drive was taken.
  TakeDrive(txn, job.tenant, entry->owner);
  entry = FindAnyEntry(txn, job.tenant, id);
  if (!entry || entry->trashed_at == 0) return Ok();
  if (entry->trashed_at + kTrashMs > txn.now_ms()) {
    PutFileRemoval(txn, job.tenant, id, entry->trashed_at + kTrashMs);
    return Ok();
  }
  BuryFiles(txn, job.tenant, entry->owner, {{id.value, entry->file.id, entry->owner}});
  return Ok();
}

// What was in a folder that is gone, slice by slice, and then its folders.
Status ClearFolder(Txn& txn, TenantId tenant, const Folder& folder) {
  const auto files = SelectWithin(txn, tenant, folder.owner, folder.id, kFilesSlice);
  BuryFiles(txn, tenant, folder.owner, files);
  if (std::ssize(files) == kFilesSlice) {
    PutFolderRemoval(txn, tenant, folder.id, txn.now_ms() + kPauseMs);
    return Ok();
  }
  const auto folders = SelectGone(txn, tenant, folder.owner, folder.id);
  DeleteSharesOf(txn, tenant, ShareKind::kFolder, folders);
  DeleteFolders(txn, tenant, folders);
  CountMore(txn, tenant, folder.owner, -std::ssize(folders), 0);
  return Ok();
}

Status EndFolder(Txn& txn, std::string_view key, std::string_view payload) {
  KOINE_TRY(const RowJob job, ReadRowJob(key, payload));
  const FolderId id(job.id);
  auto folder = FindAnyFolder(txn, job.tenant, id);
  if (!folder) return Ok();
  TakeDrive(txn, job.tenant, folder->owner);
  folder = FindAnyFolder(txn, job.tenant, id);
  if (!folder || folder->state == DriveState::kKept) return Ok();
  if (folder->state == DriveState::kTrashed) {
    if (folder->trashed_at == 0) return Ok();
    if (folder->trashed_at + kTrashMs > txn.now_ms()) {
      PutFolderRemoval(txn, job.tenant, id, folder->trashed_at + kTrashMs);
      return Ok();
    }
    const Tree tree(txn, job.tenant, folder->owner);
    SetFolders(txn, job.tenant, tree.Within(id.value), DriveState::kGone, id);
    folder->trashed_at = 0;
    UpdateFolder(txn, job.tenant, *folder);
  }
  return ClearFolder(txn, job.tenant, *folder);
}

Status DropShare(Txn& txn, std::string_view key, std::string_view payload) {
  KOINE_TRY(const RowJob job, ReadRowJob(key, payload));
  DeleteOver(txn, job.tenant, ShareId(job.id));
  return Ok();
}

}  // namespace

void PutFolderRemoval(Txn& txn, TenantId tenant, FolderId id, std::int64_t at) {
  PutRowJob(txn, kFolderJob, {tenant, id.value}, at);
}

void CancelFolderRemoval(Txn& txn, FolderId id) {
  txn.CancelJob(kFolderJob, std::to_string(id.value));
}

void PutFileRemoval(Txn& txn, TenantId tenant, EntryId id, std::int64_t at) {
  PutRowJob(txn, kFileJob, {tenant, id.value}, at);
}

void CancelFileRemoval(Txn& txn, EntryId id) {
  txn.CancelJob(kFileJob, std::to_string(id.value));
}

void PutShareEnd(Txn& txn, TenantId tenant, ShareId id, std::int64_t at) {
  PutRowJob(txn, kShareJob, {tenant, id.value}, at);
}

void BuryFiles(Txn& txn, TenantId tenant, UserId owner, const std::vector<Stored>& files) {
  if (files.empty()) return;
  std::vector<std::int64_t> ids, stored;
  for (const Stored& one : files) {
    ids.push_back(one.id);
    stored.push_back(one.file.value);
  }
  DeleteSharesOf(txn, tenant, ShareKind::kFile, ids);
  DeleteEntries(txn, tenant, ids);
  file::LetGo(txn, tenant, stored);
  CountMore(txn, tenant, owner, 0, -std::ssize(files));
}

int RemoveOf(Txn& txn, TenantId tenant, UserId user, int limit) {
  std::map<UserId, std::vector<Stored>> by_owner;
  int done = 0;
  for (const Stored& one : SelectOwned(txn, tenant, user, limit)) {
    by_owner[one.owner].push_back(one);
    ++done;
  }
  for (const auto& [owner, files] : by_owner) BuryFiles(txn, tenant, owner, files);
  return done;
}

void AddJobs(store::JobRunner& jobs) {
  jobs.Add(kFileJob, EndFile);
  jobs.Add(kFolderJob, EndFolder);
  jobs.Add(kShareJob, DropShare);
}

}  // namespace koine::drive
