#include "core/file/object.h"

#include <unistd.h>

#include <algorithm>
#include <vector>

#include "base/text.h"
#include "core/file/rows.h"

namespace koine::file {

namespace {

constexpr std::size_t kReadBytes = 256 * 1024;
// An object that expires is as good as new for so long: a client that uploads it once more gets the
// same address, as after a retry.
constexpr std::int64_t kFreshMs = 24LL * 3600 * 1000;

// The MD5 of a stretch of a file, in hexadecimal digits.
Result<std::string> PartMd5(int fd, std::int64_t from, std::int64_t bytes, std::string* buffer) {
  crypto::Md5Stream md5;
  while (bytes > 0) {
    const auto wanted = static_cast<std::size_t>(
        std::min<std::int64_t>(bytes, static_cast<std::int64_t>(buffer->size())));
    const ssize_t n = ::pread(fd, buffer->data(), wanted, from);
    if (n <= 0) return Error{Code::kUnavailable, "read"};
    md5.Update({buffer->data(), static_cast<std::size_t>(n)});
    from += n;
    bytes -= n;
  }
  return text::Hex(md5.Finish());
}

// An object that has the name gives way.
void Replace(store::Txn& txn, const access::Principal& who, std::string_view name) {
  const auto old = FindObject(txn, who, name);
  if (!old) return;
  const std::int64_t ids[] = {old->id.value};
  MarkDeleted(txn, who.tenant, ids);
  for (const Unused& file : FindUnused(txn, who.tenant, ids)) Purge(txn, file);
}

bool Expires(const Limits& limits, std::string_view cause) {
  return std::find(limits.expiring.begin(), limits.expiring.end(), cause) != limits.expiring.end();
}

}  // namespace

Received ContentOf(const File& file) {
  Received out;
  out.extension = file.extension;
  out.sha256 = file.sha256;
  out.md5 = file.md5;
  out.size = file.size;
  out.mime = file.mime;
  out.kind = file.kind;
  out.dimensions = {file.width, file.height};
  return out;
}

Result<std::int64_t> ObjectPartSize(std::int64_t size) {
  if (size <= 0) return Error{Code::kFileRejected, "empty"};
  if (size > kObjectPartMax * kObjectPartsMax) return Error{Code::kFileRejected, "size"};
  if (size <= kObjectPartMin * kObjectPartsMax) return kObjectPartMin;
  return (size + kObjectPartsMax - 1) / kObjectPartsMax;
}

Status CheckObjectName(std::string_view name, std::string_view handle, bool admin) {
  if (text::IsBlank(name) || name.front() == '/' || name.size() > kObjectNameBytes ||
      !text::IsUtf8(name) || name.find('\0') != name.npos) {
    return FieldError(Code::kBadArgument, "name");
  }
  const std::size_t slash = name.find('/');
  if (admin || (slash != name.npos && name.substr(0, slash) == handle)) return Ok();
  return Error{Code::kForbidden, "name"};
}

Result<std::string> ObjectHash(int fd, std::int64_t size, std::int64_t part_size) {
  std::string buffer(kReadBytes, '\0');
  std::vector<std::string> parts;
  for (std::int64_t from = 0; from < size; from += part_size) {
    KOINE_TRY(std::string part, PartMd5(fd, from, std::min(part_size, size - from), &buffer));
    parts.push_back(std::move(part));
  }
  return ObjectHash(parts);
}

std::string ObjectHash(const std::vector<std::string>& parts) {
  std::string joined;
  for (const std::string& part : parts) {
    if (!joined.empty()) joined += ',';
    joined += text::LowerAscii(part);
  }
  return text::Hex(crypto::Md5(joined));
}

Result<File> AddObject(store::Txn& txn, const access::Principal& who, const Received& received,
                       const Object& object, const Limits& limits) {
  // First of all the quota: this locks the user's row, and so what they do to one name at once.
  if (!Charge(txn, who.tenant, who.user, received.size, limits.quota_bytes)) {
    return Error{Code::kFileRejected, "quota"};
  }
  RefBlob(txn, who.tenant, received);
  Replace(txn, who, object.name);
  File file;
  file.owner = who.user;
  file.name = CleanName(object.name);
  if (file.name.empty()) file.name = "file";
  file.extension = received.extension;
  file.sha256 = received.sha256;
  file.md5 = received.md5;
  file.size = received.size;
  file.mime = received.mime;
  file.kind = received.kind;
  file.width = received.dimensions.width;
  file.height = received.dimensions.height;
  file.purpose = Purpose::kObject;
  file.object = object.name;
  file.hash = object.hash;
  file.cause = object.cause;
  if (!InsertFile(txn, who.tenant, &file)) return Error{Code::kConflict, "stored"};
  return file;
}

Result<std::optional<File>> NameAgain(store::Txn& txn, const access::Principal& who,
                                      const Object& object, std::int64_t size,
                                      const Limits& limits) {
  std::string extension = ExtensionOf(CleanName(object.name));
  if (TypeOf(extension) == nullptr) extension = "bin";
  auto own = FindOwnObject(txn, who, object.hash, size, extension, object.name);
  if (!own) return std::optional<File>();
  const bool lasts = !Expires(limits, own->cause) || txn.now_ms() - own->created_at < kFreshMs;
  if (own->object == object.name && own->cause == object.cause && lasts) return own;
  KOINE_TRY(File file, AddObject(txn, who, ContentOf(*own), object, limits));
  return std::optional<File>(std::move(file));
}

std::int64_t ExpireObjects(store::Txn& txn, const std::vector<std::string>& causes,
                           std::int64_t before_ms, int limit) {
  const std::vector<Unused> old = FindOld(txn, causes, before_ms, limit);
  for (const Unused& file : old) Purge(txn, file);
  return static_cast<std::int64_t>(old.size());
}

bool ExpireSent(store::Txn& txn, std::int64_t before_ms, std::int64_t* after) {
  constexpr std::int64_t kLooked = 500;
  constexpr int kGone = 100;
  const auto to = EndOfSlice(txn, *after, kLooked);
  if (!to) return false;
  const std::vector<Unused> old = FindOldSent(txn, *after, *to, before_ms, kGone);
  for (const Unused& file : old) Purge(txn, file);
  *after = old.size() == kGone ? old.back().id.value : *to;
  return true;
}

}  // namespace koine::file
