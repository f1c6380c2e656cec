#include "store/file_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "store/diag.h"

namespace koine::store {

FileLock::~FileLock() {
  if (fd_ >= 0) ::close(fd_);
}

Status FileLock::Acquire(const std::string& path) {
  fd_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd_ < 0) {
    return StoreError(Code::kUnavailable, "cannot open '" + path + "': " + std::strerror(errno));
  }
  if (::flock(fd_, LOCK_EX | LOCK_NB) != 0) {
    return StoreError(
        Code::kUnavailable,
        "'" + path + "' is locked: another server uses it; stop it first, or name another store");
  }
  return Ok();
}

}  // namespace koine::store
