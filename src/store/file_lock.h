#pragma once

#include <string>

#include "base/result.h"

namespace koine::store {

// Two servers on one file would each count positions on their own: the lock of PATH-lock keeps the
// second out, and goes away with the process.
class FileLock {
 public:
  FileLock() = default;
  ~FileLock();
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;

  // Makes the file `path` if needed. kUnavailable with a sentence if another process holds it.
  Status Acquire(const std::string& path);

 private:
  int fd_ = -1;
};

}  // namespace koine::store
