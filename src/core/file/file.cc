#include "core/file/file.h"

#include <unistd.h>

#include <algorithm>
#include <map>
#include <set>
#include <unordered_set>
#include <utility>

#include "base/log.h"
#include "base/text.h"
#include "base/time.h"
#include "core/access/doors.h"
#include "core/file/door.h"
#include "core/file/link.h"
#include "core/file/rows.h"
#include "core/file/use.h"
#include "store/store.h"

namespace koine::file {

namespace {

// How long the link of a picture works after the user took another one.
constexpr std::int64_t kOldAvatarMs = 7 * 24 * 3600 * 1000LL;
constexpr std::string_view kUploads = "/uploads/";
constexpr std::string_view kStorage = "/storage";  // before it in links of IM Chat
constexpr std::size_t kKeyDigits = 32;
constexpr std::size_t kMarkDigits = 32;
constexpr std::size_t kExtensionMax = 16;

// What `fd` begins with.
std::string HeadOf(int fd) {
  std::string head(kSniffBytes, '\0');
  const ssize_t n = ::pread(fd, head.data(), head.size(), 0);
  head.resize(n > 0 ? static_cast<std::size_t>(n) : 0);
  return head;
}

Error Rejected(const char* why) {
  return Error{Code::kFileRejected, why};
}

bool IsKey(std::string_view text) {
  return text.size() == kKeyDigits && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

// Whether an extension may stand in a link.
bool IsPlain(std::string_view extension) {
  return !extension.empty() && extension.size() <= kExtensionMax &&
         std::all_of(extension.begin(), extension.end(),
                     [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'); });
}

// Whether a content is a picture under whatever name it comes: "image.tmp", or a ".jpg" that is a
// PNG. Two letters, as a bitmap begins, are no sign: texts have them too.
bool IsPicture(int fd, const Type* found) {
  return found != nullptr && found->kind == Kind::kImage &&
         std::string_view(found->extension) != "bmp" && ReadDimensions(fd).width > 0;
}

std::string PathOf(const File& file) {
  std::string day = FormatDay(file.created_at, Zone::Shanghai());
  std::replace(day.begin(), day.end(), '-', '/');
  return std::string(kUploads) + day + "/" + file.key + "." + file.extension;
}

}  // namespace

std::string MarkOf(const Storage& storage, std::string_view what, std::string_view end) {
  const std::string mac = storage.key->Sign(std::string(what) + "\n" + std::string(end));
  return text::Hex(mac).substr(0, kMarkDigits);
}

bool Holds(const Storage& storage, std::string_view what, std::string_view end,
           std::string_view mark, std::int64_t now_ms) {
  const auto end_s = text::ParseInt(end);
  return end_s && *end_s * 1000 >= now_ms && crypto::Equal(MarkOf(storage, what, end), mark);
}

Error NotStored(const Error& error) {
  const bool away = store::IsOutOfReach(error);
  log::Error("files", "a file was not stored: {}{}{}", error.field, error.field.empty() ? "" : ": ",
             error.text);
  return away ? Error{Code::kUnavailable} : Rejected("failed");
}

bool MayCome(const Limits& limits, std::string_view extension) {
  const auto& types = limits.types;
  return types.empty() || std::find(types.begin(), types.end(), extension) != types.end();
}

Result<Received> Receive(Storage& storage, TenantId tenant, store::TempFile content,
                         std::string_view name, Accept accept) {
  const char* const wrong = accept == Accept::kImages ? "image" : "type";
  if (content.size() == 0) return Rejected("empty");
  const std::string head = HeadOf(content.fd());
  Received out;
  out.name = CleanName(name);
  out.extension = ExtensionOf(out.name);
  const bool app = accept == Accept::kApp;
  const Type* type = app ? AppTypeOf(out.extension) : TypeOf(out.extension);
  const Type* found = Sniff(head);
  if (out.extension.empty() && found != nullptr) {
    // Browsers name a recording or a pasted picture "blob".
    type = app ? AppTypeOf(found->extension) : found;
    out.extension = found->extension;
    out.name = (out.name.empty() ? "file" : out.name) + "." + out.extension;
  }
  static constexpr Type kBytes{"bin", Kind::kOther, "application/octet-stream"};
  if (!MayCome(storage.limits, out.extension)) return Rejected(wrong);
  const bool any = accept == Accept::kAny || accept == Accept::kAll;
  if (accept == Accept::kAny && (type == nullptr || !Agrees(*type, head)) &&
      IsPicture(content.fd(), found)) {
    type = found;
    out.extension = found->extension;
  }
  if (any && (type == nullptr || !Agrees(*type, head))) {
    type = &kBytes;
    if (accept == Accept::kAny || !IsPlain(out.extension)) out.extension = kBytes.extension;
  }
  if (type == nullptr || !(app ? AgreesStrictly(*type, head) : Agrees(*type, head))) {
    return Rejected(wrong);
  }
  if (accept == Accept::kImages && type->kind != Kind::kImage) return Rejected(wrong);
  out.kind = type->kind;
  out.mime = ServedAs(*type, head);
  out.size = content.size();
  if (type->kind == Kind::kImage) {
    out.dimensions = ReadDimensions(content.fd());
    if (accept == Accept::kImages && out.dimensions.width == 0) return Rejected(wrong);
  }
  auto digest = storage.blobs->Hash(content);
  Status put = digest.ok() ? storage.blobs->Put(tenant, digest->sha256, std::move(content))
                           : Status(digest.error());
  if (!put.ok()) return NotStored(put.error());
  out.sha256 = digest->sha256;
  out.md5 = digest->md5;
  return out;
}

Status MayKeep(store::Txn& txn, const access::Principal& who, std::int64_t bytes,
               const Limits& limits) {
  const Space space = FindSpace(txn, who.tenant, who.user);
  return space.used + bytes > limits.quota_bytes ? Status(Rejected("quota")) : Ok();
}

Result<File> Add(store::Txn& txn, const access::Principal& who, const Received& received,
                 Purpose purpose, ConversationId conversation, const Limits& limits) {
  if (conversation) KOINE_CHECK(access::Member::Open(txn, who, conversation));
  if (!Charge(txn, who.tenant, who.user, received.size, limits.quota_bytes)) {
    return Rejected("quota");
  }
  RefBlob(txn, who.tenant, received);
  File file;
  file.owner = who.user;
  file.name = received.name;
  file.extension = received.extension;
  file.sha256 = received.sha256;
  file.md5 = received.md5;
  file.size = received.size;
  file.mime = received.mime;
  file.kind = received.kind;
  file.width = received.dimensions.width;
  file.height = received.dimensions.height;
  file.purpose = purpose;
  file.conversation = conversation;
  InsertFile(txn, who.tenant, &file);
  return file;
}

Result<File> AddAvatar(store::Txn& txn, const access::Principal& who, const Received& received,
                       const Limits& limits) {
  KOINE_TRY(File file, Add(txn, who, received, Purpose::kAvatar, ConversationId(), limits));
  ExpireAvatars(txn, who.tenant, who.user, file.id, txn.now_ms() + kOldAvatarMs);
  return file;
}

std::string LinkOf(const File& file, const Storage& storage, const access::Principal& who,
                   std::int64_t now_ms) {
  std::string path = PathOf(file);
  if (file.purpose == Purpose::kAvatar) return path;
  const Grant grant{{}, 0, who.admin() ? UserId() : who.user};
  return WithTicket(std::move(path), TicketOf(storage, file.key, grant, now_ms));
}

std::string LinkBy(const File& file, const Storage& storage, const Grant& grant,
                   std::int64_t now_ms) {
  return WithTicket(PathOf(file), TicketOf(storage, file.key, grant, now_ms));
}

namespace {

// `…/object/NAME?k=KEY`, among other parameters.
std::string KeyOfObject(std::string_view url) {
  const std::size_t query = url.find('?');
  if (query == url.npos || url.substr(0, query).find("/object/") == url.npos) return {};
  for (const std::string_view part : text::Split(url.substr(query + 1), '&')) {
    if (part.substr(0, 2) != "k=") continue;
    const std::string_view key = part.substr(2, part.find('.') - 2);  // a ticket may follow
    if (IsKey(key)) return std::string(key);
  }
  return {};
}

}  // namespace

std::string KeyOfLink(std::string_view url) {
  const std::size_t begin = url.find(kUploads);
  if (begin == url.npos) return KeyOfObject(url);
  // Nothing but a scheme and a host may stand before it.
  std::string_view host = url.substr(0, begin);
  if (host.ends_with(kStorage)) host.remove_suffix(kStorage.size());
  if (!host.empty()) {
    const std::size_t slashes = host.find("//");
    if (slashes == host.npos) return {};
    host.remove_prefix(slashes + 2);
    if (host.empty() || host.find('/') != host.npos) return {};
  }
  std::string_view path = url.substr(begin);
  path = path.substr(0, path.find_first_of("?#"));
  const std::string_view name = path.substr(path.rfind('/') + 1);
  const std::string_view key = name.substr(0, name.find('.'));
  return IsKey(key) ? std::string(key) : std::string();
}

Result<File> FollowLink(store::Txn& txn, const Link& link, const Storage& storage) {
  const Error none{Code::kNotFound};
  const std::string key = link.name.substr(0, link.name.find('.'));
  auto followed = FollowKey(txn, key, link.ticket, storage);
  if (!followed.ok()) return none;
  File file = std::move(followed).value();
  const std::string path =
      std::string(kUploads) + link.year + "/" + link.month + "/" + link.day + "/" + link.name;
  if (path != PathOf(file)) return none;
  return file;
}

Space SpaceOf(store::Txn& txn, const access::Principal& who, const Limits& limits) {
  Space space = FindSpace(txn, who.tenant, who.user);
  space.total = limits.quota_bytes;
  return space;
}

std::int64_t EraseFilesOf(store::Txn& txn, TenantId tenant, UserId owner, int limit) {
  const std::vector<Unused> files = ListOfOwner(txn, tenant, owner, limit);
  for (const Unused& one : files) Purge(txn, one);
  return std::ssize(files);
}

Result<Statistics> StatisticsOf(store::Txn& txn, const access::Principal& who, bool all,
                                std::int64_t today_ms) {
  if (all && !who.admin()) return Error{Code::kForbidden};
  return FindStatistics(txn, who.tenant, all ? UserId() : who.user, today_ms);
}

std::int64_t SweepFiles(store::Txn& txn, int limit) {
  const std::int64_t expired = MarkExpired(txn, limit);
  const std::vector<Unused> unused = FindUnused(txn, limit);
  for (const Unused& file : unused) Purge(txn, file);
  return std::max(expired, static_cast<std::int64_t>(unused.size()));
}

void SweepShelf(store::Store& store, store::BlobStore& blobs, int shelf) {
  const std::vector<store::BlobStore::Found> old = blobs.ListOld(shelf);
  if (old.empty()) return;
  const std::string prefix = store::ShelfPrefix(shelf);
  std::int64_t removed = 0;
  for (auto begin = old.begin(); begin != old.end();) {
    const TenantId tenant = begin->tenant;
    const auto end =
        std::find_if(begin, old.end(), [&](const auto& one) { return one.tenant != tenant; });
    std::unordered_set<std::string> named;
    const Status read = store.ReadNow("sweep blobs", [&](store::Txn& txn) {
      for (std::string& sha256 : ListBlobs(txn, tenant, prefix)) named.insert(std::move(sha256));
    });
    if (!read.ok()) return;
    for (; begin != end; ++begin) {
      if (named.count(begin->sha256) > 0) continue;
      blobs.RemoveOld(*begin);
      ++removed;
    }
  }
  if (removed > 0) log::Info("files", "removed {} unreferenced file contents", removed);
}

namespace {

Status DeleteAll(store::Txn& txn, const access::Principal& who, std::span<const File> files) {
  std::vector<std::int64_t> ids;
  for (const File& file : files) {
    if (file.owner != who.user && !who.admin()) return Error{Code::kForbidden};
    // What is in a drive goes by its recycle bin.
    if (file.purpose == Purpose::kDrive && !who.admin()) return Error{Code::kForbidden};
    ids.push_back(file.id.value);
  }
  for (const Unused& file : FindCounted(txn, who.tenant, ids)) Purge(txn, file);
  return Ok();
}

}  // namespace

Status Delete(store::Txn& txn, const access::Principal& who, const Readable& file) {
  return DeleteAll(txn, who, {&file.file(), 1});
}

Status Delete(store::Txn& txn, const access::Principal& who, const ReadableFiles& files) {
  return DeleteAll(txn, who, files.files());
}

Result<ReadableFiles> ReadableFiles::Open(store::Txn& txn, const access::Principal& who,
                                          const Key& ids) {
  if (ids.size() > kBatchMax) return FieldError(Code::kBadArgument, "ids");
  const std::unordered_set<std::int64_t> wanted(ids.begin(), ids.end());
  std::vector<File> files = FindReadable(txn, who, ids);
  if (files.size() != wanted.size()) return Error{Code::kNotFound, "file"};
  return ReadableFiles(std::move(files));
}

Result<Readable> Readable::Open(store::Txn& txn, const access::Principal& who, FileId id) {
  auto file = FindReadable(txn, who, id);
  if (!file) return Error{Code::kNotFound, "file"};
  return Readable(*std::move(file));
}

namespace {

const body::Media* MediaOf(const body::Body& body) {
  if (const auto* image = std::get_if<body::Image>(&body)) return image;
  if (const auto* voice = std::get_if<body::Voice>(&body)) return voice;
  if (const auto* video = std::get_if<body::Video>(&body)) return video;
  return std::get_if<body::File>(&body);
}

// The files of a content: by their ids with the keys of their links, and by keys alone.
struct Named {
  std::map<FileId, std::string> files;
  std::set<std::string> keys;
};

void ListFiles(const body::Body& body, Named* named) {
  if (const auto* merged = std::get_if<body::Merged>(&body)) {
    for (const body::MergedItem& item : merged->items) ListFiles(body::BodyOf(item), named);
  }
  std::vector<std::string> keys;
  if (const auto* custom = std::get_if<body::Custom>(&body)) keys = KeysIn(custom->data);
  if (const body::Media* media = MediaOf(body)) {
    keys = KeysIn(media->url + "\n" + media->thumb_url);
    if (media->file != 0) {
      named->files.emplace(FileId(media->file), keys.empty() ? std::string() : keys.front());
    }
  }
  for (std::string& key : keys) named->keys.insert(std::move(key));
}

}  // namespace

void NoteUse(store::Txn& txn, const access::Principal& who, ConversationId conversation,
             std::int64_t seq, const body::Body& body, std::string_view raw) {
  Named named;
  ListFiles(body, &named);
  for (std::string& key : KeysIn(raw)) named.keys.insert(std::move(key));
  std::size_t left = kLinksMax;
  for (const auto& [id, key] : named.files) {
    if (left-- == 0) return;
    InsertUse(txn, who, conversation, seq, id, key);
    named.keys.erase(key);
  }
  for (const std::string& key : named.keys) {
    if (left-- == 0) return;
    InsertUse(txn, who, conversation, seq, FileId(), key);
  }
}

}  // namespace koine::file
