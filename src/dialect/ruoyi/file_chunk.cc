// Uploads in parts (ruoyi 27 FileChunkUpload, 27.b).

#include <utility>

#include "base/text.h"
#include "core/file/upload.h"
#include "dialect/ruoyi/file.h"
#include "dialect/ruoyi/ruoyi.h"

namespace koine::ruoyi {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

struct ChunkInitIn {
  std::string fileName;
  std::optional<std::int64_t> fileSize;
  std::optional<std::string> fileMd5, fileType;
  std::int64_t chunkSize = file::kPartDefault;
  std::optional<ConversationId> conversationId;
};
KOINE_DESCRIBE(ChunkInitIn, (fileName, fileSize, fileMd5, fileType, chunkSize, conversationId))

namespace {

constexpr std::size_t kMd5Bytes = 16;
constexpr std::size_t kSha256Bytes = 32;

// Empty is allowed: not known. The published client gives a SHA-256 under this name.
bool IsSum(std::string_view text) {
  const auto bytes = text::FromHex(text::LowerAscii(text));
  return text.empty() || (bytes && (bytes->size() == kMd5Bytes || bytes->size() == kSha256Bytes));
}

// Lower case; empty for what is no MD5 and so says nothing of the content.
std::string Md5In(const std::optional<std::string>& sum) {
  return sum && sum->size() == 2 * kMd5Bytes ? text::LowerAscii(*sum) : std::string();
}

}  // namespace

KOINE_RULES(ChunkInitIn,
            json::Rule("fileName").NotBlank("文件名不能为空").MaxChars(255, "文件名过长"),
            json::Rule("fileSize").Required("文件大小不能为空"),
            json::Rule("fileMd5").Pattern(IsSum, "文件MD5格式不正确"),
            json::Rule("chunkSize")
                .Min(file::kPartMin, "分片大小不能小于100KB")
                .Max(file::kPartMax, "分片大小不能大于16MB"))
struct ChunkStateOut {
  std::optional<std::string> uploadId;
  std::string fileName;
  std::int64_t fileSize = 0, totalChunks = 0, chunkSize = 0;
  std::vector<std::int64_t> uploadedChunks;
  bool needUpload = true;
  std::optional<std::string> fileUrl;
  std::optional<FileId> fileId;
  std::string status;
  std::int64_t progress = 0;
  std::optional<json::Time> expireTime;
};
KOINE_DESCRIBE(ChunkStateOut, (uploadId, fileName, fileSize, totalChunks, chunkSize, uploadedChunks,
                               needUpload, fileUrl, fileId, status, progress, expireTime))
struct ChunkIn {
  std::string uploadId;
  std::optional<std::int64_t> chunkNumber;
};
KOINE_DESCRIBE(ChunkIn, (uploadId, chunkNumber))
KOINE_RULES(ChunkIn, json::Rule("uploadId").Required("上传ID不能为空"),
            json::Rule("chunkNumber").Required("分片序号不能为空").Min(1, "分片序号从1开始"))
struct UploadIdIn {
  std::string uploadId;
};
KOINE_DESCRIBE(UploadIdIn, (uploadId))
KOINE_RULES(UploadIdIn, json::Rule("uploadId").Required("上传ID不能为空"))
struct ChunkMergeIn {
  std::string uploadId;
  std::optional<std::string> fileMd5;
  std::optional<file::Received> received;
};
KOINE_DESCRIBE(ChunkMergeIn, (uploadId, fileMd5))
KOINE_RULES(ChunkMergeIn, json::Rule("uploadId").Required("上传ID不能为空"),
            json::Rule("fileMd5").Pattern(IsSum, "文件MD5格式不正确"))

namespace {

std::int64_t Percent(const file::Upload& upload, std::size_t parts) {
  if (upload.state == file::UploadState::kMerged || upload.part_count == 0) return 100;
  return static_cast<std::int64_t>(parts) * 100 / upload.part_count;
}

const char* StateText(file::UploadState state) {
  switch (state) {
    case file::UploadState::kOpen:
      return "UPLOADING";
    case file::UploadState::kPaused:
      return "PAUSED";
    case file::UploadState::kMerged:
      break;
  }
  return "COMPLETED";
}

ChunkStateOut ToState(const file::Upload& upload, std::vector<std::int64_t> parts) {
  ChunkStateOut out;
  out.uploadId = upload.key;
  out.fileName = upload.name;
  out.fileSize = upload.size;
  out.totalChunks = upload.part_count;
  out.chunkSize = upload.part_size;
  out.progress = Percent(upload, parts.size());
  out.uploadedChunks = std::move(parts);
  out.needUpload = upload.state != file::UploadState::kMerged;
  out.status = StateText(upload.state);
  out.expireTime = json::Time{upload.expires_at};
  return out;
}

// Removes the parts once the outcome stands.
void RemovePartsAfter(Call& call, const std::string& key) {
  store::BlobStore* blobs = FilesOf(call).blobs;
  Pool* pool = &call.services->pools.Of(gateway::Work::kFiles);
  call.afterwards = [blobs, pool, key] {
    // What a full pool leaves is swept.
    static_cast<void>(pool->Submit([blobs, key] { blobs->RemoveParts(key); }));
  };
}

Result<ChunkStateOut> InitChunks(Txn& txn, Call& call, ChunkInitIn& in) {
  file::UploadIn begin;
  begin.name = in.fileName;
  begin.md5 = Md5In(in.fileMd5);
  begin.size = *in.fileSize;
  begin.part_size = in.chunkSize;
  begin.conversation = in.conversationId.value_or(ConversationId());
  KOINE_TRY(file::BegunUpload begun, file::BeginUpload(txn, call.who, begin, LimitsOf(call)));
  if (!begun.file) return ToState(begun.upload, std::move(begun.parts));
  const FileOut file = ToFile(*begun.file, call);
  ChunkStateOut out;
  out.fileName = file.fileName;
  out.fileSize = file.fileSize;
  out.chunkSize = in.chunkSize;
  out.needUpload = false;
  out.fileUrl = file.fileUrl;
  out.fileId = file.fileId;
  out.status = StateText(file::UploadState::kMerged);
  out.progress = 100;
  return out;
}

// The upload as it is now, outside the transaction that will follow.
Result<file::Upload> Peek(Call& call, const std::string& key, std::size_t* parts = nullptr) {
  Result<file::Upload> found = Error{Code::kNotFound, "upload"};
  KOINE_CHECK(call.services->store->ReadNow("upload", [&](Txn& txn) {
    const auto door = file::UploadDoor::Open(txn, call.who, key);
    if (!door.ok()) return;
    found = door->upload();
    if (parts != nullptr) *parts = file::UploadParts(txn, *door).size();
  }));
  return found;
}

Status PreparePart(Call& call, ChunkIn& in) {
  if (call.files.empty()) return Error{Code::kFileRejected, "empty"};
  KOINE_TRY(const file::Upload upload, Peek(call, in.uploadId));
  store::TempFile& content = call.files[0].content;
  KOINE_CHECK(file::FitsPart(upload, *in.chunkNumber, content.size()));
  Status put = FilesOf(call).blobs->PutPart(upload.key, *in.chunkNumber, std::move(content));
  return put.ok() ? Ok() : Status(file::NotStored(put.error()));
}

Result<bool> PutPart(Txn& txn, Call& call, const file::UploadDoor& door, ChunkIn& in) {
  KOINE_CHECK(file::NotePart(txn, door, *in.chunkNumber, LimitsOf(call)));
  return true;
}

Status PrepareMerge(Call& call, ChunkMergeIn& in) {
  std::size_t parts = 0;
  KOINE_TRY(const file::Upload upload, Peek(call, in.uploadId, &parts));
  if (upload.state == file::UploadState::kMerged) return Ok();
  if (static_cast<std::int64_t>(parts) < upload.part_count) {
    return Error{Code::kBadState, "parts"};
  }
  auto joined = FilesOf(call).blobs->JoinParts(upload.key, upload.part_count);
  if (!joined.ok()) {
    const bool missing = joined.error().Is(Code::kNotFound);
    return missing ? Error{Code::kBadState, "parts"} : file::NotStored(joined.error());
  }
  if (joined->size() != upload.size) return Error{Code::kFileRejected, "md5"};
  KOINE_TRY(in.received, file::Receive(FilesOf(call), call.who.tenant, std::move(joined).value(),
                                       upload.name, file::Accept::kAll));
  const std::string promised = Md5In(in.fileMd5);
  for (const std::string& md5 : {upload.md5, promised}) {
    if (!md5.empty() && md5 != in.received->md5) return Error{Code::kFileRejected, "md5"};
  }
  return Ok();
}

Result<FileOut> MergeParts(Txn& txn, Call& call, const file::UploadDoor& door, ChunkMergeIn& in) {
  KOINE_TRY(const file::File file, file::FinishUpload(txn, door, in.received, LimitsOf(call)));
  RemovePartsAfter(call, in.uploadId);
  return ToFile(file, call);
}

Result<std::int64_t> Progress(Txn& txn, Call&, const file::UploadDoor& door, UploadIdIn&) {
  return Percent(door.upload(), file::UploadParts(txn, door).size());
}

Result<Nothing> Pause(Txn& txn, Call& call, const file::UploadDoor& door, UploadIdIn&) {
  KOINE_CHECK(file::SetUploadPaused(txn, door, true, LimitsOf(call)));
  return Nothing{};
}

Result<ChunkStateOut> Resume(Txn& txn, Call& call, const file::UploadDoor& door, UploadIdIn& in) {
  KOINE_CHECK(file::SetUploadPaused(txn, door, false, LimitsOf(call)));
  KOINE_TRY(const auto now, file::UploadDoor::Open(txn, call.who, in.uploadId));
  return ToState(now.upload(), file::UploadParts(txn, now));
}

Result<Nothing> Cancel(Txn& txn, Call& call, const file::UploadDoor& door, UploadIdIn& in) {
  KOINE_CHECK(file::CancelUpload(txn, door));
  RemovePartsAfter(call, in.uploadId);
  return Nothing{};
}

std::int64_t PartBytes(const file::Limits&) {
  return file::kPartMax;
}

}  // namespace

void AddFileChunks(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::EpPrepared;
  using gateway::Mode;
  using net::Method;
  static constexpr char kRef[] = "27 FileChunkUpload";
  static constexpr char kOne[] = R"({"uploadId":"{upload.mine}"})";
  rows->push_back(Ep<&InitChunks>(Method::kPost, "/api/im/file/chunk/init",
                                  "Begin an upload in parts",
                                  {.mode = Mode::kWrite,
                                   .example = R"({"fileName":"a.txt","fileSize":10})",
                                   .ref = kRef,
                                   .about = gateway::About::kCaller}));
  rows->push_back(EpPrepared<&PutPart, &PreparePart>(
      Method::kPost, "/api/im/file/chunk/upload", "Upload one part",
      {.mode = Mode::kWrite,
       .door = "uploadId",
       .repeatable = true,
       .example = R"({"uploadId":"{upload.mine}","chunkNumber":1})",
       .ref = kRef,
       .files = "file,chunk",
       .file_bytes = &PartBytes}));
  rows->push_back(EpPrepared<&MergeParts, &PrepareMerge>(
      Method::kPost, "/api/im/file/chunk/merge", "Complete an upload in parts",
      {.mode = Mode::kWrite,
       .door = "uploadId",
       .repeatable = true,
       .ok = "上传成功",
       .example = R"({"uploadId":"{upload.mine}"})",
       .ref = kRef,
       .work = gateway::Work::kFiles}));
  rows->push_back(Ep<&Progress>(Method::kGet, "/api/im/file/chunk/progress/{uploadId}",
                                "Get the progress of an upload",
                                {.door = "uploadId", .example = kOne, .ref = kRef}));
  rows->push_back(Ep<&Pause>(Method::kPut, "/api/im/file/chunk/pause/{uploadId}", "Pause an upload",
                             {.mode = Mode::kWrite,
                              .door = "uploadId",
                              .repeatable = true,
                              .example = kOne,
                              .ref = kRef}));
  rows->push_back(Ep<&Resume>(Method::kPost, "/api/im/file/chunk/resume/{uploadId}",
                              "Resume an upload",
                              {.mode = Mode::kWrite,
                               .door = "uploadId",
                               .repeatable = true,
                               .example = kOne,
                               .ref = kRef}));
  rows->push_back(
      Ep<&Cancel>(Method::kDelete, "/api/im/file/chunk/cancel/{uploadId}", "Abort an upload",
                  {.mode = Mode::kWrite, .door = "uploadId", .example = kOne, .ref = kRef}));
}

}  // namespace koine::ruoyi
