// Files of groups (ruoyi 27 GroupFile, 27.b).

#include "core/file/group_file.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "dialect/ruoyi/file.h"
#include "dialect/ruoyi/paging.h"
#include "dialect/ruoyi/published.h"
#include "dialect/ruoyi/ruoyi.h"

namespace koine::ruoyi {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

constexpr std::int64_t kGroupFilePage = 20;

struct GroupFileOut {
  GroupFileId id, groupFileId;
  ConversationId groupId;
  FileId fileId;
  std::string fileName, fileType, fileExtension;
  std::int64_t fileSize = 0;
  std::string fileSizeFormat, category;
  file::GroupFilePermission permission = file::GroupFilePermission::kAll;
  UserId uploaderId;
  std::string uploaderName;
  std::int64_t downloadCount = 0;
  std::optional<std::string> fileUrl, thumbnailUrl;
  bool canDelete = false, canDownload = false;
  json::Time createTime;
};
KOINE_DESCRIBE(GroupFileOut,
               (id, groupFileId, groupId, fileId, fileName, fileType, fileExtension, fileSize,
                fileSizeFormat, category, permission, uploaderId, uploaderName, downloadCount,
                fileUrl, thumbnailUrl, canDelete, canDownload, createTime))
struct GroupFileIn {
  ConversationId groupId;
  std::optional<FileId> fileId;
  std::optional<std::string> fileName, category;
  std::optional<file::GroupFilePermission> permission;
  std::optional<file::Received> received;
};
KOINE_DESCRIBE(GroupFileIn, (groupId, fileId, fileName, category, permission))
KOINE_RULES(GroupFileIn, json::Rule("groupId").Required("群组ID不能为空"),
            json::Rule("fileName").MaxChars(255, "文件名过长"),
            json::Rule("category").MaxChars(file::kCategoryChars, "分类名称过长"),
            json::Rule("permission").AnyCase().Text("权限类型不正确"))
struct GroupFileQueryIn {
  ConversationId groupId;
  std::optional<std::string> category, fileType, keyword;
  std::optional<UserId> uploaderId;
  std::int64_t pageNum = 1, pageSize = kGroupFilePage;
};
KOINE_DESCRIBE(GroupFileQueryIn,
               (groupId, category, fileType, keyword, uploaderId, pageNum, pageSize))
KOINE_RULES(GroupFileQueryIn, json::Rule("groupId").Required("群组ID不能为空"),
            json::Rule("keyword").MaxChars(100))
struct GroupFileIdIn {
  GroupFileId groupFileId;
};
KOINE_DESCRIBE(GroupFileIdIn, (groupFileId))
struct GroupFileIdsIn {
  std::vector<std::int64_t> ids;
};
KOINE_DESCRIBE(GroupFileIdsIn, (ids))
KOINE_RULES(GroupFileIdsIn, json::Rule("ids")
                                .Required("文件ID不能为空")
                                .Alias("groupFileIds")
                                .MinItems(1, "文件ID不能为空")
                                .WholeBody()
                                .MaxItems(file::kBatchMax))
struct GroupFileChangeIn {
  GroupFileId groupFileId;
  std::optional<std::string> fileName, category;
  std::optional<file::GroupFilePermission> permission;
};
KOINE_DESCRIBE(GroupFileChangeIn, (groupFileId, fileName, category, permission))
KOINE_RULES(GroupFileChangeIn, json::Rule("fileName").MaxChars(255, "文件名过长"),
            json::Rule("category").MaxChars(file::kCategoryChars, "分类名称过长"),
            json::Rule("permission").AnyCase().Text("权限类型不正确"))
struct GroupFileMoveIn {
  GroupFileId groupFileId;
  std::string category;
};
KOINE_DESCRIBE(GroupFileMoveIn, (groupFileId, category))
KOINE_RULES(
    GroupFileMoveIn,
    json::Rule("category").NotBlank("分类不能为空").MaxChars(file::kCategoryChars, "分类名称过长"))
struct GroupFilesOfIn {
  ConversationId groupId;
};
KOINE_DESCRIBE(GroupFilesOfIn, (groupId))
struct GroupFileStatisticsOut {
  std::int64_t totalCount = 0, totalSize = 0;
  std::string totalSizeFormat;
  std::int64_t imageCount = 0, videoCount = 0, audioCount = 0, documentCount = 0, otherCount = 0;
};
KOINE_DESCRIBE(GroupFileStatisticsOut, (totalCount, totalSize, totalSizeFormat, imageCount,
                                        videoCount, audioCount, documentCount, otherCount))
// What published clients read instead of the list.
struct GroupFilePage : PageOf<GroupFileOut> {};
KOINE_DESCRIBE(GroupFilePage, (records, rows, list, total, size, current, pages))

namespace {

std::string CategoryOf(const std::optional<std::string>& category) {
  const std::string_view trimmed = text::Trim(category ? std::string_view(*category) : "");
  return trimmed.empty() ? "default" : std::string(trimmed);
}

GroupFileOut ToEntry(const file::GroupFile& entry, const Call& call) {
  const FileOut file = ToFile(entry.file, call);
  GroupFileOut out;
  out.id = out.groupFileId = entry.id;
  out.groupId = entry.group;
  out.fileId = entry.file.id;
  out.fileName = entry.name;
  out.fileType = file.fileType;
  out.fileExtension = file.fileExtension;
  out.fileSize = file.fileSize;
  out.fileSizeFormat = FormatSize(file.fileSize);
  out.category = entry.category;
  out.permission = entry.permission;
  out.uploaderId = entry.uploader;
  out.uploaderName = entry.uploader_name;
  out.downloadCount = entry.downloads;
  out.canDelete = entry.MayChange(call.who.user);
  out.canDownload = entry.MayDownload(call.who.user);
  // The link is the right, so it is shown to those who may.
  if (out.canDownload) {
    out.fileUrl = file.fileUrl;
    out.thumbnailUrl = file.thumbnailUrl;
  }
  out.createTime = {entry.created_at};
  return out;
}

Result<GroupFileOut> AddEntry(Txn& txn, Call& call, const access::GroupMember& place,
                              const GroupFileIn& in, FileId file) {
  file::GroupFileIn add;
  add.file = file;
  add.name = in.fileName.value_or("");
  add.category = CategoryOf(in.category);
  add.permission = in.permission.value_or(file::GroupFilePermission::kAll);
  KOINE_TRY(const file::GroupFile entry, file::AddGroupFile(txn, place, add));
  return ToEntry(entry, call);
}

Result<GroupFileOut> AddGroupFile(Txn& txn, Call& call, const access::GroupMember& place,
                                  GroupFileIn& in) {
  if (!in.fileId) return FieldError(Code::kMissingArgument, "fileId", "文件ID不能为空");
  return AddEntry(txn, call, place, in, *in.fileId);
}

Status PrepareGroupFile(Call& call, GroupFileIn& in) {
  // Published clients upload the file first and name it here.
  if (call.files.empty() && in.fileId) return Ok();
  KOINE_TRY(in.received, TakeFile(call, 0, in.fileName, file::Accept::kAll));
  return Ok();
}

Result<GroupFileOut> UploadGroupFile(Txn& txn, Call& call, const access::GroupMember& place,
                                     GroupFileIn& in) {
  if (!in.received) {
    KOINE_TRY(GroupFileOut out, AddEntry(txn, call, place, in, *in.fileId));
    if (IsPublished(call)) ShowInstead(call, out.id);
    return out;
  }
  KOINE_TRY(const file::File file, file::Add(txn, call.who, *in.received, file::Purpose::kFile,
                                             place.conversation().id, LimitsOf(call)));
  return AddEntry(txn, call, place, in, file.id);
}

Result<std::vector<GroupFileOut>> ListGroupFiles(Txn& txn, Call& call,
                                                 const access::GroupMember& place,
                                                 GroupFileQueryIn& in) {
  file::GroupFileFilter filter;
  filter.category = std::string(text::Trim(in.category.value_or("")));
  KOINE_TRY(filter.kind, KindOfText(in.fileType));
  filter.uploader = in.uploaderId.value_or(UserId());
  filter.keyword = text::Fold(text::Trim(in.keyword.value_or("")));
  const std::int64_t size = std::clamp<std::int64_t>(in.pageSize, 1, kPageSizeMax);
  filter.limit = static_cast<int>(size);
  filter.offset = (std::clamp<std::int64_t>(in.pageNum, 1, 1'000'000) - 1) * size;
  const file::GroupFilePage page = file::ListGroupFiles(txn, place, filter);
  std::vector<GroupFileOut> out;
  for (const file::GroupFile& entry : page.entries) out.push_back(ToEntry(entry, call));
  AddPage(call, out, page.total);
  if (IsPublished(call)) {
    ShowInstead(call, PageData<GroupFilePage>(call, out, page.total, {size, filter.offset, true}));
  }
  return out;
}

Result<std::vector<std::string>> GroupFileCategories(Txn& txn, Call&,
                                                     const access::GroupMember& place,
                                                     GroupFilesOfIn&) {
  return file::GroupFileCategories(txn, place);
}

Result<GroupFileStatisticsOut> GroupFileStatistics(Txn& txn, Call&,
                                                   const access::GroupMember& place,
                                                   GroupFilesOfIn&) {
  const file::GroupFileStatistics s = file::GroupFileStatisticsOf(txn, place);
  return GroupFileStatisticsOut{s.count,  s.bytes,  FormatSize(s.bytes), s.images,
                                s.videos, s.audios, s.documents,         s.others};
}

Result<std::string> DownloadGroupFile(Txn& txn, Call& call, const file::GroupFileDoor& door,
                                      GroupFileIdIn&) {
  KOINE_CHECK(file::NoteGroupFileDownload(txn, door));
  return file::LinkOf(door.entry().file, FilesOf(call), call.who, call.now_ms());
}

Result<Nothing> DeleteGroupFile(Txn& txn, Call&, const file::GroupFileDoor& door, GroupFileIdIn&) {
  KOINE_CHECK(file::RemoveGroupFile(txn, door));
  return Nothing{};
}

Result<Nothing> DeleteGroupFiles(Txn& txn, Call&, const file::GroupFileList& list,
                                 GroupFileIdsIn&) {
  KOINE_CHECK(file::RemoveGroupFiles(txn, list));
  return Nothing{};
}

Result<Nothing> ChangeGroupFile(Txn& txn, Call&, const file::GroupFileDoor& door,
                                GroupFileChangeIn& in) {
  file::GroupFileChange change{in.fileName, std::nullopt, in.permission};
  if (in.category) change.category = CategoryOf(in.category);
  KOINE_CHECK(file::AlterGroupFile(txn, door, change));
  return Nothing{};
}

Result<Nothing> MoveGroupFile(Txn& txn, Call&, const file::GroupFileDoor& door,
                              GroupFileMoveIn& in) {
  KOINE_CHECK(
      file::AlterGroupFile(txn, door, {std::nullopt, CategoryOf(in.category), std::nullopt}));
  return Nothing{};
}

std::int64_t GroupFileBytes(const file::Limits& limits) {
  return limits.file_bytes;
}

void AddGroupFileWrites(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  static constexpr char kRef[] = "27 GroupFile";
  static constexpr char kOne[] = R"({"groupFileId":"{groupfile.mine}"})";
  rows->push_back(
      Ep<&AddGroupFile>(Method::kPost, "/api/im/group/file", "Add a file to a group",
                        {.mode = Mode::kWrite,
                         .door = "groupId",
                         .ok = "上传成功",
                         .example = R"({"groupId":"{group.mine}","fileId":"{file.spare}"})",
                         .ref = kRef}));
  rows->push_back(gateway::EpPrepared<&UploadGroupFile, &PrepareGroupFile>(
      Method::kPost, "/api/im/group/file/upload", "Upload a file to a group",
      {.mode = Mode::kWrite,
       .door = "groupId",
       .ok = "上传成功",
       .example = R"({"groupId":"{group.mine}"})",
       .ref = kRef,
       .files = "file",
       .file_bytes = &GroupFileBytes,
       .admit = &AdmitFile}));
  rows->push_back(Ep<&ChangeGroupFile>(
      Method::kPut, "/api/im/group/file/{groupFileId}", "Update a file of a group",
      {.mode = Mode::kWrite,
       .door = "groupFileId",
       .repeatable = true,
       .ok = "更新成功",
       .example = R"({"groupFileId":"{groupfile.mine}","fileName":"b.png"})",
       .ref = kRef}));
  rows->push_back(
      Ep<&MoveGroupFile>(Method::kPut, "/api/im/group/file/move/{groupFileId}",
                         "Move a file of a group to another category",
                         {.mode = Mode::kWrite,
                          .door = "groupFileId",
                          .repeatable = true,
                          .ok = "移动成功",
                          .example = R"({"groupFileId":"{groupfile.mine}","category":"plans"})",
                          .ref = kRef}));
  rows->push_back(Ep<&DeleteGroupFile>(Method::kDelete, "/api/im/group/file/{groupFileId}",
                                       "Remove a file from its group",
                                       {.mode = Mode::kWrite,
                                        .door = "groupFileId",
                                        .ok = "删除成功",
                                        .example = kOne,
                                        .ref = kRef}));
  rows->push_back(Ep<&DeleteGroupFiles>(Method::kDelete, "/api/im/group/file/batch",
                                        "Remove files from their groups",
                                        {.mode = Mode::kWrite,
                                         .door = "ids",
                                         .ok = "批量删除成功",
                                         .example = R"({"ids":"{groupfile.mine}"})",
                                         .ref = kRef}));
}

}  // namespace

void AddGroupFiles(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  static constexpr char kRef[] = "27 GroupFile";
  static constexpr char kGroup[] = R"({"groupId":"{group.mine}"})";
  AddGroupFileWrites(rows);
  rows->push_back(Ep<&ListGroupFiles>(
      Method::kPost, "/api/im/group/file/list", "List the files of a group",
      {.mode = Mode::kScan, .door = "groupId", .example = kGroup, .ref = kRef}));
  rows->push_back(Ep<&GroupFileCategories>(
      Method::kGet, "/api/im/group/file/categories/{groupId}",
      "List the file categories of a group",
      {.mode = Mode::kScan, .door = "groupId", .example = kGroup, .ref = kRef}));
  rows->push_back(Ep<&GroupFileStatistics>(
      Method::kGet, "/api/im/group/file/statistics/{groupId}", "Count the files of a group",
      {.mode = Mode::kScan, .door = "groupId", .example = kGroup, .ref = kRef}));
  rows->push_back(Ep<&DownloadGroupFile>(Method::kGet, "/api/im/group/file/download/{groupFileId}",
                                         "Get the download link of a file of a group",
                                         {.mode = Mode::kWrite,
                                          .door = "groupFileId",
                                          .example = R"({"groupFileId":"{groupfile.mine}"})",
                                          .ref = kRef}));
}

}  // namespace koine::ruoyi
