#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/access/principal.h"
#include "core/file/file.h"
#include "core/file/link.h"
#include "store/txn.h"

// All SQL on file, blob, file_use and storage_use.
namespace koine::file {

// Bytes are added to what the user keeps, unless that would be more than `quota`. False then.
bool Charge(store::Txn& txn, TenantId tenant, UserId user, std::int64_t bytes, std::int64_t quota);
Space FindSpace(store::Txn& txn, TenantId tenant, UserId user);

// One more reference to a blob.
void RefBlob(store::Txn& txn, TenantId tenant, const Received& content);
// Gives id, key and time. False when an object has its name already, and there is no row then.
bool InsertFile(store::Txn& txn, TenantId tenant, File* file);
// Older pictures of a user end at `until_ms`.
void ExpireAvatars(store::Txn& txn, TenantId tenant, UserId owner, FileId but,
                   std::int64_t until_ms);

// Whether a message still holds the file that may be read in it, and nobody was removed from its
// group since `since_ms`.
bool HoldsStill(store::Txn& txn, FileId id, ConversationId conversation, std::int64_t seq,
                std::int64_t since_ms);
// Whether this user may read the file, as FindReadable, also one that is deleted as long as a
// message holds it; nobody acts as an administrator by a link.
bool IsReadableBy(store::Txn& txn, FileId id, UserId user);
// Whether it is the picture of its owner, or of a group that they are in, or was kept to be shown.
bool IsShown(store::Txn& txn, FileId id);
// Of one user, or of the tenant without one.
Statistics FindStatistics(store::Txn& txn, TenantId tenant, UserId owner, std::int64_t today_ms);

// An own object of this content and kind: the one of that name, else the newest. Locked: a write
// may use its content again.
std::optional<File> FindOwnObject(store::Txn& txn, const access::Principal& who,
                                  std::string_view hash, std::int64_t size,
                                  std::string_view extension, std::string_view name);
// A file of the principal's that is nothing else becomes one of their drive. False: there is none.
bool MarkOfDrive(store::Txn& txn, const access::Principal& who, FileId id);
// Whether the file is there; it stays until the end of the transaction.
bool LockFile(store::Txn& txn, TenantId tenant, FileId id);
// What a file has, as if it had just come.
Received ContentOf(const File& file);
// An own file of this content, the newest.
std::optional<File> FindOwnByMd5(store::Txn& txn, const access::Principal& who,
                                 std::string_view md5, std::int64_t size);

// A message holds the file with this id, or key, if its sender may read it (one statement).
void InsertUse(store::Txn& txn, const access::Principal& who, ConversationId conversation,
               std::int64_t seq, FileId id, std::string_view key);

void MarkDeleted(store::Txn& txn, TenantId tenant, std::span<const std::int64_t> ids);
// Files whose time is over become deleted; at most `limit`.
std::int64_t MarkExpired(store::Txn& txn, int limit);
// It is one of IM Chat, which ends at `until_ms`; those of these keys that are the principal's own
// do so no more.
void MarkChat(store::Txn& txn, TenantId tenant, FileId id, std::int64_t until_ms);
void KeepChat(store::Txn& txn, const access::Principal& who, std::span<const std::string> keys);
// The tenant of a file of IM Chat, or of an application that is still there, by the key in its
// link.
std::optional<TenantId> FindOwnerOfKey(store::Txn& txn, std::string_view key);
// Deleted files that no message holds: of these ids, or at most `limit` of all. The size is what
// counts: small forms of a picture, too.
struct Unused {
  FileId id;
  TenantId tenant;
  UserId owner;
  std::string sha256;
  std::int64_t size = 0;
};
std::vector<Unused> FindUnused(store::Txn& txn, TenantId tenant, std::span<const std::int64_t> ids);
// Those of these ids, used or not.
std::vector<Unused> FindCounted(store::Txn& txn, TenantId tenant,
                                std::span<const std::int64_t> ids);
std::vector<Unused> FindUnused(store::Txn& txn, int limit);
// Files of these causes that were made before `before_ms` and no group keeps; at most `limit`.
std::vector<Unused> FindOld(store::Txn& txn, std::span<const std::string> causes,
                            std::int64_t before_ms, int limit);
// Files of a user; at most `limit`.
std::vector<Unused> ListOfOwner(store::Txn& txn, TenantId tenant, UserId owner, int limit);
// Files of an application that was deleted, stored until then; at most `limit`.
std::vector<Unused> ListOfEndedApp(store::Txn& txn, TenantId tenant, std::int64_t until_ms,
                                   int limit);
// The row, its uses, its share of the owner's space and its reference to the blob go.
void Purge(store::Txn& txn, const Unused& file);
// The id of the last of the next `limit` files behind `after`; nothing where there is none.
std::optional<std::int64_t> EndOfSlice(store::Txn& txn, std::int64_t after, std::int64_t limit);
// Files behind `after` up to `to` that were sent in messages before then and are nothing else; see
// ExpireSent.
std::vector<Unused> FindOldSent(store::Txn& txn, std::int64_t after, std::int64_t to,
                                std::int64_t before_ms, int limit);

}  // namespace koine::file
