#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/file/file.h"

// Objects: files under names that clients choose, `<handle>/<name>` (openim 9). A name is unique
// among the objects that are there; giving it again replaces the older object, which stays behind
// its link as long as a message holds it. A name is no right: the key of the file is.
namespace koine::file {

inline constexpr std::size_t kObjectNameBytes = 1024;
// Parts in which clients upload, by which they compute the hash (openim 9.4).
inline constexpr std::int64_t kObjectPartMin = 5LL << 20;
inline constexpr std::int64_t kObjectPartMax = 5LL << 30;
inline constexpr std::int64_t kObjectPartsMax = 10'000;

// The size of the parts of an object of `size` bytes. kFileRejected "size" for what no number of
// parts holds, and for nothing at all.
Result<std::int64_t> ObjectPartSize(std::int64_t size);

// Whether the user of `handle` may give this name (openim 9.2): kBadArgument "name" for one that
// nobody may, kForbidden for one that does not begin with their handle, unless they are an
// administrator.
Status CheckObjectName(std::string_view name, std::string_view handle, bool admin);

// The hash of a content by its parts: the MD5 of their MD5s in hexadecimal digits, with commas
// between them (openim 9.3). Reads the file in pieces; kUnavailable when that fails.
Result<std::string> ObjectHash(int fd, std::int64_t size, std::int64_t part_size);
// The same of digests that a client gives.
std::string ObjectHash(const std::vector<std::string>& parts);

// What a client says of an object.
inline constexpr std::int64_t kCauseBytes = 256;
struct Object {
  std::string_view name;
  std::string_view hash;   // see ObjectHash
  std::string_view cause;  // what it is for; at most kCauseBytes, checked before
};

// Makes what was received an object of the principal's. kFileRejected "quota"; kConflict "stored"
// when another gave the name at the same moment.
Result<File> AddObject(store::Txn& txn, const access::Principal& who, const Received& received,
                       const Object& object, const Limits& limits);

// Gives a content that the principal keeps already one more name, if there is such a one; so nobody
// needs to upload twice. Only their own count: a user who knows the hash of a content has not shown
// that they have it, and must not learn that others do, nor get it. It counts against their quota
// again, unless the content has that name and cause already, and is not about to expire.
Result<std::optional<File>> NameAgain(store::Txn& txn, const access::Principal& who,
                                      const Object& object, std::int64_t size,
                                      const Limits& limits);

// Takes away objects of these causes that were made before `before_ms`, also from messages that
// hold them; what a group keeps among its files stays. Their contents stay as long as another file
// has them. At most `limit`, of all tenants; returns how many went.
std::int64_t ExpireObjects(store::Txn& txn, const std::vector<std::string>& causes,
                           std::int64_t before_ms, int limit);

// Looks at the next files behind `*after` and moves it on; false when there was none. Those that
// people sent before then go, where no younger message holds them and they are neither of a group,
// nor of a letter, nor anybody's picture. The messages stay; what they held opens no more.
bool ExpireSent(store::Txn& txn, std::int64_t before_ms, std::int64_t* after);

}  // namespace koine::file
