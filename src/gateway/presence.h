#pragma once

#include <cstdint>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "base/ids.h"

namespace koine::gateway {

// How many sessions each user has in this process. Thread safe; touched only when a session begins
// or ends and when a list shows who is online.
class Presence {
 public:
  bool Online(UserId user) const;
  // Of `users`, in the same order.
  std::vector<bool> Online(const std::vector<UserId>& users) const;
  // True if this is the user's first session.
  bool Add(UserId user);
  // True if this was the user's last session.
  bool Remove(UserId user);
  std::size_t users() const;

 private:
  mutable std::mutex mutex_;
  std::unordered_map<UserId, std::uint32_t> sessions_;
};

}  // namespace koine::gateway
