#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "base/result.h"
#include "core/access/principal.h"
#include "core/file/file.h"
#include "store/txn.h"

namespace koine::file {

// A file that the principal may read. kNotFound "file" when there is none, or it is not for them.
class Readable {
 public:
  static constexpr const char* kDoor = "file";
  using Key = FileId;
  static Result<Readable> Open(store::Txn& txn, const access::Principal& who, FileId id);

  const File& file() const { return file_; }

 private:
  explicit Readable(File file) : file_(std::move(file)) {}
  File file_;
};

// Several such files, all or none. kNotFound "file"; kBadArgument "ids" for too many.
class ReadableFiles {
 public:
  static constexpr const char* kDoor = "file";
  using Key = std::vector<std::int64_t>;
  static Result<ReadableFiles> Open(store::Txn& txn, const access::Principal& who, const Key& ids);

  const std::vector<File>& files() const { return files_; }

 private:
  explicit ReadableFiles(std::vector<File> files) : files_(std::move(files)) {}
  std::vector<File> files_;
};

// Takes files away from everybody: out of messages that hold them, too, and their links end. They
// no longer count. All or none: kForbidden if one is another's, or in a drive, and the
// principal no administrator.
Status Delete(store::Txn& txn, const access::Principal& who, const Readable& file);
Status Delete(store::Txn& txn, const access::Principal& who, const ReadableFiles& files);

}  // namespace koine::file
