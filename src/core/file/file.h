#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/crypto.h"
#include "base/ids.h"
#include "base/result.h"
#include "core/access/principal.h"
#include "core/file/images.h"
#include "core/file/type.h"
#include "store/blob.h"
#include "store/txn.h"

namespace koine::store {
class Store;
}

// Files: what users upload. Contents lie in the blob store; rows say whose they are, and where they
// were sent. Design 9, ruoyi 12.
namespace koine::file {

// In bytes and milliseconds; settings [files].
// Uploads for these causes go once they are old enough, where nothing else is set (openim 11).
inline constexpr std::array<const char*, 6> kExpiringCauses = {
    "msg-picture", "msg-file", "msg-voice", "msg-video", "msg-video-snapshot", "sdklog"};

struct Limits {
  std::int64_t file_bytes = 20LL << 20;
  std::int64_t image_bytes = 10LL << 20;
  std::int64_t avatar_bytes = 2LL << 20;
  std::int64_t chunked_bytes = 1LL << 30;           // a file that comes in parts
  std::int64_t request_bytes = 50LL << 20;          // of several files at once
  std::int64_t quota_bytes = 5LL << 30;             // of one user
  std::int64_t link_ttl_ms = 0;                     // of links in texts; 0: for ever
  std::int64_t upload_ttl_ms = 24LL * 3600 * 1000;  // of an upload in parts, without progress
  std::vector<std::string> types;                   // extensions that may come; empty: all
  // Causes of objects that go with age.
  std::vector<std::string> expiring{kExpiringCauses.begin(), kExpiringCauses.end()};
};

// What the operations on files need besides the transaction. Lives as long as the server.
struct Storage {
  store::BlobStore* blobs = nullptr;
  Images* images = nullptr;                 // null: no thumbnails
  const crypto::HmacSha256* key = nullptr;  // signs links
  Limits limits;
};

// Stored in file.purpose: never renumber.
// kDrive: in a cloud drive, which alone lists it and lets it go (core/file/drive.h).
enum class Purpose : std::uint8_t { kFile = 0, kAvatar = 1, kObject = 2, kApp = 3, kDrive = 4 };

struct File {
  FileId id;
  std::string key;  // 32 hexadecimal digits that nobody can guess; part of its link
  UserId owner;
  std::string owner_name;
  std::string name, extension;
  std::string sha256, md5;
  std::int64_t size = 0;
  std::string mime;
  Kind kind = Kind::kOther;
  std::int64_t width = 0, height = 0;
  Purpose purpose = Purpose::kFile;
  ConversationId conversation;
  std::int64_t downloads = 0, created_at = 0;
  std::string object;  // the name under which it is an object; unique while it is not deleted
  std::string hash;    // by which clients know the content of an object (openim 9.3)
  std::string cause;   // what it was uploaded for, as clients say it of objects
};

// A content that was received, checked, and put into the blob store.
struct Received {
  std::string name, extension;
  std::string sha256, md5;
  std::int64_t size = 0;
  std::string mime;
  Kind kind = Kind::kOther;
  Dimensions dimensions;
};

// Whether the settings let files with this extension come, lower case without its dot.
bool MayCome(const Limits& limits, std::string_view extension);

// Checks the type of what came and puts it into the store. On the pool, outside transactions: a
// blob that no row names is swept. `name` as the client gave it; without an extension the content
// gives one. kFileRejected "empty"; "type" for an extension that the settings refuse; "image" if
// only pictures are taken; NotStored when the store does not take it. What is not known, or no such
// picture, is taken as bytes without a type, by kAny also without its extension, or as the picture
// that its content shows; kApp takes the types of app-im 4, of which pictures, sounds and films
// must be what they say.
enum class Accept : std::uint8_t { kAll, kImages, kAny, kApp };
Result<Received> Receive(Storage& storage, TenantId tenant, store::TempFile content,
                         std::string_view name, Accept accept);

// The error of a content that could not be stored, or got back; the reason goes to the log:
// kUnavailable while object storage is out of reach, so that the client may try again; else
// kFileRejected "failed".
Error NotStored(const Error& error);

// Whether a user may keep `bytes` more. kFileRejected "quota".
Status MayKeep(store::Txn& txn, const access::Principal& who, std::int64_t bytes,
               const Limits& limits);

// Makes it a file of the principal's. `conversation` only says where it is meant for; they must be
// a member of it. kFileRejected "quota".
Result<File> Add(store::Txn& txn, const access::Principal& who, const Received& received,
                 Purpose purpose, ConversationId conversation, const Limits& limits);
// The same as the principal's picture, which older ones give way to.
Result<File> AddAvatar(store::Txn& txn, const access::Principal& who, const Received& received,
                       const Limits& limits);

// What became of a file that was handed out, for the server's own work once it was.
void CountDownload(store::Txn& txn, TenantId tenant, FileId id);
// A small form of the picture was kept: its bytes count with the file for as long as that is there,
// once for each of kThumbnailSteps.
void CountSmallForm(store::Txn& txn, TenantId tenant, FileId id, std::int64_t step,
                    std::int64_t bytes);

// So many are deleted by one call.
inline constexpr std::size_t kBatchMax = 100;

// The path below the server under which a file is reached: /uploads/yyyy/MM/dd/KEY.EXT, the day in
// GMT+8; with a ticket for this user if the limits say so (core/file/link.h). Administrators get
// one that hangs on the file alone. Avatars need none.
std::string LinkOf(const File& file, const Storage& storage, const access::Principal& who,
                   std::int64_t now_ms);
// The key in a link of this server, also behind a scheme and host; empty if it is none. Links of
// objects have it in their query, and clients may reach them below any path.
std::string KeyOfLink(std::string_view url);
// The file of such a path and its ticket (FollowKey of core/file/link.h). kNotFound.
struct Link {
  std::string year, month, day, name;
  std::string ticket;
};
Result<File> FollowLink(store::Txn& txn, const Link& link, const Storage& storage);

// What makes a link one of this server's: a mark over what it is about, as no two kinds of links
// say it, and the second when it ends, in decimal digits.
std::string MarkOf(const Storage& storage, std::string_view what, std::string_view end);
// Whether such a mark is right, and its time not over.
bool Holds(const Storage& storage, std::string_view what, std::string_view end,
           std::string_view mark, std::int64_t now_ms);

// Files that the principal may read: their own, those sent in messages that they may read, those of
// groups that they are in, those that came with their mail; administrators all. Deleted ones are
// not there.
std::optional<File> FindReadable(store::Txn& txn, const access::Principal& who, FileId id);
std::vector<File> FindReadable(store::Txn& txn, const access::Principal& who,
                               std::span<const std::int64_t> ids);
struct Filter {
  std::optional<Kind> kind;
  std::string keyword;  // folded
  int limit = 0;
  std::int64_t offset = 0;
};
// Own files that are not deleted, newest first; without those of the drive.
std::vector<File> ListOwn(store::Txn& txn, const access::Principal& who, const Filter& filter);
std::int64_t CountOwn(store::Txn& txn, const access::Principal& who, const Filter& filter);

struct Statistics {
  std::int64_t files = 0, today = 0, bytes = 0, downloads = 0;
  std::int64_t images = 0, videos = 0, audios = 0, documents = 0, others = 0;
};
// Of the principal, or, for administrators, of the tenant: kForbidden. `today_ms` is the beginning
// of the day.
Result<Statistics> StatisticsOf(store::Txn& txn, const access::Principal& who, bool all,
                                std::int64_t today_ms);

// What a user keeps, and may.
struct Space {
  std::int64_t total = 0;
  std::int64_t used = 0;
  std::int64_t files = 0;
};
Space SpaceOf(store::Txn& txn, const access::Principal& who, const Limits& limits);

// Takes away what nobody uses any more: files that were deleted, or whose time is over, and that no
// message holds. At most `limit`; returns how many rows went.
std::int64_t SweepFiles(store::Txn& txn, int limit);
// Takes away what a user who is erased kept; at most `limit`; returns how many there were.
std::int64_t EraseFilesOf(store::Txn& txn, TenantId tenant, UserId owner, int limit);
// Removes contents of one shelf that no row names. On the pool; reads the store.
void SweepShelf(store::Store& store, store::BlobStore& blobs, int shelf);
// Digests of a tenant's blobs that begin with this, of at least one reference: what must stay.
std::vector<std::string> ListBlobs(store::Txn& txn, TenantId tenant, std::string_view prefix);

}  // namespace koine::file
