#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/upload/upload.h"

// All SQL on upload and upload_part.
namespace koine::upload {

void InsertUpload(store::Txn& txn, const access::Principal& who, Upload* upload);
// The caller's, not over at `now`; locked in a write.
std::optional<Upload> FindUpload(store::Txn& txn, const access::Principal& who, Kind kind,
                                 std::string_view key);
// Anybody's, not over, with the tenant that it is in. Whoever has a link to it may.
struct Linked {
  Upload upload;
  TenantId tenant;
};
std::optional<Linked> FindLinked(store::Txn& txn, Kind kind, std::string_view key);
// An open one of the same kind, content, name and size of parts.
std::optional<Upload> FindLike(store::Txn& txn, const access::Principal& who, Kind kind,
                               const BeginIn& in);
struct Waiting {
  std::int64_t count = 0, bytes = 0;
};
Waiting FindWaiting(store::Txn& txn, const access::Principal& who);
void SetState(store::Txn& txn, const access::Principal& who, const Upload& upload, State state,
              FileId file, std::int64_t expires_at);
void DeleteUpload(store::Txn& txn, const access::Principal& who, std::int64_t id);

void InsertPart(store::Txn& txn, const access::Principal& who, std::int64_t upload,
                std::int64_t number, std::int64_t bytes);
std::vector<std::int64_t> ListParts(store::Txn& txn, const access::Principal& who,
                                    std::int64_t upload);

std::int64_t DeleteExpired(store::Txn& txn, int limit);
std::vector<std::string> ListOpenKeys(store::Txn& txn);

}  // namespace koine::upload
