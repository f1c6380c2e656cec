#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/ids.h"

namespace koine::gateway {

class Session;

// Sessions of one thread that want to know on which platforms some users are. What a session
// watches ends with it.
class Watchers {
 public:
  // Users that one session watches.
  static constexpr std::size_t kPerSessionMax = 3000;

  // `total` counts over all threads: who watches whom.
  explicit Watchers(std::atomic<std::int64_t>& total) : total_(total) {}

  // False (with nothing changed) if it would watch too many. REQUIRES: it is signed in
  bool Watch(Session& session, const std::vector<UserId>& users);
  void Unwatch(Session& session, const std::vector<UserId>& users);
  void Forget(Session& session);

  bool Watches(UserId user) const { return watchers_.count(user) > 0; }
  // Calls Dialect::OnPlatforms of each session that watches the user.
  void Tell(UserId user, const std::vector<int>& platforms);

 private:
  void Remove(UserId user, Session* session);

  std::atomic<std::int64_t>& total_;
  std::unordered_map<UserId, std::vector<Session*>> watchers_;
  std::unordered_map<Session*, std::unordered_set<UserId>> watched_;
};

}  // namespace koine::gateway
