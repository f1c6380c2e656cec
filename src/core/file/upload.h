#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/access/principal.h"
#include "core/file/file.h"
#include "store/txn.h"

// A file that comes in numbered parts, over many requests and restarts, and is then put together
// (ruoyi 27.b, chunk upload; objects of OpenIM in object.h).
namespace koine::file {

inline constexpr std::int64_t kPartDefault = 5 << 20;  // bytes
inline constexpr std::int64_t kPartMin = 100 * 1024;
inline constexpr std::int64_t kPartMax = 16 << 20;
inline constexpr std::int64_t kPartsMax = 10'000;
inline constexpr std::int64_t kUploadsOpenMax = 20;  // of one user

// Stored in upload.state: never renumber.
enum class UploadState : std::uint8_t { kOpen = 0, kPaused = 1, kMerged = 2 };

// What it becomes. Stored in upload.kind: never renumber.
enum class UploadKind : std::uint8_t { kFile = 0, kObject = 1, kForm = 2 };

struct Upload {
  std::int64_t id = 0;
  std::string key;  // 32 hexadecimal digits; names it to its user
  UploadKind kind = UploadKind::kFile;
  UserId user;
  std::string name;
  std::string md5;  // of its content; of an object, the hash by its parts
  std::int64_t size = 0, part_size = 0, part_count = 0;
  UploadState state = UploadState::kOpen;
  ConversationId conversation;
  std::string cause;  // of an object, as its client says
  FileId file;        // once it is put together
  std::int64_t expires_at = 0;

  // How many bytes part `number` (from 1) has.
  std::int64_t PartBytes(std::int64_t number) const {
    return number < part_count ? part_size : size - part_size * (part_count - 1);
  }
};

struct UploadIn {
  std::string name;
  std::string md5;  // lower case; empty: not known
  std::int64_t size = 0;
  std::int64_t part_size = kPartDefault;
  ConversationId conversation;
  std::string cause;  // of an object, see file::Object
};
struct BegunUpload {
  Upload upload = {};               // without a key if `file` is there
  std::optional<file::File> file;   // the caller has this content already
  std::vector<std::int64_t> parts;  // that are here
};

// Begins one, or finds the open one of the same content. Somebody else's file of that digest is no
// answer. kFileRejected "type", "size", "empty", "quota"; kBadState "uploads_full"; the door's
// errors for a conversation of others.
Result<BegunUpload> BeginUpload(store::Txn& txn, const access::Principal& who, const UploadIn& in,
                                const file::Limits& limits);

// The same for an upload of another kind, whose content was judged already: an open one is found
// only by a digest. It is over after `ttl_ms` without progress.
Result<BegunUpload> BeginUploadAs(store::Txn& txn, const access::Principal& who, UploadKind kind,
                                  const UploadIn& in, std::int64_t ttl_ms,
                                  const file::Limits& limits);

// An upload of the caller's, not over. kNotFound "upload". In a write its row is locked.
class UploadDoor {
 public:
  static constexpr const char* kDoor = "upload";
  using Key = std::string;
  static Result<UploadDoor> Open(store::Txn& txn, const access::Principal& who,
                                 const std::string& key) {
    return Open(txn, who, key, UploadKind::kFile);
  }
  static Result<UploadDoor> Open(store::Txn& txn, const access::Principal& who,
                                 const std::string& key, UploadKind kind);
  const access::Principal& who() const { return who_; }
  const Upload& upload() const { return upload_; }

 private:
  UploadDoor(const access::Principal& who, Upload upload) : who_(who), upload_(std::move(upload)) {}
  access::Principal who_;
  Upload upload_;
};
// The same of an object, and of a form.
class ObjectUploadDoor : public UploadDoor {
 public:
  static Result<ObjectUploadDoor> Open(store::Txn& txn, const access::Principal& who,
                                       const std::string& key);

 private:
  explicit ObjectUploadDoor(UploadDoor door) : UploadDoor(std::move(door)) {}
};
class FormUploadDoor : public UploadDoor {
 public:
  static constexpr const char* kDoor = "form";
  static Result<FormUploadDoor> Open(store::Txn& txn, const access::Principal& who,
                                     const std::string& key);

 private:
  explicit FormUploadDoor(UploadDoor door) : UploadDoor(std::move(door)) {}
};
// Numbers of the parts that are here, ascending.
std::vector<std::int64_t> UploadParts(store::Txn& txn, const UploadDoor& door);

// Whether a part may come now: its number and its size. kBadState when it is paused or done.
Status FitsPart(const Upload& upload, std::int64_t number, std::int64_t bytes);
// Part `number` lies in the blob store.
Status NotePart(store::Txn& txn, const UploadDoor& door, std::int64_t number,
                const file::Limits& limits);

// Pauses or goes on. kBadState when it is done.
Status SetUploadPaused(store::Txn& txn, const UploadDoor& door, bool paused,
                       const file::Limits& limits);
Status CancelUpload(store::Txn& txn, const UploadDoor& door);

// What is put together becomes a file; once: later calls give the same file. kBadState "parts" if
// some are missing.
Result<file::File> FinishUpload(store::Txn& txn, const UploadDoor& door,
                                const std::optional<file::Received>& received,
                                const file::Limits& limits);

// Forgets uploads whose time is over; at most `limit`.
std::int64_t SweepUploads(store::Txn& txn, int limit);
// Removes parts that belong to no open upload. On the pool; reads the store.
void SweepParts(store::Store& store, store::BlobStore& blobs);

}  // namespace koine::file
