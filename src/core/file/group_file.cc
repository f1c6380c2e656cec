#include "core/file/group_file.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "core/file/group_file_rows.h"
#include "core/file/rows.h"

namespace koine::file {

using access::MemberRole;

bool GroupFile::MayDownload(UserId who) const {
  if (uploader == who || permission == GroupFilePermission::kAll) return true;
  return role >=
         (permission == GroupFilePermission::kAdmin ? MemberRole::kAdmin : MemberRole::kOwner);
}

Result<GroupFileDoor> GroupFileDoor::Open(store::Txn& txn, const access::Principal& who,
                                          GroupFileId id) {
  auto entry = FindGroupFile(txn, who, id);
  if (!entry) return Error{Code::kNotFound, "file"};
  return GroupFileDoor(who, *std::move(entry));
}

Result<GroupFile> AddGroupFile(store::Txn& txn, const access::GroupMember& place,
                               const GroupFileIn& in) {
  const access::Principal& who = place.who();
  const ConversationId group = place.conversation().id;
  auto file = file::FindReadable(txn, who, in.file);
  if (!file) return Error{Code::kNotFound, "file"};
  // The door holds the group's row, so two who add the same file come one after the other.
  if (HasGroupFile(txn, who.tenant, group, in.file)) return Error{Code::kConflict};
  GroupFileIn entry = in;
  entry.name = file::CleanName(in.name);
  if (entry.name.empty()) entry.name = file->name;
  const GroupFileId id = InsertGroupFile(txn, who, group, entry);
  KOINE_TRY(GroupFileDoor door, GroupFileDoor::Open(txn, who, id));
  return door.entry();
}

GroupFilePage ListGroupFiles(store::Txn& txn, const access::GroupMember& place,
                             const GroupFileFilter& filter) {
  const ConversationId group = place.conversation().id;
  GroupFilePage page;
  page.entries = SelectGroupFiles(txn, place.who(), group, filter);
  page.total = CountGroupFiles(txn, place.who().tenant, group, filter);
  return page;
}

std::vector<std::string> GroupFileCategories(store::Txn& txn, const access::GroupMember& place) {
  std::vector<std::string> out =
      SelectGroupFileCategories(txn, place.who().tenant, place.conversation().id);
  if (std::find(out.begin(), out.end(), "default") == out.end()) out.push_back("default");
  std::sort(out.begin(), out.end());
  return out;
}

GroupFileStatistics GroupFileStatisticsOf(store::Txn& txn, const access::GroupMember& place) {
  return FindGroupFileStatistics(txn, place.who().tenant, place.conversation().id);
}

Status AlterGroupFile(store::Txn& txn, const GroupFileDoor& door, const GroupFileChange& change) {
  GroupFile entry = door.entry();
  if (!entry.MayChange(door.who().user)) return Error{Code::kForbidden};
  if (change.name) {
    const std::string name = file::CleanName(*change.name);
    if (!name.empty()) entry.name = name;
  }
  if (change.category) entry.category = *change.category;
  if (change.permission) entry.permission = *change.permission;
  UpdateGroupFile(txn, door.who().tenant, entry);
  return Ok();
}

Result<GroupFileList> GroupFileList::Open(store::Txn& txn, const access::Principal& who,
                                          const Key& ids) {
  if (ids.size() > file::kBatchMax) return FieldError(Code::kBadArgument, "ids");
  const std::unordered_set<std::int64_t> wanted(ids.begin(), ids.end());
  std::vector<GroupFile> entries = FindGroupFiles(txn, who, ids);
  if (entries.size() != wanted.size()) return Error{Code::kNotFound, "file"};
  return GroupFileList(who, std::move(entries));
}

namespace {

Status RemoveEntries(store::Txn& txn, const access::Principal& who,
                     std::span<const GroupFile> entries) {
  std::vector<std::int64_t> ids;
  for (const GroupFile& entry : entries) {
    if (!entry.MayChange(who.user)) return Error{Code::kForbidden};
    ids.push_back(entry.id.value);
  }
  DeleteGroupFiles(txn, who.tenant, ids);
  return Ok();
}

}  // namespace

Status RemoveGroupFile(store::Txn& txn, const GroupFileDoor& door) {
  return RemoveEntries(txn, door.who(), {&door.entry(), 1});
}

Status RemoveGroupFiles(store::Txn& txn, const GroupFileList& list) {
  return RemoveEntries(txn, list.who(), list.entries());
}

Status NoteGroupFileDownload(store::Txn& txn, const GroupFileDoor& door) {
  if (!door.entry().MayDownload(door.who().user)) return Error{Code::kForbidden};
  CountGroupFileDownload(txn, door.who().tenant, door.entry().id);
  return Ok();
}

}  // namespace koine::file
