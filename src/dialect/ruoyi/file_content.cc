// Contents of files: downloads (ruoyi 12.5), previews (12.8, 27 FilePreview), links (0.1).

#include <unistd.h>

#include <utility>

#include "base/log.h"
#include "core/file/door.h"
#include "core/file/rows.h"
#include "dialect/ruoyi/file.h"
#include "dialect/ruoyi/ruoyi.h"

namespace koine::ruoyi {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

Status AnswerFile(Call& call, const file::File& file, bool attachment, bool count) {
  const file::Storage& storage = FilesOf(call);
  auto fd = storage.blobs->Open(call.who.tenant, file.sha256);
  if (!fd.ok()) {
    log::Error("files", "the content of file {} cannot be read: {}", file.id.value,
               fd.error().text.empty() ? "it is gone" : fd.error().text);
    return Error{Code::kNotFound, "file"};
  }
  gateway::FileReply reply;
  reply.body = net::FileBody(*fd, 0, file.size);
  reply.mime = file.mime;
  reply.etag = "\"" + file.sha256.substr(0, 32) + "\"";
  reply.name = file.name;
  reply.attachment = attachment || !file::Inline(file.mime);
  reply.forever = storage.limits.link_ttl_ms == 0;
  call.reply = std::move(reply);
  if (!count) return Ok();
  store::Store* store = call.services->store;
  call.afterwards = [store, tenant = call.who.tenant, id = file.id] {
    store->Write(
        {"count download", store::kNoKey, true},
        [tenant, id](Txn& txn) -> Status {
          file::CountDownload(txn, tenant, id);
          return Ok();
        },
        [](const Status&, const store::Numbering&) {});
  };
  return Ok();
}

// --- 12.5

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
  std::optional<std::string> e, s;
};
KOINE_DESCRIBE(FileLinkIn, (year, month, day, name, e, s))

namespace {

Result<Nothing> Download(Txn&, Call& call, const file::Readable& door, FileContentIn&) {
  KOINE_CHECK(AnswerFile(call, door.file(), true, true));
  return Nothing{};
}

// A path as older clients know it; whoever has it may read the file, if the file is for him.
Result<Nothing> DownloadPath(Txn& txn, Call& call, FilePathIn& in) {
  const std::string key =
      file::KeyOfLink("/uploads/" + in.year + "/" + in.month + "/" + in.day + "/" + in.fileName);
  const auto named = key.empty() ? std::nullopt : file::FindByKey(txn, key);
  if (!named) return Error{Code::kNotFound, "file"};
  KOINE_TRY(const file::Readable door, file::Readable::Open(txn, call.who, named->id));
  KOINE_CHECK(AnswerFile(call, door.file(), true, true));
  return Nothing{};
}

// --- 0.1: the link in a message; it is the right itself

Result<Nothing> FollowLink(Txn& txn, Call& call, FileLinkIn& in) {
  KOINE_TRY(const file::File file,
            file::FollowLink(txn, {in.year, in.month, in.day, in.name, in.e, in.s}, FilesOf(call)));
  KOINE_CHECK(AnswerFile(call, file, false, false));
  return Nothing{};
}

}  // namespace

// --- 12.8, 27 FilePreview

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
// Where no thumbnails can be made, pictures up to this size stand for theirs.
constexpr std::int64_t kSmallImageBytes = 512 * 1024;

bool HasPreview(const file::File& file) {
  return file::Previewable(file.extension, file.mime);
}

Result<std::string> Preview(Txn&, Call& call, const file::Readable& door, FileContentIn&) {
  if (!HasPreview(door.file())) return Error{Code::kFileRejected, "preview"};
  return file::LinkOf(door.file(), FilesOf(call), call.now_ms());
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

Result<gateway::FileReply> MakeThumbnail(Call& call, const file::File& file, std::int64_t width,
                                         std::int64_t height) {
  file::Storage& storage = FilesOf(call);
  const TenantId tenant = call.who.tenant;
  const std::string variant = std::to_string(width) + "x" + std::to_string(height);
  gateway::FileReply reply;
  reply.etag = "\"" + file.sha256.substr(0, 32) + "-" + variant + "\"";
  reply.name = file.name;
  reply.attachment = false;
  reply.mime = "image/webp";
  auto kept = storage.blobs->OpenVariant(tenant, file.sha256, variant);
  if (kept.ok()) {
    reply.body = net::FileBody(*kept, 0, ::lseek(*kept, 0, SEEK_END));
    // An empty one says that it was tried in vain.
    if (reply.body.size == 0) return Error{Code::kFileRejected, "preview"};
    return reply;
  }
  auto original = storage.blobs->Open(tenant, file.sha256);
  if (!original.ok()) return Error{Code::kNotFound, "file"};
  net::FileBody body(*original, 0, file.size);
  const bool fits = file.width <= width && file.height <= height;
  const bool able = storage.images != nullptr && storage.images->available();
  if ((fits || !able) && file.size <= kSmallImageBytes && file::Inline(file.mime)) {
    reply.body = std::move(body);
    reply.mime = file.mime;
    return reply;
  }
  if (!able) return Error{Code::kFileRejected, "preview"};
  KOINE_TRY(store::TempFile made, storage.blobs->NewFile());
  Status status = storage.images->Thumbnail(body.fd, width, height, &made);
  if (!status.ok() && !status.error().Is(Code::kFileRejected)) return std::move(status).error();
  if (!status.ok()) {
    KOINE_TRY(made, storage.blobs->NewFile());
  }
  KOINE_CHECK(storage.blobs->PutVariant(tenant, file.sha256, variant, std::move(made)));
  KOINE_TRY(const int fd, storage.blobs->OpenVariant(tenant, file.sha256, variant));
  reply.body = net::FileBody(fd, 0, ::lseek(fd, 0, SEEK_END));
  if (!status.ok()) return std::move(status).error();
  return reply;
}

// On the pool for pictures: the right is asked first, and once more by the row's door.
Status PrepareThumbnail(Call& call, ThumbnailIn& in) {
  std::optional<file::File> file;
  KOINE_CHECK(call.services->store->ReadNow(
      "thumbnail", [&](Txn& txn) { file = file::FindReadable(txn, call.who, in.fileId); }));
  if (!file) return Error{Code::kNotFound, "file"};
  if (file->kind != file::Kind::kImage) return Error{Code::kFileRejected, "preview"};
  KOINE_TRY(in.made, MakeThumbnail(call, *file, in.width.value_or(kThumbnailSize),
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
                               "A link under which browsers show a file",
                               {.door = "fileId", .example = kOne, .ref = "12.8"}));
  rows->push_back(Ep<&Preview>(Method::kGet, "/api/im/file/preview/url/{fileId}",
                               "A link under which browsers show a file",
                               {.door = "fileId", .example = kOne, .ref = "27 FilePreview"}));
  rows->push_back(Ep<&PreviewInfo>(Method::kGet, "/api/im/file/preview/info/{fileId}",
                                   "How a file can be shown",
                                   {.door = "fileId", .example = kOne, .ref = "27 FilePreview"}));
  rows->push_back(Ep<&PreviewSupport>(Method::kGet, "/api/im/file/preview/support/{fileType}",
                                      "Whether browsers show such files",
                                      {.mode = gateway::Mode::kPlain,
                                       .example = R"({"fileType":"pdf"})",
                                       .ref = "27 FilePreview"}));
  rows->push_back(gateway::EpPrepared<&Thumbnail, &PrepareThumbnail>(
      Method::kGet, "/api/im/file/preview/thumbnail/{fileId}", "A small form of a picture",
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
       .query_token = "token"}));
  for (const char* path :
       {"/uploads/{year}/{month}/{day}/{name}", "/profile/upload/{year}/{month}/{day}/{name}"}) {
    rows->push_back(Ep<&FollowLink>(
        Method::kGet, path, "The content behind a link of a message or picture",
        {.auth = gateway::Auth::kNone,
         .example = R"({"year":"{file.year}","month":"{file.month}","day":"{file.day}",)"
                    R"("name":"{file.fileName}"})",
         .ref = "0.1",
         .binary = true}));
  }
  AddPreviews(rows);
}

}  // namespace koine::ruoyi
