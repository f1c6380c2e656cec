// Files of the cloud drive (ruoyi 15.18, 15.19).

#include <utility>

#include "base/text.h"
#include "core/access/doors.h"
#include "core/file/file.h"
#include "dialect/ruoyi/cloud.h"
#include "dialect/ruoyi/file.h"
#include "dialect/ruoyi/ruoyi.h"

namespace koine::ruoyi {

using drive::EntryId;
using drive::FolderId;
using gateway::Call;
using gateway::Nothing;
using store::Txn;

constexpr int kBatchFiles = 10;
constexpr std::int64_t kRecentDefault = 10;

struct CloudUploadIn {
  FolderId folderId;
  std::optional<std::string> fileName;
  std::optional<FileId> fileId;  // instead of a file: one that was uploaded before
  std::vector<file::Received> received;
};
KOINE_DESCRIBE(CloudUploadIn, (folderId, fileName, fileId))
KOINE_RULES(CloudUploadIn, json::Rule("fileName").MaxChars(255, "文件名过长"))
struct CloudFilesIn {
  FolderId folderId;
  std::optional<std::int64_t> pageNum, pageSize;
};
KOINE_DESCRIBE(CloudFilesIn, (folderId, pageNum, pageSize))
struct CloudRecentIn {
  std::int64_t limit = kRecentDefault;
};
KOINE_DESCRIBE(CloudRecentIn, (limit))
struct CloudSearchIn {
  std::string keyword;
  std::optional<std::string> fileType;
  std::optional<std::int64_t> pageNum, pageSize;
};
KOINE_DESCRIBE(CloudSearchIn, (keyword, fileType, pageNum, pageSize))
KOINE_RULES(CloudSearchIn, json::Rule("keyword")
                               .NotBlank("搜索关键词不能为空")
                               .MaxChars(drive::kKeywordChars, "搜索关键词过长"))
struct CloudFileIn {
  EntryId fileId;
};
KOINE_DESCRIBE(CloudFileIn, (fileId))
struct RenameCloudFileIn {
  EntryId fileId;
  std::string newName;
};
KOINE_DESCRIBE(RenameCloudFileIn, (fileId, newName))
KOINE_RULES(RenameCloudFileIn,
            json::Rule("newName").NotBlank("文件名不能为空").MaxChars(255, "文件名过长"))
struct StarCloudFileIn {
  EntryId fileId;
  std::optional<bool> starred;
};
KOINE_DESCRIBE(StarCloudFileIn, (fileId, starred))
struct MoveCloudFilesIn {
  std::vector<std::int64_t> fileIds;
  std::vector<std::int64_t> folderIds;
  std::optional<FolderId> targetFolderId;

  Status Check(Txn&, const access::Principal&) const {
    if (fileIds.empty() && folderIds.empty()) {
      return FieldError(Code::kMissingArgument, "fileIds", "文件ID列表不能为空");
    }
    return Ok();
  }
};
KOINE_DESCRIBE(MoveCloudFilesIn, (fileIds, folderIds, targetFolderId))
KOINE_RULES(MoveCloudFilesIn,
            json::Rule("fileIds").MaxItems(file::kBatchMax, "单次最多移动100个文件"),
            json::Rule("folderIds").MaxItems(file::kBatchMax, "单次最多移动100个文件夹"),
            json::Rule("targetFolderId").Required("目标文件夹ID不能为空"))
struct SaveMessageIn {
  MessageId messageId;
  FolderId folderId;
};
KOINE_DESCRIBE(SaveMessageIn, (messageId, folderId))
KOINE_RULES(SaveMessageIn, json::Rule("messageId").Required("消息ID不能为空"))

namespace {

Status PrepareOne(Call& call, CloudUploadIn& in) {
  if (call.files.empty() && in.fileId) return Ok();
  KOINE_TRY(file::Received received, TakeFile(call, 0, in.fileName, file::Accept::kAll));
  in.received.push_back(std::move(received));
  return Ok();
}

Status PrepareSeveral(Call& call, CloudUploadIn& in) {
  for (std::size_t i = 0; i == 0 || i < call.files.size(); ++i) {
    KOINE_TRY(file::Received received, TakeFile(call, i, std::nullopt, file::Accept::kAll));
    in.received.push_back(std::move(received));
  }
  return Ok();
}

Result<std::vector<CloudFileOut>> UploadFiles(Txn& txn, Call& call, const drive::Place& place,
                                              CloudUploadIn& in) {
  std::vector<drive::Entry> entries;
  for (const file::Received& received : in.received) {
    KOINE_TRY(drive::Entry entry, drive::AddFile(txn, place, received, LimitsOf(call)));
    entries.push_back(std::move(entry));
  }
  return ToCloudFiles(txn, entries, call);
}

Result<CloudFileOut> UploadFile(Txn& txn, Call& call, const drive::Place& place,
                                CloudUploadIn& in) {
  if (in.received.empty() && in.fileId) {
    KOINE_TRY(const drive::Entry entry, drive::AddUploaded(txn, place, *in.fileId));
    return ToCloudFile(entry, access::PersonOf(txn, call.who).name, call);
  }
  KOINE_TRY(std::vector<CloudFileOut> files, UploadFiles(txn, call, place, in));
  if (files.empty()) return Error{Code::kFileRejected, "empty"};
  return std::move(files.front());
}

Result<CloudFileOut> SaveFromMessage(Txn& txn, Call& call, const access::Message& message,
                                     SaveMessageIn& in) {
  KOINE_TRY(const drive::Place place, drive::Place::Open(txn, call.who, in.folderId));
  KOINE_TRY(const drive::Entry entry, drive::SaveFromMessage(txn, message, place, LimitsOf(call)));
  return ToCloudFile(entry, access::PersonOf(txn, call.who).name, call);
}

Result<std::vector<CloudFileOut>> ListFiles(Txn& txn, Call& call, const drive::Place& place,
                                            CloudFilesIn& in) {
  const Slice slice = CloudSlice(in.pageNum, in.pageSize);
  std::vector<CloudFileOut> out =
      ToCloudFiles(txn, drive::ListFiles(txn, place, slice.reach(), slice.offset), call);
  TellTotal(call, out, slice, [&] { return drive::FilesIn(txn, place); });
  return out;
}

Result<std::vector<CloudFileOut>> RecentFiles(Txn& txn, Call& call, CloudRecentIn& in) {
  return ToCloudFiles(txn, drive::RecentFiles(txn, call.who, in.limit), call);
}

Result<std::vector<CloudFileOut>> SearchFiles(Txn& txn, Call& call, CloudSearchIn& in) {
  const bool voice = in.fileType && text::EqualsIgnoreCaseAscii(*in.fileType, "voice");
  KOINE_TRY(const std::optional<file::Kind> kind,
            KindOfText(voice ? std::optional<std::string>("audio") : in.fileType));
  const Slice slice = SliceOf(in.pageNum, in.pageSize);
  std::vector<drive::Entry> found = drive::SearchFiles(txn, call.who, in.keyword, kind);
  const auto total = std::ssize(found);
  found.erase(found.begin(), found.begin() + std::min<std::int64_t>(slice.offset, total));
  if (std::ssize(found) > slice.limit) found.erase(found.begin() + slice.limit, found.end());
  std::vector<CloudFileOut> out = ToCloudFiles(txn, std::move(found), call);
  TellTotal(call, out, slice, total);
  return out;
}

Result<Nothing> RenameFile(Txn& txn, Call&, const drive::OwnFile& place, RenameCloudFileIn& in) {
  KOINE_CHECK(drive::RenameFile(txn, place, in.newName));
  return Nothing{};
}

Result<Nothing> StarFile(Txn& txn, Call& call, const drive::OwnFile& place, StarCloudFileIn& in) {
  const bool starred = in.starred.value_or(true);
  if (!starred) call.message = "取消收藏成功";
  KOINE_CHECK(drive::StarFile(txn, place, starred));
  return Nothing{};
}

Result<Nothing> MoveFiles(Txn& txn, Call&, const drive::OwnFiles& files, MoveCloudFilesIn& in) {
  KOINE_CHECK(drive::Move(txn, files, {in.folderIds, *in.targetFolderId}));
  return Nothing{};
}

Result<Nothing> TrashFile(Txn& txn, Call&, const drive::OwnFile& place, CloudFileIn&) {
  KOINE_CHECK(drive::TrashFile(txn, place));
  return Nothing{};
}

Result<Nothing> RestoreFile(Txn& txn, Call&, const drive::OwnFile& place, CloudFileIn&) {
  KOINE_CHECK(drive::RestoreFile(txn, place));
  return Nothing{};
}

Result<Nothing> RemoveFile(Txn& txn, Call&, const drive::OwnFile& place, CloudFileIn&) {
  KOINE_CHECK(drive::RemoveFile(txn, place));
  return Nothing{};
}

std::int64_t FileBytes(const file::Limits& limits) {
  return limits.file_bytes;
}

using gateway::About;
using gateway::Ep;
using gateway::EpPrepared;
using gateway::Mode;
using net::Method;

constexpr char kOneFile[] = R"({"fileId":"{drivefile.mine}"})";
constexpr char kIntoFolder[] = R"({"folderId":"{drivefolder.mine}"})";

void AddCloudUploads(std::vector<gateway::Endpoint>* rows) {
  rows->push_back(EpPrepared<&UploadFile, &PrepareOne>(Method::kPost, "/api/im/cloud/file/upload",
                                                       "Upload a file to your drive",
                                                       {.mode = Mode::kWrite,
                                                        .door = "folderId",
                                                        .ok = "上传成功",
                                                        .example = kIntoFolder,
                                                        .ref = kCloudFileRef,
                                                        .files = "file",
                                                        .file_bytes = &FileBytes,
                                                        .admit = &AdmitFile}));
  rows->push_back(EpPrepared<&UploadFiles, &PrepareSeveral>(
      Method::kPost, "/api/im/cloud/file/batch-upload", "Upload several files to your drive",
      {.mode = Mode::kWrite,
       .door = "folderId",
       .ok = "上传成功",
       .example = kIntoFolder,
       .ref = kCloudFileRef,
       .files = "files,file",
       .files_max = kBatchFiles,
       .file_bytes = &FileBytes,
       .admit = &AdmitFile}));
  rows->push_back(Ep<&SaveFromMessage>(Method::kPost, "/api/im/cloud/file/save-from-message",
                                       "Save the file of a message to your drive",
                                       {.mode = Mode::kWrite,
                                        .door = "messageId",
                                        .ok = "保存成功",
                                        .example = R"({"messageId":"{message.mine}"})",
                                        .ref = kCloudFileRef}));
}

void AddCloudFileEnds(std::vector<gateway::Endpoint>* rows) {
  rows->push_back(Ep<&TrashFile>(Method::kDelete, "/api/im/cloud/file/{fileId}",
                                 "Throw a file of your drive away",
                                 {.mode = Mode::kWrite,
                                  .door = "fileId",
                                  .repeatable = true,
                                  .ok = "已移入回收站",
                                  .example = kOneFile,
                                  .ref = kCloudBinRef}));
  rows->push_back(Ep<&RemoveFile>(Method::kDelete, "/api/im/cloud/file/{fileId}/permanent",
                                  "Delete a file of your drive for good",
                                  {.mode = Mode::kWrite,
                                   .door = "fileId",
                                   .ok = "已永久删除",
                                   .example = kOneFile,
                                   .ref = kCloudBinRef}));
  rows->push_back(Ep<&RestoreFile>(Method::kPost, "/api/im/cloud/file/{fileId}/restore",
                                   "Take a file of your drive out of the recycle bin",
                                   {.mode = Mode::kWrite,
                                    .door = "fileId",
                                    .repeatable = true,
                                    .ok = "恢复成功",
                                    .example = kOneFile,
                                    .ref = kCloudBinRef}));
}

}  // namespace

void AddCloudFiles(std::vector<gateway::Endpoint>* rows) {
  AddCloudUploads(rows);
  rows->push_back(Ep<&ListFiles>(
      Method::kGet, "/api/im/cloud/file/list", "List the files in a folder of your drive",
      {.mode = Mode::kScan, .door = "folderId", .example = kIntoFolder, .ref = kCloudFileRef}));
  rows->push_back(Ep<&RecentFiles>(
      Method::kGet, "/api/im/cloud/file/recent", "List the files of your drive that changed last",
      {.mode = Mode::kScan, .ref = kCloudFileRef, .about = About::kCaller}));
  rows->push_back(Ep<&SearchFiles>(Method::kGet, "/api/im/cloud/file/search",
                                   "Search the files of your drive",
                                   {.mode = Mode::kScan,
                                    .expensive = true,
                                    .example = R"({"keyword":"plan"})",
                                    .ref = kCloudFileRef,
                                    .about = About::kCaller}));
  rows->push_back(Ep<&RenameFile>(
      Method::kPut, "/api/im/cloud/file/{fileId}/rename", "Rename a file of your drive",
      {.mode = Mode::kWrite,
       .door = "fileId",
       .repeatable = true,
       .ok = "重命名成功",
       .example = R"({"fileId":"{drivefile.mine}","newName":"plan.png"})",
       .ref = kCloudFileRef}));
  rows->push_back(Ep<&StarFile>(Method::kPut, "/api/im/cloud/file/{fileId}/star",
                                "Star a file of your drive, or not any more",
                                {.mode = Mode::kWrite,
                                 .door = "fileId",
                                 .repeatable = true,
                                 .ok = "收藏成功",
                                 .example = kOneFile,
                                 .ref = kCloudFileRef}));
  rows->push_back(
      Ep<&MoveFiles>(Method::kPost, "/api/im/cloud/file/move",
                     "Move files and folders of your drive into a folder",
                     {.mode = Mode::kWrite,
                      .door = "fileIds",
                      .repeatable = true,
                      .ok = "移动成功",
                      .example = R"({"fileIds":["{drivefile.mine}"],"targetFolderId":0})",
                      .ref = kCloudFileRef}));
  AddCloudFileEnds(rows);
}

}  // namespace koine::ruoyi
