#pragma once

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "base/time.h"
#include "core/office/drive/drive.h"
#include "core/office/drive/rows.h"

// What the verbs of this folder share.
namespace koine::drive {

inline constexpr std::int64_t kTrashMs = kTrashDays * kDayMs;

// The folders of a drive, which is locked where something follows from them.
class Tree {
 public:
  Tree(store::Txn& txn, TenantId tenant, UserId owner);

  const Branch* Find(std::int64_t id) const;
  // The folder and what lies under it in the same state: kept, or thrown away with the same one.
  std::vector<std::int64_t> Within(std::int64_t id) const;
  // How many levels there are from the top to the folder, with its own; 0: there is no such folder.
  int LevelsAbove(std::int64_t id) const;
  // The same from it down to the deepest one within it.
  int LevelsWithin(std::int64_t id) const;
  // The folder, which is in the tree, lies in another one from now on.
  void Move(std::int64_t id, std::int64_t into);

 private:
  std::unordered_map<std::int64_t, Branch> branches_;
  std::unordered_map<std::int64_t, std::vector<std::int64_t>> below_;
};

// Orders that it goes for good at that time, or not.
void PutFolderRemoval(store::Txn& txn, TenantId tenant, FolderId id, std::int64_t at);
void CancelFolderRemoval(store::Txn& txn, FolderId id);
void PutFileRemoval(store::Txn& txn, TenantId tenant, EntryId id, std::int64_t at);
void CancelFileRemoval(store::Txn& txn, EntryId id);

// Files go for good, with their shares and contents; all of one drive.
void BuryFiles(store::Txn& txn, TenantId tenant, UserId owner, const std::vector<Stored>& files);

}  // namespace koine::drive
