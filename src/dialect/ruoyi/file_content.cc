// Contents of files: downloads (ruoyi 12.5), previews (12.8, 27 FilePreview), links (0.1).

#include <utility>

#include "core/file/door.h"
#include "core/file/link.h"
#include "dialect/ruoyi/file.h"
#include "dialect/ruoyi/ruoyi.h"
#include "gateway/file_answer.h"

namespace koine::ruoyi {

using gateway::AnswerFile;
using gateway::Call;
using gateway::Nothing;
using store::Txn;

// --- ruoyi 12.5

struct FileContentIn {
  FileId fileId;
};
KOINE_DESCRIBE(FileContentIn, (fileId))
KOINE_RULES(FileContentIn, json::Rule("fileId").Required("文件ID不能为空"))
struct FilePathIn {
  std::string fileType, year, month, day, fileName;
};
KOINE_DESCRIBE(FilePathIn, (fileType, year, month, day, fileName))
struct FileLinkIn {
  std::string year, month, day, name;
  std::string t;
};
KOINE_DESCRIBE(FileLinkIn, (year, month, day, name, t))

namespace {

Result<Nothing> Download(Txn&, Call& call, const file::Readable& door, FileContentIn&) {
  KOINE_CHECK(AnswerFile(call, door.file(), true, true));
  return Nothing{};
}

// A path as older clients know it; a user who has it may read the file if the file is for them.
Result<Nothing> DownloadPath(Txn& txn, Call& call, FilePathIn& in) {
  const std::string key =
      file::KeyOfLink("/uploads/" + in.year + "/" + in.month + "/" + in.day + "/" + in.fileName);
  const auto named = key.empty() ? std::nullopt : file::FindByKey(txn, key);
  if (!named) return Error{Code::kNotFound, "file"};
  KOINE_TRY(const file::Readable door, file::Readable::Open(txn, call.who, named->id));
  KOINE_CHECK(AnswerFile(call, door.file(), true, true));
  return Nothing{};
}

// --- ruoyi 0.1: the link in a message; its ticket says what its right hangs on

Result<Nothing> FollowLink(Txn& txn, Call& call, FileLinkIn& in) {
  KOINE_TRY(const file::File file,
            file::FollowLink(txn, {in.year, in.month, in.day, in.name, in.t}, FilesOf(call)));
  KOINE_CHECK(AnswerFile(call, file, false, false));
  return Nothing{};
}

}  // namespace

// --- ruoyi 12.8, 27 FilePreview

struct FilePreviewOut {
  FileId fileId;
  std::string fileName, fileType, fileExtension, mimeType;
  std::int64_t fileSize = 0;
  bool supported = false, supportPreview = false;
  std::optional<std::string> previewUrl, thumbnailUrl;
  std::string downloadUrl;
  std::optional<std::int64_t> width, height;
};
KOINE_DESCRIBE(FilePreviewOut,
               (fileId, fileName, fileType, fileExtension, mimeType, fileSize, supported,
                supportPreview, previewUrl, thumbnailUrl, downloadUrl, width, height))
struct PreviewSupportIn {
  std::string fileType;
};
KOINE_DESCRIBE(PreviewSupportIn, (fileType))
struct ThumbnailIn {
  FileId fileId;
  std::optional<std::int64_t> width, height;
  gateway::FileReply made;
};
KOINE_DESCRIBE(ThumbnailIn, (fileId, width, height))
KOINE_RULES(ThumbnailIn, json::Rule("width").Min(1).Max(file::kThumbnailMax),
            json::Rule("height").Min(1).Max(file::kThumbnailMax))

namespace {

constexpr std::int64_t kThumbnailSize = 200;

bool HasPreview(const file::File& file) {
  return file::Previewable(file.extension, file.mime);
}

Result<std::string> Preview(Txn&, Call& call, const file::Readable& door, FileContentIn&) {
  if (!HasPreview(door.file())) return Error{Code::kFileRejected, "preview"};
  return file::LinkOf(door.file(), FilesOf(call), call.who, call.now_ms());
}

Result<FilePreviewOut> PreviewInfo(Txn&, Call& call, const file::Readable& door, FileContentIn&) {
  const FileOut file = ToFile(door.file(), call);
  FilePreviewOut out;
  out.fileId = file.fileId;
  out.fileName = file.fileName;
  out.fileType = file.fileType;
  out.fileExtension = file.fileExtension;
  out.mimeType = file.mimeType;
  out.fileSize = file.fileSize;
  out.supported = out.supportPreview = HasPreview(door.file());
  if (out.supported) out.previewUrl = file.url;
  out.thumbnailUrl = file.thumbnailUrl;
  out.downloadUrl = "/api/im/file/download/" + std::to_string(file.fileId.value);
  out.width = file.width;
  out.height = file.height;
  return out;
}

// An extension, or one of the five types.
Result<bool> PreviewSupport(Call&, PreviewSupportIn& in) {
  const std::string wanted = file::ExtensionOf("." + in.fileType);
  const file::Type* type = file::TypeOf(wanted);
  if (type != nullptr) return file::Previewable(type->extension, type->mime);
  return wanted == "image" || wanted == "video" || wanted == "audio";
}

// On the pool for pictures: the right is asked first, and once more by the row's door.
Status PrepareThumbnail(Call& call, ThumbnailIn& in) {
  std::optional<file::File> file;
  KOINE_CHECK(call.services->store->ReadNow(
      "thumbnail", [&](Txn& txn) { file = file::FindReadable(txn, call.who, in.fileId); }));
  if (!file) return Error{Code::kNotFound, "file"};
  if (file->kind != file::Kind::kImage) return Error{Code::kFileRejected, "preview"};
  KOINE_TRY(in.made, gateway::MakeThumbnail(call, *file, in.width.value_or(kThumbnailSize),
                                            in.height.value_or(kThumbnailSize)));
  return Ok();
}

Result<Nothing> Thumbnail(Txn&, Call& call, const file::Readable&, ThumbnailIn& in) {
  call.reply = std::move(in.made);
  return Nothing{};
}

void AddPreviews(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using net::Method;
  static constexpr char kOne[] = R"({"fileId":"{file.mine}"})";
  rows->push_back(Ep<&Preview>(Method::kGet, "/api/im/file/preview/{fileId}",
                               "Get a link to preview a file in the browser",
                               {.door = "fileId", .example = kOne, .ref = "12.8"}));
  rows->push_back(Ep<&Preview>(Method::kGet, "/api/im/file/preview/url/{fileId}",
                               "Get a link to preview a file in the browser",
                               {.door = "fileId", .example = kOne, .ref = "27 FilePreview"}));
  rows->push_back(Ep<&PreviewInfo>(Method::kGet, "/api/im/file/preview/info/{fileId}",
                                   "Get how a file can be previewed",
                                   {.door = "fileId", .example = kOne, .ref = "27 FilePreview"}));
  rows->push_back(Ep<&PreviewSupport>(Method::kGet, "/api/im/file/preview/support/{fileType}",
                                      "Check whether a kind of file can be previewed",
                                      {.mode = gateway::Mode::kPlain,
                                       .example = R"({"fileType":"pdf"})",
                                       .ref = "27 FilePreview",
                                       .about = gateway::About::kNothing}));
  rows->push_back(gateway::EpPrepared<&Thumbnail, &PrepareThumbnail>(
      Method::kGet, "/api/im/file/preview/thumbnail/{fileId}", "Get the thumbnail of a picture",
      {.door = "fileId",
       .expensive = true,
       .example = R"({"fileId":"{file.mine}","width":64,"height":64})",
       .ref = "27 FilePreview",
       .work = gateway::Work::kPictures,
       .binary = true,
       .query_token = "token"}));
}

}  // namespace

void AddFileContents(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using net::Method;
  static constexpr char kOne[] = R"({"fileId":"{file.mine}"})";
  for (const char* path : {"/api/im/file/download/{fileId}", "/api/im/file/download"}) {
    rows->push_back(Ep<&Download>(Method::kGet, path, "Download a file",
                                  {.door = "fileId",
                                   .example = kOne,
                                   .ref = "12.5",
                                   .binary = true,
                                   .query_token = "token"}));
  }
  rows->push_back(Ep<&DownloadPath>(
      Method::kGet, "/api/im/file/download/{fileType}/{year}/{month}/{day}/{fileName}",
      "Download a file by its path",
      {.example = R"({"fileType":"image","year":"{file.year}","month":"{file.month}",)"
                  R"("day":"{file.day}","fileName":"{file.fileName}"})",
       .ref = "27 File",
       .binary = true,
       .query_token = "token",
       .about = gateway::About::kLink}));
  for (const char* path :
       {"/uploads/{year}/{month}/{day}/{name}", "/profile/upload/{year}/{month}/{day}/{name}"}) {
    rows->push_back(Ep<&FollowLink>(
        Method::kGet, path, "Get the file behind a link",
        {.auth = gateway::Auth::kNone,
         .example = R"({"year":"{file.year}","month":"{file.month}","day":"{file.day}",)"
                    R"("name":"{file.fileName}"})",
         .ref = "0.1",
         .binary = true,
         .about = gateway::About::kLink}));
  }
  AddPreviews(rows);
}

}  // namespace koine::ruoyi
