#include "gateway/presence.h"

namespace koine::gateway {

bool Presence::Online(UserId user) const {
  const std::lock_guard lock(mutex_);
  return sessions_.count(user) > 0;
}

std::vector<bool> Presence::Online(const std::vector<UserId>& users) const {
  std::vector<bool> out;
  out.reserve(users.size());
  const std::lock_guard lock(mutex_);
  for (const UserId user : users) out.push_back(sessions_.count(user) > 0);
  return out;
}

bool Presence::Add(UserId user) {
  const std::lock_guard lock(mutex_);
  return ++sessions_[user] == 1;
}

bool Presence::Remove(UserId user) {
  const std::lock_guard lock(mutex_);
  auto it = sessions_.find(user);
  if (it == sessions_.end() || --it->second > 0) return false;
  sessions_.erase(it);
  return true;
}

std::size_t Presence::users() const {
  const std::lock_guard lock(mutex_);
  return sessions_.size();
}

}  // namespace koine::gateway
