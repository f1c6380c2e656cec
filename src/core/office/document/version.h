#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "core/office/document/door.h"
#include "core/person.h"
#include "store/txn.h"

// What a document was before (ruoyi 15.13, 15.14).
namespace koine::document {

// So many of a document are kept, and so many bytes of their texts; the oldest go first, never the
// newest.
inline constexpr std::int64_t kVersionsKept = 100;
inline constexpr std::int64_t kVersionBytesKept = 20LL * 1024 * 1024;

// Stored in document_version.cause: never renumber. kKept: an editor had saved it by itself.
enum class VersionCause : std::uint8_t { kCreated = 1, kSaved, kRestored, kKept };

struct Version {
  VersionId id;
  std::int64_t version = 0, bytes = 0;
  std::string title, description;
  VersionCause cause = VersionCause::kSaved;
  std::int64_t of_version = 0;  // of kRestored
  Person changed_by;
  std::int64_t created_at = 0;  // ms
};
// The newest first.
std::vector<Version> ListVersions(store::Txn& txn, const ReadableDocument& place,
                                  std::int64_t limit, std::int64_t offset);
std::int64_t CountVersions(store::Txn& txn, const ReadableDocument& place);

struct KeptVersion {
  Version version;
  std::string content;
};
// One with its text. kNotFound "document_version".
Result<KeptVersion> ShowVersion(store::Txn& txn, const ReadableDocument& place, VersionId id);

// Title and text become those of the version, as a new one. kNotFound "document_version".
// kFileRejected "quota" as ChangeDocument.
Status RestoreVersion(store::Txn& txn, const EditableDocument& place, VersionId id,
                      std::int64_t quota = INT64_MAX);

}  // namespace koine::document
