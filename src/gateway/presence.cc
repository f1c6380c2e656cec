#include "gateway/presence.h"

#include <algorithm>

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

std::vector<int> Presence::Platforms(UserId user) const {
  std::vector<int> out;
  const std::lock_guard lock(mutex_);
  if (!Shown(user)) return out;
  const std::string& platforms = sessions_.find(user)->second.platforms;
  for (const char platform : platforms) {
    if (std::find(out.begin(), out.end(), platform) == out.end()) out.push_back(platform);
  }
  return out;
}

bool Presence::Add(UserId user, bool hidden, int platform) {
  const std::lock_guard lock(mutex_);
  Sessions& sessions = sessions_[user];
  sessions.hidden = hidden;
  sessions.platforms.push_back(static_cast<char>(platform));
  return sessions.platforms.size() == 1;
}

bool Presence::SetHidden(UserId user, bool hidden) {
  const std::lock_guard lock(mutex_);
  const auto it = sessions_.find(user);
  if (it == sessions_.end() || it->second.hidden == hidden) return false;
  it->second.hidden = hidden;
  return true;
}

bool Presence::Remove(UserId user, int platform) {
  const std::lock_guard lock(mutex_);
  const auto it = sessions_.find(user);
  if (it == sessions_.end()) return false;
  std::string& platforms = it->second.platforms;
  const std::size_t at = platforms.find(static_cast<char>(platform));
  if (at != platforms.npos) platforms.erase(at, 1);
  if (!platforms.empty()) return false;
  sessions_.erase(it);
  return true;
}

std::size_t Presence::users() const {
  const std::lock_guard lock(mutex_);
  return sessions_.size();
}

}  // namespace koine::gateway
