#pragma once

#include <utility>

#include "base/result.h"
#include "core/access/principal.h"
#include "core/file/file.h"
#include "store/txn.h"

namespace koine::file {

// A file that the principal may read. kNotFound "file" when there is none, or it is not for him.
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

}  // namespace koine::file
