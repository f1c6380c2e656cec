#include "gateway/presence.h"

namespace koine::gateway {

bool Presence::Shown(UserId user) const {
  const auto it = sessions_.find(user);
  return it != sessions_.end() && !it->second.hidden;
}

bool Presence::Online(UserId user) const {
  const std::lock_guard lock(mutex_);
  return Shown(user);
}

std::vector<bool> Presence::Online(const std::vector<UserId>& users) const {
  std::vector<bool> out;
  out.reserve(users.size());
  const std::lock_guard lock(mutex_);
  for (const UserId user : users) out.push_back(Shown(user));
  return out;
}

bool Presence::Connected(UserId user) const {
  const std::lock_guard lock(mutex_);
  return sessions_.count(user) > 0;
}

bool Presence::Add(UserId user, bool hidden) {
  const std::lock_guard lock(mutex_);
  Sessions& sessions = sessions_[user];
  sessions.hidden = hidden;
  return ++sessions.count == 1;
}

void Presence::SetHidden(UserId user, bool hidden) {
  const std::lock_guard lock(mutex_);
  const auto it = sessions_.find(user);
  if (it != sessions_.end()) it->second.hidden = hidden;
}

bool Presence::Remove(UserId user) {
  const std::lock_guard lock(mutex_);
  auto it = sessions_.find(user);
  if (it == sessions_.end() || --it->second.count > 0) return false;
  sessions_.erase(it);
  return true;
}

std::size_t Presence::users() const {
  const std::lock_guard lock(mutex_);
  return sessions_.size();
}

}  // namespace koine::gateway
