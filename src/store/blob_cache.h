#pragma once

#include <cstdint>
#include <list>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/metrics.h"
#include "base/result.h"
#include "store/blob.h"

namespace koine::store {

// Contents that lie elsewhere, or can be made again, kept on the local disk up to a number of
// bytes: the longest unused give way. Any thread.
class BlobCache {
 public:
  // Names are letters, digits, "-", "." and "x". One process at a time uses a directory.
  BlobCache(std::string directory, std::int64_t bytes_max);

  // Makes the directory, or takes over what is in it. Once, first.
  Status Prepare();
  // A descriptor to read from, which the caller closes. kNotFound.
  Result<int> Open(const std::string& name);
  // Keeps a file under a name; one that is larger than everything that may be kept is dropped.
  Status Keep(const std::string& name, TempFile file);
  // Drops what has a name that begins with `prefix`.
  void Remove(std::string_view prefix);

  std::int64_t bytes() const;

 private:
  struct Entry {
    std::string name;
    std::int64_t size = 0;
  };
  using Order = std::list<Entry>;  // the longest unused first
  void Insert(const std::string& name, std::int64_t size);
  void Drop(Order::iterator entry);
  std::string PathOf(const std::string& name) const { return directory_ + "/" + name; }

  const std::string directory_;
  const std::int64_t bytes_max_;
  mutable std::mutex mutex_;
  Order order_;
  std::unordered_map<std::string, Order::iterator> entries_;
  std::int64_t bytes_ = 0;
  metrics::Gauge* const gauge_;
};

}  // namespace koine::store
