#include "core/office/drive/door.h"

#include <unordered_set>

#include "core/office/drive/rows.h"

namespace koine::drive {

namespace {

void TakeIfWriting(store::Txn& txn, const access::Principal& who) {
  if (txn.writable()) TakeDrive(txn, who.tenant, who.user);
}

}  // namespace

Result<Place> Place::Open(store::Txn& txn, const access::Principal& who, FolderId id) {
  TakeIfWriting(txn, who);
  if (!id) {
    Folder top;
    top.owner = who.user;
    return Place(who, std::move(top));
  }
  auto found = FindFolder(txn, who.tenant, who.user, id);
  if (!found || found->state != DriveState::kKept) return Error{Code::kNotFound, "drive_folder"};
  return Place(who, *std::move(found));
}

Result<OwnFolder> OwnFolder::Open(store::Txn& txn, const access::Principal& who, FolderId id) {
  TakeIfWriting(txn, who);
  auto found = FindFolder(txn, who.tenant, who.user, id);
  if (!found || found->state == DriveState::kGone) return Error{Code::kNotFound, "drive_folder"};
  return OwnFolder(who, *std::move(found));
}

Result<OwnFile> OwnFile::Open(store::Txn& txn, const access::Principal& who, EntryId id) {
  TakeIfWriting(txn, who);
  const std::int64_t ids[] = {id.value};
  std::vector<Entry> found = FindEntries(txn, who.tenant, who.user, ids);
  if (found.empty()) return Error{Code::kNotFound, "file"};
  return OwnFile(who, std::move(found.front()));
}

Result<OwnFiles> OwnFiles::Open(store::Txn& txn, const access::Principal& who, const Key& ids) {
  if (ids.size() > file::kBatchMax) return FieldError(Code::kBadArgument, "ids");
  TakeIfWriting(txn, who);
  const std::unordered_set<std::int64_t> wanted(ids.begin(), ids.end());
  std::vector<Entry> found;
  if (!wanted.empty()) found = FindEntries(txn, who.tenant, who.user, ids);
  if (found.size() != wanted.size()) return Error{Code::kNotFound, "file"};
  return OwnFiles(who, std::move(found));
}

}  // namespace koine::drive
