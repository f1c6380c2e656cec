// Files of a drive, and what its lists show.

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "core/file/drive.h"
#include "core/file/type.h"
#include "core/message/read.h"
#include "core/office/drive/drive.h"
#include "core/office/drive/keep.h"
#include "core/office/drive/rows.h"

namespace koine::drive {

namespace {

using access::Principal;
using store::Txn;

Status MayUse(const Entry& entry) {
  if (office::Next(kDriveStates, entry.state, DriveAct::kUse)) return Ok();
  return Error{Code::kBadState, "drive"};
}

Result<Entry> Keep(Txn& txn, const Place& place, file::File stored) {
  const Principal& who = place.who();
  if (TakeDrive(txn, who.tenant, who.user).files >= kFilesMax) {
    return Error{Code::kBadState, "drive_files"};
  }
  Entry entry;
  entry.owner = who.user;
  entry.folder = place.folder().id;
  entry.name = stored.name;
  entry.created_at = entry.updated_at = txn.now_ms();
  entry.file = std::move(stored);
  InsertEntry(txn, who.tenant, &entry);
  CountMore(txn, who.tenant, who.user, 0, 1);
  return entry;
}

}  // namespace

Result<Entry> AddFile(Txn& txn, const Place& place, const file::Received& received,
                      const file::Limits& limits) {
  KOINE_TRY(file::File stored,
            file::Add(txn, place.who(), received, file::Purpose::kDrive, ConversationId(), limits));
  return Keep(txn, place, std::move(stored));
}

Result<Entry> AddUploaded(Txn& txn, const Place& place, FileId id) {
  KOINE_TRY(file::File stored, file::TakeIntoDrive(txn, place.who(), id));
  return Keep(txn, place, std::move(stored));
}

Result<Entry> SaveFromMessage(Txn& txn, const access::Message& message, const Place& place,
                              const file::Limits& limits) {
  KOINE_TRY(const body::Body body, message::BodyOf(txn, message));
  KOINE_TRY(file::File stored, file::AddFromMessage(txn, place.who(), body, limits));
  return Keep(txn, place, std::move(stored));
}

Status RenameFile(Txn& txn, const OwnFile& place, std::string_view name) {
  Entry entry = place.entry();
  KOINE_CHECK(MayUse(entry));
  entry.name = std::string(text::Trim(file::CleanName(name)));
  if (entry.name.empty()) return FieldError(Code::kMissingArgument, "newName");
  entry.updated_at = txn.now_ms();
  UpdateEntry(txn, place.who().tenant, entry);
  return Ok();
}

Status StarFile(Txn& txn, const OwnFile& place, bool starred) {
  Entry entry = place.entry();
  KOINE_CHECK(MayUse(entry));
  if (entry.starred == starred) return Ok();
  entry.starred = starred;
  UpdateEntry(txn, place.who().tenant, entry);
  return Ok();
}

Status TrashFile(Txn& txn, const OwnFile& place) {
  const TenantId tenant = place.who().tenant;
  Entry entry = place.entry();
  const auto next = office::Next(kDriveStates, entry.state, DriveAct::kTrash);
  if (!next) return Error{Code::kBadState, "drive"};
  if (entry.state == *next) return Ok();
  entry.state = *next;
  entry.trashed_at = txn.now_ms();
  UpdateEntry(txn, tenant, entry);
  PutFileRemoval(txn, tenant, entry.id, entry.trashed_at + kTrashMs);
  return Ok();
}

Status RestoreFile(Txn& txn, const OwnFile& place) {
  const Principal& who = place.who();
  Entry entry = place.entry();
  const auto next = office::Next(kDriveStates, entry.state, DriveAct::kRestore);
  if (!next) return Error{Code::kBadState, "drive"};
  if (entry.state == *next) return Ok();
  entry.state = *next;
  entry.trashed_at = 0;
  if (entry.folder) {
    const auto folder = FindFolder(txn, who.tenant, who.user, entry.folder);
    if (!folder || folder->state != DriveState::kKept) entry.folder = FolderId();
  }
  UpdateEntry(txn, who.tenant, entry);
  CancelFileRemoval(txn, entry.id);
  return Ok();
}

Status RemoveFile(Txn& txn, const OwnFile& place) {
  const Entry& entry = place.entry();
  if (!office::Next(kDriveStates, entry.state, DriveAct::kRemove)) {
    return Error{Code::kBadState, "drive"};
  }
  CancelFileRemoval(txn, entry.id);
  BuryFiles(txn, place.who().tenant, entry.owner, {{entry.id.value, entry.file.id, entry.owner}});
  return Ok();
}

std::vector<Entry> ListFiles(Txn& txn, const Place& place, std::int64_t limit,
                             std::int64_t offset) {
  const Principal& who = place.who();
  return SelectEntries(txn, who.tenant, who.user, place.folder().id, limit, offset);
}

std::int64_t FilesIn(Txn& txn, const Place& place) {
  return CountEntries(txn, place.who().tenant, place.who().user, place.folder().id);
}

std::vector<Entry> RecentFiles(Txn& txn, const Principal& who, std::int64_t limit) {
  const std::int64_t count = std::clamp<std::int64_t>(limit, 1, kRecentMax);
  return SelectFound(txn, who.tenant, who.user, "", std::nullopt, count);
}

std::vector<Entry> SearchFiles(Txn& txn, const Principal& who, std::string_view keyword,
                               std::optional<file::Kind> kind) {
  return SelectFound(txn, who.tenant, who.user, text::Fold(text::Trim(keyword)), kind, kFoundMax);
}

std::vector<Trashed> ListBin(Txn& txn, const Principal& who, std::int64_t limit,
                             std::int64_t offset) {
  const std::int64_t reach = limit + offset;
  std::vector<Trashed> out;
  for (Entry& one : SelectTrashedEntries(txn, who.tenant, who.user, reach)) {
    out.push_back({std::move(one), std::nullopt});
  }
  for (Folder& one : SelectTrashedFolders(txn, who.tenant, who.user, reach)) {
    out.push_back({std::nullopt, std::move(one)});
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const Trashed& a, const Trashed& b) { return a.at() > b.at(); });
  const std::int64_t from = std::min<std::int64_t>(offset, std::ssize(out));
  out.erase(out.begin(), out.begin() + from);
  if (std::ssize(out) > limit) out.erase(out.begin() + limit, out.end());
  return out;
}

std::int64_t CountBin(Txn& txn, const Principal& who) {
  return CountTrashed(txn, who.tenant, who.user);
}

}  // namespace koine::drive
