// Files (ruoyi 12, 27 File); the picture of a user (2.3).

#include "dialect/ruoyi/file.h"

#include <algorithm>
#include <cstdio>
#include <utility>

#include "base/text.h"
#include "base/time.h"
#include "core/contact/contact.h"
#include "core/file/door.h"
#include "core/file/file.h"
#include "core/file/upload.h"
#include "core/identity/account.h"
#include "dialect/ruoyi/paging.h"
#include "dialect/ruoyi/ruoyi.h"

namespace koine::ruoyi {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

constexpr int kBatchFiles = 10;

const char* KindText(file::Kind kind) {
  switch (kind) {
    case file::Kind::kImage:
      return "image";
    case file::Kind::kVideo:
      return "video";
    case file::Kind::kAudio:
      return "audio";
    case file::Kind::kDocument:
      return "document";
    case file::Kind::kOther:
      break;
  }
  return "other";
}

Result<std::optional<file::Kind>> KindOfText(const std::optional<std::string>& text) {
  if (!text || text->empty()) return std::optional<file::Kind>();
  for (const file::Kind kind : {file::Kind::kImage, file::Kind::kVideo, file::Kind::kAudio,
                                file::Kind::kDocument, file::Kind::kOther}) {
    if (text::EqualsIgnoreCaseAscii(*text, KindText(kind))) return std::optional(kind);
  }
  return FieldError(Code::kBadArgument, "fileType");
}

std::string FormatSize(std::int64_t bytes) {
  constexpr const char* kUnits[] = {"KB", "MB", "GB", "TB"};
  if (bytes < 1024) return std::to_string(bytes) + " B";
  double size = static_cast<double>(bytes) / 1024;
  std::size_t unit = 0;
  for (; size >= 1024 && unit + 1 < std::size(kUnits); ++unit) size /= 1024;
  char out[32];
  std::snprintf(out, sizeof out, "%.2f %s", size, kUnits[unit]);
  return out;
}

double UsageRate(const file::Space& space) {
  if (space.total <= 0) return 0;
  const double rate = static_cast<double>(space.used) * 100 / static_cast<double>(space.total);
  return static_cast<double>(static_cast<std::int64_t>(rate * 100 + 0.5)) / 100;
}

FileOut ToFile(const file::File& file, const Call& call) {
  constexpr std::size_t kUploads = sizeof("/uploads/") - 1;
  FileOut out;
  out.fileId = out.id = file.id;
  out.fileName = file.name;
  out.fileSize = file.size;
  out.fileType = KindText(file.kind);
  out.fileExtension = file.extension;
  out.fileUrl = out.url = file::LinkOf(file, *call.services->files, call.who, call.now_ms());
  out.filePath = out.url.substr(kUploads, out.url.find('?') - kUploads);
  if (file.kind == file::Kind::kImage) {
    out.thumbnailUrl = "/api/im/file/preview/thumbnail/" + std::to_string(file.id.value);
  }
  out.uploaderId = file.owner;
  out.uploaderName = file.owner_name;
  out.uploadTime = {file.created_at};
  out.downloadCount = file.downloads;
  out.md5 = file.md5;
  out.mimeType = file.mime;
  if (file.width > 0) {
    out.width = file.width;
    out.height = file.height;
  }
  return out;
}

Result<file::Received> TakeFile(Call& call, std::size_t n, const std::optional<std::string>& name,
                                file::Accept accept) {
  if (n >= call.files.size()) return Error{Code::kFileRejected, "empty"};
  gateway::UploadedFile& file = call.files[n];
  std::string wanted = name && !text::IsBlank(*name) ? *name : file.name;
  // A name for show keeps the kind of file that came.
  const std::string extension = file::ExtensionOf(file.name);
  if (file::ExtensionOf(wanted).empty() && !extension.empty()) wanted += "." + extension;
  return file::Receive(FilesOf(call), call.who.tenant, std::move(file.content), wanted, accept);
}

Status AdmitFile(Txn& txn, Call& call, std::int64_t bytes) {
  return file::MayKeep(txn, call.who, bytes, LimitsOf(call));
}

// --- ruoyi 12.1, 12.2

struct FileUploadIn {
  std::optional<std::string> fileName;
  std::optional<ConversationId> conversationId;
  std::vector<file::Received> received;
};
KOINE_DESCRIBE(FileUploadIn, (fileName, conversationId))
KOINE_RULES(FileUploadIn, json::Rule("fileName").MaxChars(255, "文件名过长"))

namespace {

Status PrepareFile(Call& call, FileUploadIn& in) {
  KOINE_TRY(file::Received received, TakeFile(call, 0, in.fileName, file::Accept::kAll));
  in.received.push_back(std::move(received));
  return Ok();
}

Status PrepareImage(Call& call, FileUploadIn& in) {
  KOINE_TRY(file::Received received, TakeFile(call, 0, in.fileName, file::Accept::kImages));
  in.received.push_back(std::move(received));
  return Ok();
}

Status PrepareFiles(Call& call, FileUploadIn& in) {
  for (std::size_t i = 0; i == 0 || i < call.files.size(); ++i) {
    KOINE_TRY(file::Received received, TakeFile(call, i, std::nullopt, file::Accept::kAll));
    in.received.push_back(std::move(received));
  }
  return Ok();
}

Result<std::vector<FileOut>> AddAll(Txn& txn, Call& call, const FileUploadIn& in) {
  const ConversationId conversation = in.conversationId.value_or(ConversationId());
  std::vector<std::int64_t> ids;
  for (const file::Received& received : in.received) {
    KOINE_TRY(const file::File file, file::Add(txn, call.who, received, file::Purpose::kFile,
                                               conversation, LimitsOf(call)));
    ids.push_back(file.id.value);
  }
  std::vector<FileOut> out;
  for (const file::File& file : file::FindReadable(txn, call.who, ids)) {
    out.push_back(ToFile(file, call));
  }
  return out;
}

Result<FileOut> Upload(Txn& txn, Call& call, FileUploadIn& in) {
  KOINE_TRY(std::vector<FileOut> files, AddAll(txn, call, in));
  if (files.empty()) return Error{Code::kInternal, "file"};
  return std::move(files.front());
}

Result<std::vector<FileOut>> UploadBatch(Txn& txn, Call& call, FileUploadIn& in) {
  return AddAll(txn, call, in);
}

}  // namespace

// --- ruoyi 2.3

struct AvatarIn {
  file::Received received;
};
KOINE_DESCRIBE(AvatarIn, ())

namespace {

Status PrepareAvatar(Call& call, AvatarIn& in) {
  auto received = TakeFile(call, 0, std::nullopt, file::Accept::kImages);
  if (received.ok()) {
    in.received = std::move(received).value();
    return Ok();
  }
  Error error = std::move(received).error();
  const std::string_view detail = error.detail;
  if (detail == "empty") error.text = "头像文件不能为空";
  if (detail == "image") error.text = "只支持图片格式的头像";
  return error;
}

Result<std::string> UploadAvatar(Txn& txn, Call& call, AvatarIn& in) {
  KOINE_TRY(const file::File file, file::AddAvatar(txn, call.who, in.received, LimitsOf(call)));
  identity::ProfileChange change;
  change.avatar = file::LinkOf(file, FilesOf(call), call.who, call.now_ms());
  KOINE_TRY(const identity::User user,
            identity::ChangeProfile(txn, call.who, call.who.user, change));
  contact::TellProfile(txn, call.who, user);
  return *change.avatar;
}

}  // namespace

// --- ruoyi 12.3, 12.4, 12.6, 12.7

struct FileListIn {
  std::optional<std::string> fileType, keyword;
  std::optional<std::int64_t> pageNum, pageSize;
};
KOINE_DESCRIBE(FileListIn, (fileType, keyword, pageNum, pageSize))
KOINE_RULES(FileListIn, json::Rule("keyword").MaxChars(100))
struct FileIn {
  FileId fileId;
};
KOINE_DESCRIBE(FileIn, (fileId))
KOINE_RULES(FileIn, json::Rule("fileId").Required("文件ID不能为空"))
struct FileIdsIn {
  std::vector<std::int64_t> ids;
};
KOINE_DESCRIBE(FileIdsIn, (ids))
KOINE_RULES(FileIdsIn, json::Rule("ids")
                           .Required("文件ID不能为空")
                           .MinItems(1, "文件ID不能为空")
                           .Alias("fileIds")
                           .WholeBody()
                           .MaxItems(file::kBatchMax))

namespace {

Result<std::vector<FileOut>> ListFiles(Txn& txn, Call& call, FileListIn& in) {
  file::Filter filter;
  KOINE_TRY(filter.kind, KindOfText(in.fileType));
  filter.keyword = text::Fold(text::Trim(in.keyword.value_or("")));
  const Slice slice = SliceOf(in.pageNum, in.pageSize);
  filter.limit = static_cast<int>(slice.reach());
  filter.offset = slice.offset;
  std::vector<FileOut> out;
  for (const file::File& file : file::ListOwn(txn, call.who, filter)) {
    out.push_back(ToFile(file, call));
  }
  TellTotal(call, out, slice, [&] { return file::CountOwn(txn, call.who, filter); });
  return out;
}

Result<FileOut> GetFile(Txn&, Call& call, const file::Readable& door, FileIn&) {
  return ToFile(door.file(), call);
}

Result<Nothing> DeleteFile(Txn& txn, Call& call, const file::Readable& door, FileIn&) {
  KOINE_CHECK(file::Delete(txn, call.who, door));
  return Nothing{};
}

Result<Nothing> DeleteFiles(Txn& txn, Call& call, const file::ReadableFiles& door, FileIdsIn&) {
  KOINE_CHECK(file::Delete(txn, call.who, door));
  return Nothing{};
}

}  // namespace

// --- ruoyi 12.9, 12.10

struct FileStatisticsIn {
  std::optional<std::string> scope;
};
KOINE_DESCRIBE(FileStatisticsIn, (scope))
KOINE_RULES(FileStatisticsIn, json::Rule("scope").OneOf({"all", "own"}))
struct FileStatisticsOut {
  std::int64_t totalFiles = 0, todayUploads = 0, totalStorageSize = 0, totalDownloads = 0;
  std::int64_t imageCount = 0, videoCount = 0, audioCount = 0, documentCount = 0, otherCount = 0;
};
KOINE_DESCRIBE(FileStatisticsOut, (totalFiles, todayUploads, totalStorageSize, totalDownloads,
                                   imageCount, videoCount, audioCount, documentCount, otherCount))
struct FileStorageOut {
  std::int64_t totalSize = 0, usedSize = 0, freeSize = 0;
  double usageRate = 0;
  std::int64_t fileCount = 0;
  std::string totalCapacityFormat, usedCapacityFormat;
  // What the server takes: bytes, and extensions or none for all.
  std::int64_t maxFileSize = 0, maxImageSize = 0, maxChunkedSize = 0, chunkSize = 0;
  std::vector<std::string> fileTypes;
};
KOINE_DESCRIBE(FileStorageOut, (totalSize, usedSize, freeSize, usageRate, fileCount,
                                totalCapacityFormat, usedCapacityFormat, maxFileSize, maxImageSize,
                                maxChunkedSize, chunkSize, fileTypes))

namespace {

Result<FileStatisticsOut> GetStatistics(Txn& txn, Call& call, FileStatisticsIn& in) {
  const bool all = in.scope.value_or("") == "all";
  const std::int64_t today =
      ParseDay(FormatDay(txn.now_ms(), Zone::Shanghai()), Zone::Shanghai()).value_or(0);
  KOINE_TRY(const file::Statistics s, file::StatisticsOf(txn, call.who, all, today));
  return FileStatisticsOut{s.files,  s.today,  s.bytes,     s.downloads, s.images,
                           s.videos, s.audios, s.documents, s.others};
}

Result<FileStorageOut> GetStorage(Txn& txn, Call& call, Nothing&) {
  const file::Space space = file::SpaceOf(txn, call.who, LimitsOf(call));
  FileStorageOut out;
  out.totalSize = space.total;
  out.usedSize = space.used;
  out.freeSize = std::max<std::int64_t>(0, space.total - space.used);
  out.usageRate = UsageRate(space);
  out.fileCount = space.files;
  out.totalCapacityFormat = FormatSize(space.total);
  out.usedCapacityFormat = FormatSize(space.used);
  const file::Limits& limits = LimitsOf(call);
  out.maxFileSize = limits.file_bytes;
  out.maxImageSize = limits.image_bytes;
  out.maxChunkedSize = limits.chunked_bytes;
  out.chunkSize = file::kPartDefault;
  out.fileTypes = limits.types;
  return out;
}

std::int64_t FileBytes(const file::Limits& limits) {
  return limits.file_bytes;
}
std::int64_t ImageBytes(const file::Limits& limits) {
  return limits.image_bytes;
}
std::int64_t AvatarBytes(const file::Limits& limits) {
  return limits.avatar_bytes;
}

void AddUploads(std::vector<gateway::Endpoint>* rows) {
  using gateway::EpPrepared;
  using gateway::Mode;
  using net::Method;
  rows->push_back(EpPrepared<&Upload, &PrepareFile>(Method::kPost, "/api/im/file/upload",
                                                    "Upload a file",
                                                    {.mode = Mode::kWrite,
                                                     .ok = "上传成功",
                                                     .ref = "12.1",
                                                     .files = "file",
                                                     .file_bytes = &FileBytes,
                                                     .admit = &AdmitFile,
                                                     .about = gateway::About::kCaller}));
  rows->push_back(EpPrepared<&Upload, &PrepareImage>(Method::kPost, "/api/im/file/upload/image",
                                                     "Upload a picture",
                                                     {.mode = Mode::kWrite,
                                                      .ok = "上传成功",
                                                      .ref = "12.2",
                                                      .files = "file,image",
                                                      .file_bytes = &ImageBytes,
                                                      .admit = &AdmitFile,
                                                      .about = gateway::About::kCaller}));
  rows->push_back(EpPrepared<&UploadBatch, &PrepareFiles>(
      Method::kPost, "/api/im/file/upload/batch", "Upload several files",
      {.mode = Mode::kWrite,
       .ok = "上传成功",
       .ref = "27 File",
       .files = "files,file",
       .files_max = kBatchFiles,
       .file_bytes = &FileBytes,
       .admit = &AdmitFile,
       .about = gateway::About::kCaller}));
  for (const char* path : {"/api/im/user/avatar/upload", "/api/im/user/avatar"}) {
    rows->push_back(
        EpPrepared<&UploadAvatar, &PrepareAvatar>(Method::kPost, path, "Upload your avatar",
                                                  {.mode = Mode::kWrite,
                                                   .ok = "头像上传成功",
                                                   .ref = "2.3",
                                                   .files = "file,avatarfile",
                                                   .file_bytes = &AvatarBytes,
                                                   .too_large = "头像文件大小不能超过2MB",
                                                   .admit = &AdmitFile,
                                                   .about = gateway::About::kCaller}));
  }
}

}  // namespace

void AddFiles(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  static constexpr char kOne[] = R"({"fileId":"{file.mine}"})";
  AddUploads(rows);
  rows->push_back(Ep<&ListFiles>(Method::kGet, "/api/im/file/list", "List your files",
                                 {.mode = Mode::kScan,
                                  .example = R"({"fileType":"image"})",
                                  .ref = "12.3",
                                  .about = gateway::About::kCaller}));
  rows->push_back(Ep<&GetFile>(Method::kGet, "/api/im/file/{fileId}", "Get the details of a file",
                               {.door = "fileId", .example = kOne, .ref = "12.4"}));
  rows->push_back(Ep<&DeleteFile>(
      Method::kDelete, "/api/im/file/{fileId}", "Delete a file",
      {.mode = Mode::kWrite, .door = "fileId", .ok = "删除成功", .example = kOne, .ref = "12.6"}));
  rows->push_back(Ep<&DeleteFiles>(Method::kDelete, "/api/im/file/batch", "Delete files",
                                   {.mode = Mode::kWrite,
                                    .door = "ids",
                                    .ok = "批量删除成功",
                                    .example = R"({"ids":"{file.mine}"})",
                                    .ref = "12.7"}));
  rows->push_back(
      Ep<&GetStatistics>(Method::kGet, "/api/im/file/statistics", "Count your files by kind",
                         {.mode = Mode::kScan, .ref = "12.9", .about = gateway::About::kCaller}));
  rows->push_back(Ep<&GetStorage>(Method::kGet, "/api/im/file/storage", "Get your storage quota",
                                  {.ref = "12.10", .about = gateway::About::kCaller}));
  AddFileContents(rows);
  AddFileChunks(rows);
  AddGroupFiles(rows);
}

}  // namespace koine::ruoyi
