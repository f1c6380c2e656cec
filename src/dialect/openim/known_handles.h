#pragma once

#include <cstddef>
#include <mutex>
#include <optional>
#include <unordered_map>

#include "core/history/sync.h"

namespace koine::openim {

// How users are called on the wire, and of which kind they are. Neither ever changes, so whoever is
// only named in a push needs not be looked up for it. From any thread.
class KnownHandles {
 public:
  static constexpr std::size_t kMax = 20'000;

  // Without nickname and picture.
  std::optional<history::Handle> Find(UserId user) const;
  void Put(const history::Handle& handle);
  std::size_t size() const;

 private:
  mutable std::mutex mutex_;
  std::unordered_map<UserId, history::Handle> all_;
};

}  // namespace koine::openim
