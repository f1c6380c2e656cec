#include "core/file/upload.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "core/access/doors.h"
#include "core/file/rows.h"
#include "core/file/upload_rows.h"
#include "store/store.h"

namespace koine::file {

namespace {

Status MayBegin(const UploadIn& in, const file::Limits& limits) {
  if (in.size <= 0) return Error{Code::kFileRejected, "empty"};
  if (in.size > limits.chunked_bytes) return Error{Code::kFileRejected, "size"};
  if (!file::MayCome(limits, file::ExtensionOf(in.name))) {
    return Error{Code::kFileRejected, "type"};
  }
  if ((in.size + in.part_size - 1) / in.part_size > kPartsMax) {
    return FieldError(Code::kBadArgument, "chunkSize");
  }
  return Ok();
}

}  // namespace

Result<BegunUpload> BeginUpload(store::Txn& txn, const access::Principal& who,
                                const UploadIn& given, const file::Limits& limits) {
  UploadIn in = given;
  in.name = file::CleanName(given.name);
  KOINE_CHECK(MayBegin(in, limits));
  if (in.conversation) KOINE_CHECK(access::Member::Open(txn, who, in.conversation));
  if (!in.md5.empty()) {
    BegunUpload out;
    out.file = file::FindOwnByMd5(txn, who, in.md5, in.size);
    if (out.file) return out;
  }
  return BeginUploadAs(txn, who, UploadKind::kFile, in, limits.upload_ttl_ms, limits);
}

Result<BegunUpload> BeginUploadAs(store::Txn& txn, const access::Principal& who, UploadKind kind,
                                  const UploadIn& in, std::int64_t ttl_ms,
                                  const file::Limits& limits) {
  BegunUpload out;
  if (!in.md5.empty()) {
    if (auto like = FindUploadLike(txn, who, kind, in)) {
      out.upload = *std::move(like);
      out.parts = ListParts(txn, who, out.upload.id);
      return out;
    }
  }
  const WaitingUpload waiting = FindWaitingUpload(txn, who);
  if (waiting.count >= kUploadsOpenMax) return Error{Code::kBadState, "uploads_full"};
  KOINE_CHECK(file::MayKeep(txn, who, waiting.bytes + in.size, limits));
  Upload& upload = out.upload;
  upload.kind = kind;
  upload.user = who.user;
  upload.name = in.name;
  upload.md5 = in.md5;
  upload.size = in.size;
  upload.part_size = in.part_size;
  upload.part_count = (in.size + in.part_size - 1) / in.part_size;
  upload.conversation = in.conversation;
  upload.cause = in.cause;
  upload.expires_at = txn.now_ms() + ttl_ms;
  InsertUpload(txn, who, &upload);
  return out;
}

Result<UploadDoor> UploadDoor::Open(store::Txn& txn, const access::Principal& who,
                                    const std::string& key, UploadKind kind) {
  auto upload = FindUpload(txn, who, kind, key);
  if (!upload) return Error{Code::kNotFound, "upload"};
  return UploadDoor(who, *std::move(upload));
}

Result<ObjectUploadDoor> ObjectUploadDoor::Open(store::Txn& txn, const access::Principal& who,
                                                const std::string& key) {
  KOINE_TRY(UploadDoor door, UploadDoor::Open(txn, who, key, UploadKind::kObject));
  return ObjectUploadDoor(std::move(door));
}

Result<FormUploadDoor> FormUploadDoor::Open(store::Txn& txn, const access::Principal& who,
                                            const std::string& key) {
  KOINE_TRY(UploadDoor door, UploadDoor::Open(txn, who, key, UploadKind::kForm));
  return FormUploadDoor(std::move(door));
}

std::vector<std::int64_t> UploadParts(store::Txn& txn, const UploadDoor& door) {
  return ListParts(txn, door.who(), door.upload().id);
}

Status FitsPart(const Upload& upload, std::int64_t number, std::int64_t bytes) {
  if (upload.state != UploadState::kOpen) return Error{Code::kBadState};
  if (number < 1 || number > upload.part_count) {
    return FieldError(Code::kBadArgument, "chunkNumber");
  }
  if (upload.kind == UploadKind::kForm) {
    // How much came is judged when it is completed; more than announced never counts.
    if (bytes > upload.size) return Error{Code::kFileRejected, "size"};
  } else if (bytes != upload.PartBytes(number)) {
    return FieldError(Code::kBadArgument, "file");
  }
  return Ok();
}

Status NotePart(store::Txn& txn, const UploadDoor& door, std::int64_t number,
                const file::Limits& limits) {
  const access::Principal& who = door.who();
  const Upload& upload = door.upload();
  if (upload.state != UploadState::kOpen) return Error{Code::kBadState};
  InsertPart(txn, who, upload.id, number, upload.PartBytes(number));
  SetUploadState(txn, who, upload, UploadState::kOpen, FileId(),
                 txn.now_ms() + limits.upload_ttl_ms);
  return Ok();
}

Status SetUploadPaused(store::Txn& txn, const UploadDoor& door, bool paused,
                       const file::Limits& limits) {
  const access::Principal& who = door.who();
  const Upload& upload = door.upload();
  if (upload.state == UploadState::kMerged) return Error{Code::kBadState};
  SetUploadState(txn, who, upload, paused ? UploadState::kPaused : UploadState::kOpen, FileId(),
                 txn.now_ms() + limits.upload_ttl_ms);
  return Ok();
}

Status CancelUpload(store::Txn& txn, const UploadDoor& door) {
  if (door.upload().state == UploadState::kMerged) return Error{Code::kBadState};
  DeleteUpload(txn, door.who(), door.upload().id);
  return Ok();
}

Result<file::File> FinishUpload(store::Txn& txn, const UploadDoor& door,
                                const std::optional<file::Received>& received,
                                const file::Limits& limits) {
  const access::Principal& who = door.who();
  const Upload& upload = door.upload();
  FileId id = upload.file;
  if (upload.state != UploadState::kMerged) {
    if (!received) return Error{Code::kBadState, "parts"};
    KOINE_TRY(const file::File file,
              file::Add(txn, who, *received, file::Purpose::kFile, upload.conversation, limits));
    SetUploadState(txn, who, upload, UploadState::kMerged, file.id, upload.expires_at);
    id = file.id;
  }
  auto file = file::FindReadable(txn, who, id);
  if (!file) return Error{Code::kNotFound, "file"};
  return *std::move(file);
}

std::int64_t SweepUploads(store::Txn& txn, int limit) {
  return DeleteExpiredUploads(txn, limit);
}

void SweepParts(store::Store& store, store::BlobStore& blobs) {
  // First what lies there, then who needs it: a row is older than its parts.
  const std::vector<std::string> here = blobs.ListUploads();
  if (here.empty()) return;
  std::unordered_set<std::string> open;
  const Status read = store.ReadNow("sweep parts", [&](store::Txn& txn) {
    for (std::string& key : ListOpenKeys(txn)) open.insert(std::move(key));
  });
  if (!read.ok()) return;
  for (const std::string& key : here) {
    if (open.count(key) == 0) blobs.RemoveParts(key);
  }
}

}  // namespace koine::file
