#pragma once

#include <cstdint>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "base/ids.h"

namespace koine::gateway {

// How many sessions each user has in this process, and who of them does not show it. Thread safe;
// touched only when a session begins or ends and when a list shows who is online.
class Presence {
 public:
  // As others see it: never of a user who hides it.
  bool Online(UserId user) const;
  // Of `users`, in the same order.
  std::vector<bool> Online(const std::vector<UserId>& users) const;
  // Has a session, hidden or not: for the user himself.
  bool Connected(UserId user) const;
  // True if this is the user's first session. `hidden` holds for all his sessions.
  bool Add(UserId user, bool hidden = false);
  // No effect without a session: his next one brings it along.
  void SetHidden(UserId user, bool hidden);
  // True if this was the user's last session.
  bool Remove(UserId user);
  std::size_t users() const;

 private:
  struct Sessions {
    std::uint32_t count = 0;
    bool hidden = false;
  };
  bool Shown(UserId user) const;  // REQUIRES: mutex_ is held

  mutable std::mutex mutex_;
  std::unordered_map<UserId, Sessions> sessions_;
};

}  // namespace koine::gateway
