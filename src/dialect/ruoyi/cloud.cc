// The cloud drive: its folders, space and recycle bin (ruoyi 15.16, 15.17, 15.19).

#include "dialect/ruoyi/cloud.h"

#include <algorithm>
#include <utility>

#include "core/access/doors.h"
#include "core/file/type.h"
#include "dialect/ruoyi/file.h"
#include "dialect/ruoyi/ruoyi.h"

namespace koine::ruoyi {

using drive::FolderId;
using gateway::Call;
using gateway::Nothing;
using store::Txn;

// Whose drive, and who may look: everybody has their own, alone.
#define KOINE_OWNER_RULES                                                     \
  json::Rule("ownerType").OneOf({"", "USER", "user"}).Text("仅支持个人云盘"), \
      json::Rule("accessPermission").OneOf({"", "PRIVATE", "private"}).Text("仅支持私有权限")

struct CloudFoldersIn {
  FolderId parentId;
  std::optional<std::string> ownerType;
  std::optional<std::int64_t> pageNum, pageSize;
};
KOINE_DESCRIBE(CloudFoldersIn, (parentId, ownerType, pageNum, pageSize))
KOINE_RULES(CloudFoldersIn,
            json::Rule("ownerType").OneOf({"", "USER", "user"}).Text("仅支持个人云盘"))
struct NewCloudFolderIn {
  std::string folderName;
  FolderId parentId;
  std::optional<std::string> ownerType, accessPermission;
};
KOINE_DESCRIBE(NewCloudFolderIn, (folderName, parentId, ownerType, accessPermission))
KOINE_RULES(NewCloudFolderIn,
            json::Rule("folderName")
                .NotBlank("文件夹名称不能为空")
                .MaxChars(drive::kFolderNameChars, "文件夹名称长度不能超过100个字符"),
            KOINE_OWNER_RULES)
#undef KOINE_OWNER_RULES
struct CloudFolderIn {
  FolderId folderId;
};
KOINE_DESCRIBE(CloudFolderIn, (folderId))
struct RenameCloudFolderIn {
  FolderId folderId;
  std::string newName;
};
KOINE_DESCRIBE(RenameCloudFolderIn, (folderId, newName))
KOINE_RULES(RenameCloudFolderIn,
            json::Rule("newName")
                .NotBlank("文件夹名称不能为空")
                .MaxChars(drive::kFolderNameChars, "文件夹名称长度不能超过100个字符"))
struct StarCloudFolderIn {
  FolderId folderId;
  std::optional<bool> starred;
};
KOINE_DESCRIBE(StarCloudFolderIn, (folderId, starred))
struct CloudBinIn {
  std::optional<std::int64_t> pageNum, pageSize;
};
KOINE_DESCRIBE(CloudBinIn, (pageNum, pageSize))

struct CloudQuotaOut {
  std::int64_t totalCapacity = 0, usedCapacity = 0, availableCapacity = 0;
  std::string totalCapacityFormat, usedCapacityFormat, availableCapacityFormat;
  double usageRate = 0;
  std::int64_t fileCount = 0;
};
KOINE_DESCRIBE(CloudQuotaOut, (totalCapacity, usedCapacity, availableCapacity, totalCapacityFormat,
                               usedCapacityFormat, availableCapacityFormat, usageRate, fileCount))
struct CloudTrashedOut {
  std::int64_t id = 0;
  std::string itemType, fileName, name;  // FILE or FOLDER; the last two are the same
  std::optional<std::int64_t> fileSize;
  std::optional<std::string> fileSizeFormat, fileType;
  json::Time deletedTime, expireTime;
};
KOINE_DESCRIBE(CloudTrashedOut, (id, itemType, fileName, name, fileSize, fileSizeFormat, fileType,
                                 deletedTime, expireTime))

const char* CloudKind(const file::File& file) {
  switch (file.kind) {
    case file::Kind::kImage:
      return "IMAGE";
    case file::Kind::kVideo:
      return "VIDEO";
    case file::Kind::kAudio:
      return "VOICE";
    case file::Kind::kDocument:
    case file::Kind::kOther:
      break;
  }
  return file.mime.starts_with("text/") ? "TEXT" : "FILE";
}

CloudFolderOut ToFolder(const drive::Folder& folder, const std::string& owner) {
  CloudFolderOut out;
  out.id = folder.id;
  out.folderName = folder.name;
  out.parentId = folder.parent;
  out.ownerId = folder.owner;
  out.ownerName = owner;
  out.fileCount = folder.files;
  out.isStarred = folder.starred;
  out.createTime = {folder.created_at};
  out.updateTime = {folder.updated_at};
  return out;
}

CloudFileOut ToUnlinked(const drive::Entry& entry, const std::string& owner) {
  const file::File& file = entry.file;
  CloudFileOut out;
  out.id = entry.id;
  out.storedFileId = file.id;
  out.fileName = out.name = out.title = entry.name;
  out.fileSize = file.size;
  out.fileSizeFormat = FormatSize(file.size);
  out.fileType = CloudKind(file);
  out.fileExt = file.extension;
  out.mimeType = file.mime;
  out.folderId = entry.folder;
  out.uploaderId = entry.owner;
  out.uploaderName = owner;
  out.isStarred = entry.starred;
  out.createTime = {entry.created_at};
  out.updateTime = {entry.updated_at};
  return out;
}

CloudFileOut ToCloudFile(const drive::Entry& entry, const std::string& owner, const Call& call) {
  CloudFileOut out = ToUnlinked(entry, owner);
  const file::File& file = entry.file;
  out.fileUrl = out.url = file::LinkOf(file, *call.services->files, call.who, call.now_ms());
  if (file::Previewable(file.extension, file.mime)) out.previewUrl = out.fileUrl;
  if (file.kind == file::Kind::kImage) {
    out.thumbnailUrl = "/api/im/file/preview/thumbnail/" + std::to_string(file.id.value);
  }
  return out;
}

std::vector<CloudFileOut> ToCloudFiles(Txn& txn, const std::vector<drive::Entry>& entries,
                                       const Call& call) {
  std::vector<CloudFileOut> out;
  if (entries.empty()) return out;
  const std::string owner = access::PersonOf(txn, call.who).name;
  out.reserve(entries.size());
  for (const drive::Entry& one : entries) out.push_back(ToCloudFile(one, owner, call));
  return out;
}

Slice CloudSlice(const std::optional<std::int64_t>& page_num,
                 const std::optional<std::int64_t>& page_size) {
  Slice slice = SliceOf(page_num, page_size);
  slice.limit = std::min(slice.limit, drive::kListedMax);
  return slice;
}

namespace {

std::vector<CloudFolderOut> ToFolders(Txn& txn, const std::vector<drive::Folder>& folders,
                                      const Call& call) {
  std::vector<CloudFolderOut> out;
  if (folders.empty()) return out;
  const std::string owner = access::PersonOf(txn, call.who).name;
  for (const drive::Folder& one : folders) out.push_back(ToFolder(one, owner));
  return out;
}

Result<FolderId> MakeFolder(Txn& txn, Call&, const drive::Place& place, NewCloudFolderIn& in) {
  return drive::MakeFolder(txn, place, in.folderName);
}

Result<std::vector<CloudFolderOut>> ListFolders(Txn& txn, Call& call, const drive::Place& place,
                                                CloudFoldersIn& in) {
  const Slice slice = CloudSlice(in.pageNum, in.pageSize);
  std::vector<CloudFolderOut> out =
      ToFolders(txn, drive::ListFolders(txn, place, slice.reach(), slice.offset), call);
  TellTotal(call, out, slice, [&] { return drive::FoldersIn(txn, place); });
  return out;
}

Result<std::vector<CloudFolderOut>> FolderPath(Txn& txn, Call& call, const drive::OwnFolder& place,
                                               CloudFolderIn&) {
  return ToFolders(txn, drive::PathOf(txn, place), call);
}

Result<Nothing> RenameFolder(Txn& txn, Call&, const drive::OwnFolder& place,
                             RenameCloudFolderIn& in) {
  KOINE_CHECK(drive::RenameFolder(txn, place, in.newName));
  return Nothing{};
}

Result<Nothing> StarFolder(Txn& txn, Call& call, const drive::OwnFolder& place,
                           StarCloudFolderIn& in) {
  const bool starred = in.starred.value_or(true);
  if (!starred) call.message = "取消收藏成功";
  KOINE_CHECK(drive::StarFolder(txn, place, starred));
  return Nothing{};
}

Result<Nothing> TrashFolder(Txn& txn, Call&, const drive::OwnFolder& place, CloudFolderIn&) {
  KOINE_CHECK(drive::TrashFolder(txn, place));
  return Nothing{};
}

Result<Nothing> RestoreFolder(Txn& txn, Call&, const drive::OwnFolder& place, CloudFolderIn&) {
  KOINE_CHECK(drive::RestoreFolder(txn, place));
  return Nothing{};
}

Result<Nothing> RemoveFolder(Txn& txn, Call&, const drive::OwnFolder& place, CloudFolderIn&) {
  KOINE_CHECK(drive::RemoveFolder(txn, place));
  return Nothing{};
}

Result<CloudQuotaOut> GetQuota(Txn& txn, Call& call, Nothing&) {
  const file::Space space = file::SpaceOf(txn, call.who, LimitsOf(call));
  CloudQuotaOut out;
  out.totalCapacity = space.total;
  out.usedCapacity = space.used;
  out.availableCapacity = std::max<std::int64_t>(0, space.total - space.used);
  out.totalCapacityFormat = FormatSize(out.totalCapacity);
  out.usedCapacityFormat = FormatSize(out.usedCapacity);
  out.availableCapacityFormat = FormatSize(out.availableCapacity);
  out.usageRate = UsageRate(space);
  out.fileCount = space.files;
  return out;
}

Result<std::vector<CloudTrashedOut>> ListBin(Txn& txn, Call& call, CloudBinIn& in) {
  const Slice slice = CloudSlice(in.pageNum, in.pageSize);
  std::vector<CloudTrashedOut> out;
  for (const drive::Trashed& one : drive::ListBin(txn, call.who, slice.reach(), slice.offset)) {
    CloudTrashedOut item;
    item.id = one.file ? one.file->id.value : one.folder->id.value;
    item.itemType = one.file ? "FILE" : "FOLDER";
    item.fileName = item.name = one.file ? one.file->name : one.folder->name;
    if (one.file) {
      item.fileSize = one.file->file.size;
      item.fileSizeFormat = FormatSize(one.file->file.size);
      item.fileType = CloudKind(one.file->file);
    }
    item.deletedTime = {one.at()};
    item.expireTime = {one.at() + drive::kTrashDays * kDayMs};
    out.push_back(std::move(item));
  }
  TellTotal(call, out, slice, [&] { return drive::CountBin(txn, call.who); });
  return out;
}

using gateway::About;
using gateway::Ep;
using gateway::Mode;
using net::Method;

constexpr char kOneFolder[] = R"({"folderId":"{drivefolder.mine}"})";

void AddFolderEnds(std::vector<gateway::Endpoint>* rows) {
  rows->push_back(Ep<&TrashFolder>(Method::kDelete, "/api/im/cloud/folder/{folderId}",
                                   "Throw a folder of your drive away",
                                   {.mode = Mode::kWrite,
                                    .door = "folderId",
                                    .repeatable = true,
                                    .ok = "已移入回收站",
                                    .example = kOneFolder,
                                    .ref = kCloudBinRef}));
  rows->push_back(Ep<&RemoveFolder>(Method::kDelete, "/api/im/cloud/folder/{folderId}/permanent",
                                    "Delete a folder of your drive for good",
                                    {.mode = Mode::kWrite,
                                     .door = "folderId",
                                     .ok = "已永久删除",
                                     .example = kOneFolder,
                                     .ref = kCloudBinRef}));
  rows->push_back(Ep<&RestoreFolder>(Method::kPost, "/api/im/cloud/folder/{folderId}/restore",
                                     "Take a folder of your drive out of the recycle bin",
                                     {.mode = Mode::kWrite,
                                      .door = "folderId",
                                      .repeatable = true,
                                      .ok = "恢复成功",
                                      .example = kOneFolder,
                                      .ref = kCloudBinRef}));
  rows->push_back(Ep<&ListBin>(
      Method::kGet, "/api/im/cloud/recycle-bin", "List what you threw away in your drive",
      {.mode = Mode::kScan, .ref = kCloudBinRef, .about = About::kCaller}));
}

}  // namespace

void AddCloud(std::vector<gateway::Endpoint>* rows) {
  rows->push_back(Ep<&MakeFolder>(
      Method::kPost, "/api/im/cloud/folder/create", "Make a folder in your drive",
      {.mode = Mode::kWrite,
       .door = "parentId",
       .ok = "创建成功",
       .example = R"({"folderName":"Plans {unique}","parentId":"{drivefolder.mine}"})",
       .ref = kCloudFolderRef}));
  rows->push_back(Ep<&ListFolders>(Method::kGet, "/api/im/cloud/folder/list",
                                   "List the folders in a folder of your drive",
                                   {.mode = Mode::kScan,
                                    .door = "parentId",
                                    .example = R"({"parentId":"{drivefolder.mine}"})",
                                    .ref = kCloudFolderRef}));
  rows->push_back(
      Ep<&FolderPath>(Method::kGet, "/api/im/cloud/folder/{folderId}/path",
                      "List the folders that a folder of your drive is in, and itself",
                      {.door = "folderId", .example = kOneFolder, .ref = kCloudFolderRef}));
  rows->push_back(Ep<&RenameFolder>(
      Method::kPut, "/api/im/cloud/folder/{folderId}/rename", "Rename a folder of your drive",
      {.mode = Mode::kWrite,
       .door = "folderId",
       .repeatable = true,
       .ok = "重命名成功",
       .example = R"({"folderId":"{drivefolder.mine}","newName":"Drafts"})",
       .ref = kCloudFolderRef}));
  rows->push_back(Ep<&StarFolder>(Method::kPut, "/api/im/cloud/folder/{folderId}/star",
                                  "Star a folder of your drive, or not any more",
                                  {.mode = Mode::kWrite,
                                   .door = "folderId",
                                   .repeatable = true,
                                   .ok = "收藏成功",
                                   .example = kOneFolder,
                                   .ref = kCloudFolderRef}));
  AddFolderEnds(rows);
  rows->push_back(Ep<&GetQuota>(Method::kGet, "/api/im/cloud/quota", "Get the space of your drive",
                                {.ref = kCloudRef, .about = About::kCaller}));
  AddCloudFiles(rows);
  AddCloudShares(rows);
}

}  // namespace koine::ruoyi
