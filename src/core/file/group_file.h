#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "core/access/doors.h"
#include "core/file/file.h"
#include "store/txn.h"

// Files that a group keeps: entries that name a file, in categories (ruoyi 27.b, group file).
namespace koine::file {

inline constexpr std::int64_t kCategoryChars = 50;

// Who may download an entry; stored as text.
enum class GroupFilePermission : std::uint8_t { kAll, kAdmin, kOwner };
KOINE_ENUM(GroupFilePermission, (GroupFilePermission::kAll, "ALL"),
           (GroupFilePermission::kAdmin, "ADMIN"), (GroupFilePermission::kOwner, "OWNER"))

struct GroupFile {
  GroupFileId id;
  ConversationId group;
  UserId uploader;
  std::string uploader_name;
  std::string name, category;
  GroupFilePermission permission = GroupFilePermission::kAll;
  std::int64_t downloads = 0, created_at = 0;
  file::File file;
  access::MemberRole role = access::MemberRole::kMember;  // of the reader

  // Whoever added it, and the group's owner and administrators.
  bool MayChange(UserId who) const { return uploader == who || role >= access::MemberRole::kAdmin; }
  bool MayDownload(UserId who) const;
};

// An entry of a group that the principal is in. kNotFound "file" otherwise.
class GroupFileDoor {
 public:
  static constexpr const char* kDoor = "group_file";
  using Key = GroupFileId;
  static Result<GroupFileDoor> Open(store::Txn& txn, const access::Principal& who, GroupFileId id);
  const GroupFile& entry() const { return entry_; }
  const access::Principal& who() const { return who_; }

 private:
  GroupFileDoor(const access::Principal& who, GroupFile entry)
      : who_(who), entry_(std::move(entry)) {}
  access::Principal who_;
  GroupFile entry_;
};

// Adds a file that the caller may read; from then on the group's members may. kNotFound "file",
// kConflict if the group has it already.
struct GroupFileIn {
  FileId file;
  std::string name;  // empty: the file's
  std::string category;
  GroupFilePermission permission = GroupFilePermission::kAll;
};
Result<GroupFile> AddGroupFile(store::Txn& txn, const access::GroupMember& place,
                               const GroupFileIn& in);

struct GroupFileFilter {
  std::string category;
  std::optional<file::Kind> kind;
  UserId uploader;
  std::string keyword;  // folded
  int limit = 20;
  std::int64_t offset = 0;
};
struct GroupFilePage {
  std::vector<GroupFile> entries;  // newest first
  std::int64_t total = 0;
};
GroupFilePage ListGroupFiles(store::Txn& txn, const access::GroupMember& place,
                             const GroupFileFilter& filter);
// Those in use, and "default"; in the order of their names.
std::vector<std::string> GroupFileCategories(store::Txn& txn, const access::GroupMember& place);

struct GroupFileStatistics {
  std::int64_t count = 0, bytes = 0;
  std::int64_t images = 0, videos = 0, audios = 0, documents = 0, others = 0;
};
GroupFileStatistics GroupFileStatisticsOf(store::Txn& txn, const access::GroupMember& place);

// kForbidden for who may not change it.
struct GroupFileChange {
  std::optional<std::string> name, category;
  std::optional<GroupFilePermission> permission;
};
Status AlterGroupFile(store::Txn& txn, const GroupFileDoor& door, const GroupFileChange& change);
// Several such entries, all or none. kNotFound "file"; kBadArgument "ids" for too many.
class GroupFileList {
 public:
  static constexpr const char* kDoor = "group_file";
  using Key = std::vector<std::int64_t>;
  static Result<GroupFileList> Open(store::Txn& txn, const access::Principal& who, const Key& ids);
  const std::vector<GroupFile>& entries() const { return entries_; }
  const access::Principal& who() const { return who_; }

 private:
  GroupFileList(const access::Principal& who, std::vector<GroupFile> entries)
      : who_(who), entries_(std::move(entries)) {}
  access::Principal who_;
  std::vector<GroupFile> entries_;
};
// Takes entries out of their groups; the files stay. kForbidden for who may not change them all.
Status RemoveGroupFile(store::Txn& txn, const GroupFileDoor& door);
Status RemoveGroupFiles(store::Txn& txn, const GroupFileList& list);
// Counts a download. kForbidden for whom it is not.
Status NoteGroupFileDownload(store::Txn& txn, const GroupFileDoor& door);

}  // namespace koine::file
