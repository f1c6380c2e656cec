#include "core/group_file/group_file.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "core/file/rows.h"
#include "core/group_file/rows.h"

namespace koine::group_file {

using access::MemberRole;

bool Entry::MayDownload(UserId who) const {
  if (uploader == who || permission == Permission::kAll) return true;
  return role >= (permission == Permission::kAdmin ? MemberRole::kAdmin : MemberRole::kOwner);
}

Result<EntryDoor> EntryDoor::Open(store::Txn& txn, const access::Principal& who, GroupFileId id) {
  auto entry = FindEntry(txn, who, id);
  if (!entry) return Error{Code::kNotFound, "file"};
  return EntryDoor(who, *std::move(entry));
}

Result<Entry> Add(store::Txn& txn, const access::GroupMember& place, const AddIn& in) {
  const access::Principal& who = place.who();
  const ConversationId group = place.conversation().id;
  auto file = file::FindReadable(txn, who, in.file);
  if (!file) return Error{Code::kNotFound, "file"};
  // The door holds the group's row, so two who add the same file come one after the other.
  if (HasFile(txn, who.tenant, group, in.file)) return Error{Code::kConflict};
  AddIn entry = in;
  entry.name = file::CleanName(in.name);
  if (entry.name.empty()) entry.name = file->name;
  const GroupFileId id = InsertEntry(txn, who, group, entry);
  KOINE_TRY(EntryDoor door, EntryDoor::Open(txn, who, id));
  return door.entry();
}

Page List(store::Txn& txn, const access::GroupMember& place, const Filter& filter) {
  const ConversationId group = place.conversation().id;
  Page page;
  page.entries = ListEntries(txn, place.who(), group, filter);
  page.total = CountEntries(txn, place.who().tenant, group, filter);
  return page;
}

std::vector<std::string> Categories(store::Txn& txn, const access::GroupMember& place) {
  std::vector<std::string> out = ListCategories(txn, place.who().tenant, place.conversation().id);
  if (std::find(out.begin(), out.end(), "default") == out.end()) out.push_back("default");
  std::sort(out.begin(), out.end());
  return out;
}

Statistics StatisticsOf(store::Txn& txn, const access::GroupMember& place) {
  return FindStatistics(txn, place.who().tenant, place.conversation().id);
}

Status Alter(store::Txn& txn, const EntryDoor& door, const Change& change) {
  Entry entry = door.entry();
  if (!entry.MayChange(door.who().user)) return Error{Code::kForbidden};
  if (change.name) {
    const std::string name = file::CleanName(*change.name);
    if (!name.empty()) entry.name = name;
  }
  if (change.category) entry.category = *change.category;
  if (change.permission) entry.permission = *change.permission;
  UpdateEntry(txn, door.who().tenant, entry);
  return Ok();
}

Status Remove(store::Txn& txn, const access::Principal& who, std::span<const std::int64_t> ids) {
  if (ids.size() > file::kBatchMax) return FieldError(Code::kBadArgument, "ids");
  const std::unordered_set<std::int64_t> wanted(ids.begin(), ids.end());
  const std::vector<Entry> entries = FindEntries(txn, who, ids);
  if (entries.size() != wanted.size()) return Error{Code::kNotFound, "file"};
  for (const Entry& entry : entries) {
    if (!entry.MayChange(who.user)) return Error{Code::kForbidden};
  }
  DeleteEntries(txn, who.tenant, ids);
  return Ok();
}

Status NoteDownload(store::Txn& txn, const EntryDoor& door) {
  if (!door.entry().MayDownload(door.who().user)) return Error{Code::kForbidden};
  CountDownload(txn, door.who().tenant, door.entry().id);
  return Ok();
}

}  // namespace koine::group_file
