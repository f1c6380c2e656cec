#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/file/upload.h"

// All SQL on upload and upload_part.
namespace koine::file {

void InsertUpload(store::Txn& txn, const access::Principal& who, Upload* upload);
// The caller's, not over at `now`; locked in a write.
std::optional<Upload> FindUpload(store::Txn& txn, const access::Principal& who, UploadKind kind,
                                 std::string_view key);
// Anybody's, not over, with the tenant that it is in. Whoever has a link to it may.
struct LinkedUpload {
  Upload upload;
  TenantId tenant;
};
std::optional<LinkedUpload> FindLinkedUpload(store::Txn& txn, UploadKind kind,
                                             std::string_view key);
// An open one of the same kind, content, name and size of parts.
std::optional<Upload> FindUploadLike(store::Txn& txn, const access::Principal& who, UploadKind kind,
                                     const UploadIn& in);
struct WaitingUpload {
  std::int64_t count = 0, bytes = 0;
};
WaitingUpload FindWaitingUpload(store::Txn& txn, const access::Principal& who);
void SetUploadState(store::Txn& txn, const access::Principal& who, const Upload& upload,
                    UploadState state, FileId file, std::int64_t expires_at);
void DeleteUpload(store::Txn& txn, const access::Principal& who, std::int64_t id);

void InsertPart(store::Txn& txn, const access::Principal& who, std::int64_t upload,
                std::int64_t number, std::int64_t bytes);
std::vector<std::int64_t> ListParts(store::Txn& txn, const access::Principal& who,
                                    std::int64_t upload);

std::int64_t DeleteExpiredUploads(store::Txn& txn, int limit);
std::vector<std::string> ListOpenKeys(store::Txn& txn);

}  // namespace koine::file
