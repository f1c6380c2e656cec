#include "core/file/upload_object.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "core/file/rows.h"
#include "core/file/upload_rows.h"

namespace koine::file {

namespace {

Status SizeFits(std::int64_t size, const file::Limits& limits) {
  if (size <= 0) return Error{Code::kFileRejected, "empty"};
  return size > limits.chunked_bytes ? Status(Error{Code::kFileRejected, "size"}) : Ok();
}

}  // namespace

Result<BegunUpload> BeginObject(store::Txn& txn, const access::Principal& who, const ObjectIn& in,
                                const file::Limits& limits) {
  const auto digest = text::FromHex(in.hash);
  if (!digest || digest->size() != 16) return Error{Code::kFileRejected, "hash"};
  KOINE_CHECK(SizeFits(in.size, limits));
  BegunUpload out;
  KOINE_TRY(out.file, file::NameAgain(txn, who, {in.name, in.hash, in.cause}, in.size, limits));
  if (out.file) return out;
  UploadIn begin;
  begin.name = in.name;
  begin.md5 = in.hash;
  begin.size = in.size;
  begin.cause = in.cause;
  KOINE_TRY(begin.part_size, file::ObjectPartSize(in.size));
  return BeginUploadAs(txn, who, UploadKind::kObject, begin, limits.upload_ttl_ms, limits);
}

Result<Upload> BeginForm(store::Txn& txn, const access::Principal& who, const ObjectIn& in,
                         std::int64_t ttl_ms, const file::Limits& limits) {
  KOINE_CHECK(SizeFits(in.size, limits));
  UploadIn begin;
  begin.name = in.name;
  begin.size = in.size;
  begin.part_size = in.size;
  begin.cause = in.cause;
  KOINE_TRY(BegunUpload begun, BeginUploadAs(txn, who, UploadKind::kForm, begin, ttl_ms, limits));
  return std::move(begun.upload);
}

Result<ObjectTarget> FollowObject(store::Txn& txn, UploadKind kind, std::string_view key) {
  auto found = FindLinkedUpload(txn, kind, key);
  if (!found) return Error{Code::kNotFound, "upload"};
  return ObjectTarget{std::move(found->upload), found->tenant};
}

Result<file::File> FinishObject(store::Txn& txn, const UploadDoor& door, file::Object object,
                                const std::optional<file::Received>& received,
                                const file::Limits& limits) {
  const access::Principal& who = door.who();
  const Upload& upload = door.upload();
  if (upload.state == UploadState::kMerged) {
    auto file = file::FindReadable(txn, who, upload.file);
    if (!file) return Error{Code::kNotFound, "file"};
    return *std::move(file);
  }
  if (!received) return Error{Code::kBadState, "parts"};
  if (object.cause.empty()) object.cause = upload.cause;
  KOINE_TRY(file::File file, file::AddObject(txn, who, *received, object, limits));
  SetUploadState(txn, who, upload, UploadState::kMerged, file.id, upload.expires_at);
  return file;
}

}  // namespace koine::file
