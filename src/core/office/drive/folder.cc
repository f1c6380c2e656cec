// Folders of a drive, and the moves within its tree.

#include <algorithm>
#include <set>
#include <unordered_map>
#include <utility>

#include "base/text.h"
#include "core/file/type.h"
#include "core/office/drive/drive.h"
#include "core/office/drive/keep.h"
#include "core/office/drive/rows.h"

namespace koine::drive {

namespace {

using access::Principal;
using store::Txn;

bool MayUse(DriveState state) {
  return office::Next(kDriveStates, state, DriveAct::kUse).has_value();
}

bool IsTaken(Txn& txn, const Principal& who, const Folder& folder) {
  return HasFolderNamed(txn, who.tenant, who.user, folder.parent, folder.name, folder.id);
}

// Gives it a number that no other folder there has.
void MakeUnique(Txn& txn, const Principal& who, Folder* folder) {
  const std::string name = folder->name;
  for (std::int64_t n = 2; IsTaken(txn, who, *folder); ++n) {
    folder->name = name + " (" + std::to_string(n) + ")";
  }
}

Result<std::string> NameOf(std::string_view given) {
  std::string name(text::Trim(file::CleanName(given)));
  if (name.empty()) return FieldError(Code::kMissingArgument, "folderName");
  return name;
}

}  // namespace

Tree::Tree(Txn& txn, TenantId tenant, UserId owner) {
  for (const Branch& one : SelectBranches(txn, tenant, owner)) {
    branches_.emplace(one.id, one);
    below_[one.parent].push_back(one.id);
  }
}

const Branch* Tree::Find(std::int64_t id) const {
  const auto found = branches_.find(id);
  return found == branches_.end() ? nullptr : &found->second;
}

std::vector<std::int64_t> Tree::Within(std::int64_t id) const {
  const Branch* top = Find(id);
  if (top == nullptr) return {};
  std::vector<std::int64_t> out{id};
  for (std::size_t i = 0; i < out.size(); ++i) {
    const auto below = below_.find(out[i]);
    if (below == below_.end()) continue;
    for (const std::int64_t child : below->second) {
      if (branches_.at(child).root == top->root) out.push_back(child);
    }
  }
  return out;
}

int Tree::LevelsAbove(std::int64_t id) const {
  int levels = 0;
  for (const Branch* at = Find(id); at != nullptr; at = Find(at->parent)) ++levels;
  return levels;
}

int Tree::LevelsWithin(std::int64_t id) const {
  int deepest = 0;
  for (const std::int64_t one : Within(id)) deepest = std::max(deepest, LevelsAbove(one));
  return deepest - LevelsAbove(id) + 1;
}

void Tree::Move(std::int64_t id, std::int64_t into) {
  Branch& branch = branches_.at(id);
  std::erase(below_[branch.parent], id);
  branch.parent = into;
  below_[into].push_back(id);
}

Result<FolderId> MakeFolder(Txn& txn, const Place& place, std::string_view name) {
  const Principal& who = place.who();
  Folder folder;
  KOINE_TRY(folder.name, NameOf(name));
  folder.owner = who.user;
  folder.parent = place.folder().id;
  folder.created_at = folder.updated_at = txn.now_ms();
  if (IsTaken(txn, who, folder)) return Error{Code::kConflict, "name"};
  if (folder.parent &&
      std::ssize(SelectPath(txn, who.tenant, who.user, folder.parent)) >= kLevelsMax) {
    return Error{Code::kBadState, "drive_levels"};
  }
  if (TakeDrive(txn, who.tenant, who.user).folders >= kFoldersMax) {
    return Error{Code::kBadState, "drive_folders"};
  }
  InsertFolder(txn, who.tenant, &folder);
  CountMore(txn, who.tenant, who.user, 1, 0);
  return folder.id;
}

Status RenameFolder(Txn& txn, const OwnFolder& place, std::string_view name) {
  const Principal& who = place.who();
  Folder folder = place.folder();
  if (!MayUse(folder.state)) return Error{Code::kBadState, "drive"};
  KOINE_TRY(folder.name, NameOf(name));
  if (IsTaken(txn, who, folder)) return Error{Code::kConflict, "name"};
  folder.updated_at = txn.now_ms();
  UpdateFolder(txn, who.tenant, folder);
  return Ok();
}

Status StarFolder(Txn& txn, const OwnFolder& place, bool starred) {
  Folder folder = place.folder();
  if (!MayUse(folder.state)) return Error{Code::kBadState, "drive"};
  if (folder.starred == starred) return Ok();
  folder.starred = starred;
  UpdateFolder(txn, place.who().tenant, folder);
  return Ok();
}

namespace {

Status MoveFolder(Txn& txn, const Principal& who, std::int64_t id, FolderId into, Tree* tree) {
  KOINE_TRY(const OwnFolder place, OwnFolder::Open(txn, who, FolderId(id)));
  Folder folder = place.folder();
  if (!MayUse(folder.state)) return Error{Code::kBadState, "drive"};
  if (folder.parent == into) return Ok();
  const auto within = tree->Within(id);
  if (std::find(within.begin(), within.end(), into.value) != within.end()) {
    return Error{Code::kBadArgument, "drive_below"};
  }
  if (tree->LevelsAbove(into.value) + tree->LevelsWithin(id) > kLevelsMax) {
    return Error{Code::kBadState, "drive_levels"};
  }
  folder.parent = into;
  if (IsTaken(txn, who, folder)) return Error{Code::kConflict, "name"};
  folder.updated_at = txn.now_ms();
  UpdateFolder(txn, who.tenant, folder);
  tree->Move(id, into.value);
  return Ok();
}

}  // namespace

Status Move(Txn& txn, const OwnFiles& files, const MoveIn& in) {
  const Principal& who = files.who();
  if (in.folders.size() > file::kBatchMax) return FieldError(Code::kBadArgument, "ids");
  KOINE_TRY(const Place into, Place::Open(txn, who, in.into));
  std::vector<std::int64_t> ids;
  for (const Entry& entry : files.entries()) {
    if (!MayUse(entry.state)) return Error{Code::kBadState, "drive"};
    ids.push_back(entry.id.value);
  }
  MoveEntries(txn, who.tenant, ids, into.folder().id);
  const std::set<std::int64_t> folders(in.folders.begin(), in.folders.end());
  if (folders.empty()) return Ok();
  Tree tree(txn, who.tenant, who.user);
  for (const std::int64_t id : folders) {
    KOINE_CHECK(MoveFolder(txn, who, id, into.folder().id, &tree));
  }
  return Ok();
}

Status TrashFolder(Txn& txn, const OwnFolder& place) {
  const Principal& who = place.who();
  Folder folder = place.folder();
  const auto next = office::Next(kDriveStates, folder.state, DriveAct::kTrash);
  if (!next) return Error{Code::kBadState, "drive"};
  if (folder.state == *next) return Ok();
  SetFolders(txn, who.tenant, Tree(txn, who.tenant, who.user).Within(folder.id.value), *next,
             folder.id);
  folder.trashed_at = txn.now_ms();
  UpdateFolder(txn, who.tenant, folder);
  PutFolderRemoval(txn, who.tenant, folder.id, folder.trashed_at + kTrashMs);
  return Ok();
}

Status RestoreFolder(Txn& txn, const OwnFolder& place) {
  const Principal& who = place.who();
  Folder folder = place.folder();
  const auto next = office::Next(kDriveStates, folder.state, DriveAct::kRestore);
  if (!next) return Error{Code::kBadState, "drive"};
  if (folder.state == *next) return Ok();
  const Tree tree(txn, who.tenant, who.user);
  const Branch* above = tree.Find(folder.parent.value);
  const bool fits = above != nullptr && above->state == DriveState::kKept &&
                    tree.LevelsAbove(above->id) + tree.LevelsWithin(folder.id.value) <= kLevelsMax;
  if (!fits) folder.parent = FolderId();
  MakeUnique(txn, who, &folder);
  SetFolders(txn, who.tenant, tree.Within(folder.id.value), *next, FolderId());
  folder.trashed_at = 0;
  UpdateFolder(txn, who.tenant, folder);
  CancelFolderRemoval(txn, folder.id);
  return Ok();
}

Status RemoveFolder(Txn& txn, const OwnFolder& place) {
  const Principal& who = place.who();
  Folder folder = place.folder();
  const auto next = office::Next(kDriveStates, folder.state, DriveAct::kRemove);
  if (!next) return Error{Code::kBadState, "drive"};
  SetFolders(txn, who.tenant, Tree(txn, who.tenant, who.user).Within(folder.id.value), *next,
             folder.id);
  folder.trashed_at = 0;
  UpdateFolder(txn, who.tenant, folder);
  PutFolderRemoval(txn, who.tenant, folder.id, txn.now_ms());
  return Ok();
}

std::vector<Folder> ListFolders(Txn& txn, const Place& place, std::int64_t limit,
                                std::int64_t offset) {
  const Principal& who = place.who();
  std::vector<Folder> out =
      SelectFolders(txn, who.tenant, who.user, place.folder().id, limit, offset);
  std::vector<std::int64_t> ids;
  for (const Folder& one : out) ids.push_back(one.id.value);
  const auto counts = SelectFileCounts(txn, who.tenant, who.user, ids);
  for (Folder& one : out) {
    const auto found = counts.find(one.id.value);
    if (found != counts.end()) one.files = found->second;
  }
  return out;
}

std::int64_t FoldersIn(Txn& txn, const Place& place) {
  return CountFolders(txn, place.who().tenant, place.who().user, place.folder().id);
}

std::vector<Folder> PathOf(Txn& txn, const OwnFolder& place) {
  return SelectPath(txn, place.who().tenant, place.who().user, place.folder().id);
}

}  // namespace koine::drive
