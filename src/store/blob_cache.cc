#include "store/blob_cache.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <tuple>
#include <utility>
#include <vector>

namespace koine::store {

namespace {

Error Failed(const std::string& path) {
  return Error{Code::kUnavailable, "files", path, std::strerror(errno)};
}

}  // namespace

BlobCache::BlobCache(std::string directory, std::int64_t bytes_max)
    : directory_(std::move(directory)),
      bytes_max_(bytes_max),
      gauge_(metrics::Default().GetGauge("koine_files_cached_bytes",
                                         "File contents of the object storage cached on disk.")) {}

Status BlobCache::Prepare() {
  if (::mkdir(directory_.c_str(), 0700) != 0 && errno != EEXIST) return Failed(directory_);
  DIR* dir = ::opendir(directory_.c_str());
  if (dir == nullptr) return Failed(directory_);
  std::vector<std::tuple<std::int64_t, std::string, std::int64_t>> found;
  while (const dirent* entry = ::readdir(dir)) {
    struct stat info {};
    const std::string name = entry->d_name;
    if (name[0] == '.' || ::stat(PathOf(name).c_str(), &info) != 0) continue;
    if (S_ISREG(info.st_mode)) found.emplace_back(info.st_mtim.tv_sec, name, info.st_size);
  }
  ::closedir(dir);
  std::sort(found.begin(), found.end());
  std::lock_guard lock(mutex_);
  for (const auto& [time, name, size] : found) Insert(name, size);
  return Ok();
}

Result<int> BlobCache::Open(const std::string& name) {
  std::lock_guard lock(mutex_);
  const auto it = entries_.find(name);
  if (it == entries_.end()) return Error{Code::kNotFound, "blob"};
  const int fd = ::open(PathOf(name).c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  if (fd < 0) {
    const bool gone = errno == ENOENT;
    const Error error = gone ? Error{Code::kNotFound, "blob"} : Failed(PathOf(name));
    if (gone) Drop(it->second);
    return error;
  }
  order_.splice(order_.end(), order_, it->second);
  return fd;
}

Status BlobCache::Keep(const std::string& name, TempFile file) {
  const std::int64_t size = file.size();
  if (size > bytes_max_) return Ok();
  // A name must not outlive a loss of power with half of its content.
  KOINE_CHECK(file.Sync());
  std::lock_guard lock(mutex_);
  KOINE_CHECK(file.MoveTo(PathOf(name)));
  Insert(name, size);
  return Ok();
}

void BlobCache::Remove(std::string_view prefix) {
  std::lock_guard lock(mutex_);
  for (auto it = order_.begin(); it != order_.end();) {
    const auto entry = it++;
    if (std::string_view(entry->name).substr(0, prefix.size()) == prefix) Drop(entry);
  }
}

std::int64_t BlobCache::bytes() const {
  std::lock_guard lock(mutex_);
  return bytes_;
}

// The file is in its place already.
void BlobCache::Insert(const std::string& name, std::int64_t size) {
  if (const auto it = entries_.find(name); it != entries_.end()) {
    bytes_ -= it->second->size;
    order_.erase(it->second);
    entries_.erase(it);
  }
  entries_[name] = order_.insert(order_.end(), {name, size});
  bytes_ += size;
  while (bytes_ > bytes_max_) Drop(order_.begin());
  gauge_->Set(bytes_);
}

// Who reads it goes on.
void BlobCache::Drop(Order::iterator entry) {
  ::unlink(PathOf(entry->name).c_str());
  bytes_ -= entry->size;
  entries_.erase(entry->name);
  order_.erase(entry);
  gauge_->Set(bytes_);
}

}  // namespace koine::store
