#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/file/object.h"
#include "core/file/upload.h"

// Objects that come in parts, or by a form (openim 9.4). An upload belongs to who began it; its
// parts are put under links that name it, by whoever has them.
namespace koine::file {

struct ObjectIn {
  std::string name;  // judged by file::CheckObjectName
  std::string hash;  // 32 hexadecimal digits, lower case
  std::int64_t size = 0;
  std::string cause;  // see file::Object
};

// Begins one, or finds the open one of the same name and content; a content that the principal has
// already only gets the name (file::NameAgain). kFileRejected "hash", "empty", "size", "quota";
// kBadState "uploads_full".
Result<BegunUpload> BeginObject(store::Txn& txn, const access::Principal& who, const ObjectIn& in,
                                const file::Limits& limits);

// Begins one that a form brings as a whole within `ttl_ms`; its hash is not known yet. Refused as
// above.
Result<Upload> BeginForm(store::Txn& txn, const access::Principal& who, const ObjectIn& in,
                         std::int64_t ttl_ms, const file::Limits& limits);

// The open upload that a signed link names, and in whose name its parts come. kNotFound "upload".
struct ObjectTarget {
  Upload upload;
  TenantId tenant;
};
Result<ObjectTarget> FollowObject(store::Txn& txn, UploadKind kind, std::string_view key);

// What was put together becomes the object of that name; once: later calls give the same object.
// Without a cause it is for what the upload was begun for. kBadState "parts" without `received`.
Result<file::File> FinishObject(store::Txn& txn, const UploadDoor& door, file::Object object,
                                const std::optional<file::Received>& received,
                                const file::Limits& limits);

}  // namespace koine::file
