#include "store/blob.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <future>
#include <mutex>
#include <set>
#include <utility>

#include "base/crypto.h"
#include "base/log.h"
#include "base/text.h"
#include "store/blob_check.h"

namespace koine::store {

namespace {

constexpr std::size_t kCopyBytes = 256 * 1024;
// Longer than any upload takes.
constexpr std::int64_t kArrivalMs = 24LL * 3600 * 1000;
constexpr std::size_t kNameBytes = 16;
constexpr std::size_t kSha256Digits = 2 * crypto::kSha256Bytes;

Error Failed(const std::string& path) {
  return Error{Code::kUnavailable, "files", path, std::strerror(errno)};
}

Status MakeDirectory(const std::string& path, bool* fresh = nullptr) {
  const bool made = ::mkdir(path.c_str(), 0700) == 0;
  if (!made && errno != EEXIST) return Failed(path);
  if (fresh != nullptr) *fresh = made;
  return Ok();
}

Status SyncDirectory(const std::string& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return Failed(path);
  const bool synced = ::fsync(fd) == 0;
  ::close(fd);
  return synced ? Ok() : Status(Failed(path));
}

// The names in a directory, without those that begin with a dot.
std::vector<std::string> NamesIn(const std::string& path) {
  std::vector<std::string> out;
  DIR* dir = ::opendir(path.c_str());
  if (dir == nullptr) return out;
  while (const dirent* entry = ::readdir(dir)) {
    if (entry->d_name[0] != '.') out.emplace_back(entry->d_name);
  }
  ::closedir(dir);
  return out;
}

// Calls take(piece) for the whole file behind `fd`. False with errno if it cannot be read.
template <class F>
bool ReadAll(int fd, F take) {
  std::string buffer(kCopyBytes, '\0');
  for (off_t at = 0;;) {
    const ssize_t n = ::pread(fd, buffer.data(), buffer.size(), at);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return false;
    if (n == 0) return true;
    if (!take(std::string_view(buffer.data(), static_cast<std::size_t>(n)))) return false;
    at += n;
  }
}

std::int64_t ModifiedMs(const struct stat& info) {
  return info.st_mtim.tv_sec * 1000 + info.st_mtim.tv_nsec / 1'000'000;
}

// Files that were not written to since then.
void RemoveAllIn(const std::string& path, std::int64_t before_ms = INT64_MAX) {
  for (const std::string& name : NamesIn(path)) {
    const std::string file = path + "/" + name;
    struct stat info = {};
    if (::stat(file.c_str(), &info) != 0 || ModifiedMs(info) >= before_ms) continue;
    ::unlink(file.c_str());
  }
}

}  // namespace

TempFile::TempFile(TempFile&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)),
      path_(std::exchange(other.path_, {})),
      size_(std::exchange(other.size_, 0)) {}

TempFile& TempFile::operator=(TempFile&& other) noexcept {
  TempFile old(std::move(*this));
  fd_ = std::exchange(other.fd_, -1);
  path_ = std::exchange(other.path_, {});
  size_ = std::exchange(other.size_, 0);
  return *this;
}

TempFile::~TempFile() {
  if (fd_ >= 0) ::close(fd_);
  if (!path_.empty()) ::unlink(path_.c_str());
}

Status TempFile::Write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = ::write(fd_, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return Failed(path_);
    size_ += n;
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return Ok();
}

Status TempFile::Cut(std::int64_t size) {
  if (::ftruncate(fd_, size) != 0 || ::lseek(fd_, size, SEEK_SET) != size) return Failed(path_);
  size_ = size;
  return Ok();
}

Status TempFile::Sync() {
  return ::fdatasync(fd_) == 0 ? Ok() : Status(Failed(path_));
}

Status TempFile::SetTime(std::int64_t ms) {
  const timespec time{ms / 1000, ms % 1000 * 1'000'000};
  const timespec times[] = {time, time};
  return ::futimens(fd_, times) == 0 ? Ok() : Status(Failed(path_));
}

Status TempFile::MoveTo(const std::string& path) {
  if (::rename(path_.c_str(), path.c_str()) != 0) return Failed(path);
  path_.clear();
  return Ok();
}

bool IsOutOfReach(const Error& error) {
  return error.Is(Code::kUnavailable) && std::string_view(error.detail) == kOutOfReach;
}

Result<Digest> BlobStore::Hash(const TempFile& file) {
  crypto::Sha256Stream sha256;
  crypto::Md5Stream md5;
  const bool read = ReadAll(file.fd(), [&](std::string_view piece) {
    sha256.Update(piece);
    md5.Update(piece);
    return true;
  });
  if (!read) return Failed("a received file");
  return Digest{text::Hex(sha256.Finish()), text::Hex(md5.Finish())};
}

void BlobStore::Fetch(TenantId tenant, std::string_view sha256, Fetched done) {
  done(Open(tenant, sha256));
}

Result<int> BlobStore::FetchAndWait(TenantId tenant, std::string_view sha256) {
  auto at_hand = Open(tenant, sha256);
  if (at_hand.ok() || !IsOutOfReach(at_hand.error())) return at_hand;
  auto fetched = std::make_shared<std::promise<Result<int>>>();
  Fetch(tenant, sha256, [fetched](Result<int> fd) { fetched->set_value(std::move(fd)); });
  return fetched->get_future().get();
}

std::string BlobStore::LinkTo(TenantId, std::string_view, const Shown&) const {
  return {};
}

bool IsHexName(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  });
}

bool IsBlobName(std::string_view text) {
  return text.size() == kSha256Digits && IsHexName(text);
}

std::string ShelfPrefix(int shelf) {
  const char byte = static_cast<char>(shelf);
  return text::Hex(std::string_view(&byte, 1));
}

class LocalBlobs final : public BlobStore {
 public:
  LocalBlobs(std::string root, const Clock& clock, Random& random, Users users)
      : root_(std::move(root)), clock_(clock), random_(random), users_(users), check_(clock) {}

  Status Prepare() {
    for (const std::string& path : {root_, root_ + "/tmp", root_ + "/parts"}) {
      KOINE_CHECK(MakeDirectory(path));
    }
    // What another process is writing there is younger.
    RemoveAllIn(root_ + "/tmp", users_ == Users::kMany ? clock_.NowMs() - kArrivalMs : INT64_MAX);
    return SyncDirectory(root_);
  }

  Result<TempFile> NewFile() override {
    const std::string path = root_ + "/tmp/" + random_.Hex(kNameBytes);
    const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0) return Failed(path);
    return TempFile(fd, path);
  }

  Status Put(TenantId tenant, std::string_view sha256, TempFile file) override {
    return Place(tenant, sha256, "", std::move(file));
  }

  Result<int> Open(TenantId tenant, std::string_view sha256) const override {
    KOINE_TRY(const int fd, OpenAt(tenant, sha256, ""));
    if (check_.Sound(fd, sha256)) return fd;
    ::close(fd);
    return Error{Code::kUnavailable, "files", std::string(sha256), "its content was damaged"};
  }

  Status PutVariant(TenantId tenant, std::string_view sha256, std::string_view variant,
                    TempFile file) override {
    return Place(tenant, sha256, "." + std::string(variant), std::move(file));
  }

  Result<int> OpenVariant(TenantId tenant, std::string_view sha256,
                          std::string_view variant) const override {
    return OpenAt(tenant, sha256, "." + std::string(variant));
  }

  Status PutPart(std::string_view upload, std::int64_t number, TempFile file) override {
    if (!IsHexName(upload)) return Error{Code::kInternal, "upload"};
    const std::string folder = PartsOf(upload);
    bool fresh = false;
    KOINE_CHECK(MakeDirectory(folder, &fresh));
    KOINE_CHECK(Settle(std::move(file), folder + "/" + std::to_string(number)));
    KOINE_CHECK(SyncDirectory(folder));
    return fresh ? SyncDirectory(root_ + "/parts") : Ok();
  }

  Result<TempFile> JoinParts(std::string_view upload, std::int64_t count) override {
    KOINE_TRY(TempFile out, NewFile());
    for (std::int64_t i = 1; i <= count; ++i) {
      const std::string path = PartsOf(upload) + "/" + std::to_string(i);
      const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
      if (fd < 0) return Error{Code::kNotFound, "part"};
      Status written = Ok();
      const bool read = ReadAll(fd, [&](std::string_view piece) {
        written = out.Write(piece);
        return written.ok();
      });
      ::close(fd);
      if (!written.ok()) return std::move(written).error();
      if (!read) return Failed(path);
    }
    return out;
  }

  void RemoveParts(std::string_view upload) override {
    if (!IsHexName(upload)) return;
    const std::string folder = PartsOf(upload);
    RemoveAllIn(folder);
    ::rmdir(folder.c_str());
  }

  std::vector<std::string> ListUploads() const override { return NamesIn(root_ + "/parts"); }

  std::vector<Found> ListOld(int shelf) const override {
    const std::string prefix = ShelfPrefix(shelf);
    std::vector<Found> out;
    for (const std::string& name : NamesIn(root_)) {
      auto tenant = text::ParseInt(name);
      if (!tenant) continue;
      const std::string folder = root_ + "/" + name + "/" + prefix;
      for (const std::string& rest : NamesIn(folder)) {
        if (prefix.size() + rest.size() != kSha256Digits || !IsHexName(rest)) continue;
        if (IsOld(folder + "/" + rest)) out.push_back({TenantId(*tenant), prefix + rest});
      }
    }
    return out;
  }

  void RemoveOld(const Found& blob) override {
    const std::string folder = FolderOf(blob.tenant, blob.sha256);
    const std::string name = blob.sha256.substr(2);
    // No Put of the same content may come between the look and the removal.
    std::lock_guard lock(mutex_);
    if (!IsOld(folder + "/" + name)) return;
    for (const std::string& one : NamesIn(folder)) {
      if (one.compare(0, name.size(), name) == 0) ::unlink((folder + "/" + one).c_str());
    }
  }

 private:
  std::string FolderOf(TenantId tenant, std::string_view sha256) const {
    return root_ + "/" + std::to_string(tenant.value) + "/" + std::string(sha256.substr(0, 2));
  }
  std::string PartsOf(std::string_view upload) const {
    return root_ + "/parts/" + std::string(upload);
  }
  bool IsOld(const std::string& path) const {
    struct stat info {};
    return ::stat(path.c_str(), &info) == 0 && ModifiedMs(info) < clock_.NowMs() - kYoungMs;
  }

  // Syncs a received file and gives it its name.
  // Its age is told by the clock that sweeps ask, not by the disk's, which may differ.
  Status Settle(TempFile file, const std::string& path) {
    KOINE_CHECK(file.SetTime(clock_.NowMs()));
    KOINE_CHECK(file.Sync());
    std::lock_guard lock(mutex_);
    return file.MoveTo(path);
  }

  Status Place(TenantId tenant, std::string_view sha256, const std::string& suffix, TempFile file) {
    if (!IsBlobName(sha256)) {
      return Error{Code::kInternal, "digest"};
    }
    const std::string folder = FolderOf(tenant, sha256);
    KOINE_CHECK(MakeShelf(folder));
    KOINE_CHECK(Settle(std::move(file), folder + "/" + std::string(sha256.substr(2)) + suffix));
    return SyncDirectory(folder);
  }

  // The directory of a shelf, durable itself: what another thread made a moment ago is not yet, and
  // neither is what a killed process left.
  Status MakeShelf(const std::string& folder) {
    std::lock_guard lock(mutex_);
    if (shelves_.count(folder) > 0) return Ok();
    const std::string tenant = folder.substr(0, folder.rfind('/'));
    KOINE_CHECK(MakeDirectory(tenant));
    KOINE_CHECK(MakeDirectory(folder));
    KOINE_CHECK(SyncDirectory(tenant));
    KOINE_CHECK(SyncDirectory(root_));
    shelves_.insert(folder);
    return Ok();
  }

  Result<int> OpenAt(TenantId tenant, std::string_view sha256, const std::string& suffix) const {
    if (!IsBlobName(sha256)) return Error{Code::kNotFound, "blob"};
    const std::string path =
        FolderOf(tenant, sha256) + "/" + std::string(sha256.substr(2)) + suffix;
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0 && errno == ENOENT) return Error{Code::kNotFound, "blob"};
    if (fd < 0) return Failed(path);
    return fd;
  }

  const std::string root_;
  const Clock& clock_;
  Random& random_;
  const Users users_;
  mutable BlobCheck check_;
  std::mutex mutex_;
  std::set<std::string> shelves_;  // known to be durable
};

Result<std::unique_ptr<BlobStore>> OpenLocalBlobs(const std::string& directory, const Clock& clock,
                                                  Random& random, Users users) {
  auto blobs = std::make_unique<LocalBlobs>(directory, clock, random, users);
  Status prepared = blobs->Prepare();
  if (!prepared.ok()) {
    const Error& error = prepared.error();
    return FieldError(Code::kUnavailable, "data", error.field + ": " + error.text);
  }
  return Result<std::unique_ptr<BlobStore>>(std::move(blobs));
}

}  // namespace koine::store
