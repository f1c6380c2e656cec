#include "gateway/presence.h"

#include <algorithm>
#include <utility>

namespace koine::gateway {

bool Presence::Shown(UserId user) const {
  const auto it = users_.find(user);
  return it != users_.end() && it->second.connected() && !it->second.hidden;
}

bool Presence::IsAway(const User& user) {
  const auto all = [](const std::string& platforms) {
    return std::all_of(platforms.begin(), platforms.end(),
                       [](char platform) { return (platform & kAway) != 0; });
  };
  return user.connected() && all(user.platforms) &&
         std::all_of(user.remotes.begin(), user.remotes.end(),
                     [&all](const Remote& remote) { return all(remote.platforms); });
}

std::string Presence::PlatformsOf(const User& user) {
  std::string out;
  auto add = [&out](const std::string& platforms) {
    for (const char kept : platforms) out += static_cast<char>(kept & (kRings - 1));
  };
  add(user.platforms);
  for (const Remote& remote : user.remotes) add(remote.platforms);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

void Presence::NoteDirty(UserId user) {
  if (!wake_) return;
  const bool first = dirty_.empty();
  dirty_.insert(user);
  if (first) wake_();
}

void Presence::Count(const User& user, bool was_here, bool was_connected) {
  const bool here = !user.platforms.empty();
  if (here && !was_here) ++here_;
  if (!here && was_here) --here_;
  if (user.connected() && !was_connected) ++connected_;
  if (!user.connected() && was_connected) --connected_;
}

// A user without a session is kept only as long as others believe that they have one.
void Presence::Tidy(Users::iterator it) {
  if (!it->second.connected() && !it->second.told) users_.erase(it);
}

bool Presence::Online(UserId user) const {
  const std::lock_guard lock(mutex_);
  return Shown(user);
}

std::vector<Presence::Present> Presence::OnlineOf(const std::set<TenantId>& tenants) const {
  std::vector<Present> out;
  const std::lock_guard lock(mutex_);
  for (const auto& [id, user] : users_) {
    if (!user.connected() || user.hidden || tenants.count(user.tenant) == 0) continue;
    out.push_back({user.tenant, id});
  }
  return out;
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
  const auto it = users_.find(user);
  return it != users_.end() && it->second.connected();
}

bool Presence::Rings(UserId user) const {
  const std::lock_guard lock(mutex_);
  const auto it = users_.find(user);
  if (it == users_.end()) return false;
  const auto any = [](const std::string& platforms) {
    return std::any_of(platforms.begin(), platforms.end(),
                       [](char platform) { return (platform & kRings) != 0; });
  };
  return any(it->second.platforms) ||
         std::any_of(it->second.remotes.begin(), it->second.remotes.end(),
                     [&any](const Remote& remote) { return any(remote.platforms); });
}

std::vector<int> Presence::Platforms(UserId user) const {
  std::vector<int> out;
  for (const Place& place : Places(user)) out.push_back(place.platform);
  return out;
}

std::vector<Presence::Place> Presence::Places(UserId user) const {
  std::vector<Place> out;
  const std::lock_guard lock(mutex_);
  if (!Shown(user)) return out;
  auto add = [&out](const std::string& platforms) {
    for (const char kept : platforms) {
      const Place place{kept & (kRings - 1), (kept & kAway) != 0};
      const auto it = std::find_if(out.begin(), out.end(), [&place](const Place& one) {
        return one.platform == place.platform;
      });
      if (it == out.end()) {
        out.push_back(place);
      } else {
        it->away = it->away && place.away;
      }
    }
  };
  const User& found = users_.find(user)->second;
  add(found.platforms);
  for (const Remote& remote : found.remotes) add(remote.platforms);
  return out;
}

bool Presence::Add(UserId user, bool hidden, int platform, TenantId tenant, std::int64_t begun_ms) {
  const std::lock_guard lock(mutex_);
  User& entry = users_[user];
  const bool here = !entry.platforms.empty();
  const bool connected = entry.connected();
  entry.tenant = tenant;
  entry.hidden = hidden;
  entry.platforms.push_back(static_cast<char>(platform));
  entry.begun_ms.push_back(begun_ms);
  Count(entry, here, connected);
  NoteDirty(user);
  return !here;
}

bool Presence::SetHidden(UserId user, bool hidden) {
  const std::lock_guard lock(mutex_);
  const auto it = users_.find(user);
  if (it == users_.end() || !it->second.connected() || it->second.hidden == hidden) return false;
  it->second.hidden = hidden;
  if (!it->second.platforms.empty()) NoteDirty(user);
  return true;
}

std::size_t Presence::Find(const User& user, int platform, std::int64_t begun_ms) {
  std::size_t i = 0;
  while (i < user.platforms.size() &&
         ((user.platforms[i] & ~kAway & 0xff) != platform || user.begun_ms[i] != begun_ms)) {
    ++i;
  }
  return i;
}

bool Presence::SetAway(UserId user, int platform, std::int64_t begun_ms, bool away) {
  const std::lock_guard lock(mutex_);
  const auto it = users_.find(user);
  if (it == users_.end()) return false;
  const bool before = IsAway(it->second);
  const std::size_t at = Find(it->second, platform, begun_ms);
  if (at == it->second.platforms.size()) return false;
  const char now = static_cast<char>(away ? platform | kAway : platform);
  if (it->second.platforms[at] == now) return false;
  it->second.platforms[at] = now;
  NoteDirty(user);
  return IsAway(it->second) != before;
}

bool Presence::Away(UserId user) const {
  const std::lock_guard lock(mutex_);
  return Shown(user) && IsAway(users_.find(user)->second);
}

void Presence::Leave(UserId user, int platform, std::int64_t begun_ms) {
  const std::lock_guard lock(mutex_);
  const auto it = users_.find(user);
  if (it == users_.end()) return;
  const std::size_t at = Find(it->second, platform, begun_ms);
  if (at < it->second.begun_ms.size()) it->second.begun_ms[at] = kLeaving;
}

bool Presence::Remove(UserId user, int platform, std::int64_t begun_ms) {
  const std::lock_guard lock(mutex_);
  const auto it = users_.find(user);
  if (it == users_.end() || it->second.platforms.empty()) return false;
  std::string& platforms = it->second.platforms;
  const std::size_t at = Find(it->second, platform, begun_ms);
  if (at < platforms.size()) {
    platforms.erase(at, 1);
    it->second.begun_ms.erase(it->second.begun_ms.begin() + static_cast<std::ptrdiff_t>(at));
  }
  NoteDirty(user);
  if (!platforms.empty()) return false;
  Count(it->second, true, true);
  Tidy(it);
  return true;
}

std::optional<std::int64_t> Presence::Surplus(UserId user, std::size_t max) const {
  const std::lock_guard lock(mutex_);
  const auto it = users_.find(user);
  if (it == users_.end() || it->second.platforms.empty()) return std::nullopt;
  const User& found = it->second;
  const auto leaving = std::count(found.begun_ms.begin(), found.begun_ms.end(), kLeaving);
  std::size_t count = found.platforms.size() - static_cast<std::size_t>(leaving);
  const std::int64_t oldest = *std::min_element(found.begun_ms.begin(), found.begun_ms.end());
  bool here = true;
  for (const Remote& remote : found.remotes) {
    count += remote.platforms.size();
    here = here && oldest <= remote.oldest_ms;
  }
  if (count <= max || !here || oldest == kLeaving) return std::nullopt;
  return oldest;
}

std::size_t Presence::users() const {
  const std::lock_guard lock(mutex_);
  return connected_;
}

std::size_t Presence::local_users() const {
  const std::lock_guard lock(mutex_);
  return here_;
}

std::optional<Presence::Change> Presence::TakeChange(UserId user) {
  const std::lock_guard lock(mutex_);
  const auto it = users_.find(user);
  if (it == users_.end()) return std::nullopt;
  User& found = it->second;
  Change out;
  out.tenant = found.tenant;
  out.online = Shown(user);
  out.away = out.online && IsAway(found);
  out.whole = out.online != found.told;
  out.turned = !out.whole && out.away != found.told_away;
  const std::string now = out.online ? PlatformsOf(found) : std::string();
  for (const char one : now) {
    if (found.told_platforms.find(one) == std::string::npos) out.devices.emplace_back(one, true);
  }
  for (const char one : found.told_platforms) {
    if (now.find(one) == std::string::npos) out.devices.emplace_back(one, false);
  }
  found.told = out.online;
  found.told_away = out.away;
  found.told_platforms = now;
  Tidy(it);
  if (!out.whole && !out.turned && out.devices.empty()) return std::nullopt;
  return out;
}

void Presence::Track(std::function<void()> wake) {
  const std::lock_guard lock(mutex_);
  wake_ = std::move(wake);
}

Presence::State Presence::StateOf(UserId id) const {
  const auto it = users_.find(id);
  State out{id, TenantId(), false, {}, 0};
  if (it == users_.end()) return out;
  const User& user = it->second;
  out.tenant = user.tenant;
  out.hidden = user.hidden;
  out.platforms = user.platforms;
  for (const auto& [room, sessions] : user.rooms) out.rooms.push_back(room);
  if (!user.begun_ms.empty()) {
    out.oldest_ms = *std::min_element(user.begun_ms.begin(), user.begun_ms.end());
  }
  return out;
}

std::vector<Presence::State> Presence::TakeDirty() {
  const std::lock_guard lock(mutex_);
  std::vector<State> out;
  out.reserve(dirty_.size());
  for (const UserId user : dirty_) out.push_back(StateOf(user));
  dirty_.clear();
  return out;
}

std::vector<Presence::State> Presence::TakeAll() {
  const std::lock_guard lock(mutex_);
  std::vector<State> out;
  out.reserve(here_);
  for (const auto& [id, user] : users_) {
    if (!user.platforms.empty()) out.push_back(StateOf(id));
  }
  dirty_.clear();
  return out;
}

bool Presence::SetRemote(std::uint32_t node, const State& state) {
  const std::lock_guard lock(mutex_);
  if (state.platforms.empty() && users_.count(state.user) == 0) return false;
  const auto it = users_.try_emplace(state.user).first;
  User& user = it->second;
  const bool here = !user.platforms.empty();
  const bool connected = user.connected();
  const bool was_hidden = user.hidden;
  const auto remote = std::find_if(user.remotes.begin(), user.remotes.end(),
                                   [node](const Remote& one) { return one.node == node; });
  bool changed = false;
  if (state.platforms.empty()) {
    changed = remote != user.remotes.end();
    if (changed) {
      CountRooms(state.user, remote->rooms, -1);
      user.remotes.erase(remote);
    }
  } else {
    if (state.tenant) user.tenant = state.tenant;
    user.hidden = state.hidden;
    CountRooms(state.user, state.rooms, 1);
    if (remote == user.remotes.end()) {
      user.remotes.push_back({node, state.platforms, state.oldest_ms, state.rooms});
      changed = true;
    } else {
      CountRooms(state.user, remote->rooms, -1);
      changed = remote->platforms != state.platforms || remote->oldest_ms != state.oldest_ms;
      *remote = {node, state.platforms, state.oldest_ms, state.rooms};
    }
    changed = changed || was_hidden != user.hidden;
  }
  Count(user, here, connected);
  Tidy(it);
  return changed;
}

std::vector<Presence::State> Presence::DropNode(std::uint32_t node) {
  const std::lock_guard lock(mutex_);
  std::vector<State> out;
  for (auto it = users_.begin(); it != users_.end();) {
    const auto next = std::next(it);
    User& user = it->second;
    const bool here = !user.platforms.empty();
    const bool connected = user.connected();
    const auto dropped = std::erase_if(user.remotes, [&](const Remote& one) {
      if (one.node == node) CountRooms(it->first, one.rooms, -1);
      return one.node == node;
    });
    if (dropped > 0) {
      out.push_back({it->first, user.tenant, user.hidden, {}, 0});
      Count(user, here, connected);
      Tidy(it);
    }
    it = next;
  }
  return out;
}

std::vector<UserId> Presence::UsersAt(std::uint32_t node) const {
  const std::lock_guard lock(mutex_);
  std::vector<UserId> out;
  for (const auto& [id, user] : users_) {
    for (const Remote& remote : user.remotes) {
      if (remote.node == node) out.push_back(id);
    }
  }
  return out;
}

}  // namespace koine::gateway
