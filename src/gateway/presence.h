#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/ids.h"

namespace koine::gateway {

// The sessions of each user in this process, on which kinds of devices they are, and who does not
// show it. Thread safe; touched only when a session begins or ends and when a list shows who is
// online.
class Presence {
 public:
  // As others see it: never of a user who hides it.
  bool Online(UserId user) const;
  // Of `users`, in the same order.
  std::vector<bool> Online(const std::vector<UserId>& users) const;
  // Has a session, hidden or not: for the user himself.
  bool Connected(UserId user) const;
  // The platforms of his sessions (Dialect::PlatformOf), each once, the oldest session first; none
  // of a user who hides it.
  std::vector<int> Platforms(UserId user) const;
  // True if this is the user's first session. `hidden` holds for all his sessions; `platform` is
  // below 128.
  bool Add(UserId user, bool hidden = false, int platform = 0);
  // No effect without a session: his next one brings it along. True if others see a difference.
  bool SetHidden(UserId user, bool hidden);
  // Ends a session on that platform. True if it was the user's last one.
  bool Remove(UserId user, int platform = 0);
  std::size_t users() const;

 private:
  struct Sessions {
    std::string platforms;  // of each session, one byte
    bool hidden = false;
  };
  bool Shown(UserId user) const;  // REQUIRES: mutex_ is held

  mutable std::mutex mutex_;
  std::unordered_map<UserId, Sessions> sessions_;
};

}  // namespace koine::gateway
