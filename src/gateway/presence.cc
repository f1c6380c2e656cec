#include "gateway/presence.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace koine::gateway {

namespace {
constexpr int kPlatformBits = 8;
constexpr std::int64_t kLeavingBits = INT64_MAX >> kPlatformBits;
}  // namespace

bool Presence::Shown(UserId user) const {
  const auto it = users_.find(user);
  return it != users_.end() && it->second.connected() && !it->second.hidden;
}

Presence::Here::Here(int platform, std::int64_t begun_ms)
    : bits_(static_cast<std::uint64_t>(begun_ms == kLeaving ? kLeavingBits : begun_ms)
                << kPlatformBits |
            static_cast<std::uint64_t>(platform)) {}

std::int64_t Presence::Here::begun_ms() const {
  const auto begun = static_cast<std::int64_t>(bits_ >> kPlatformBits);
  return begun == kLeavingBits ? kLeaving : begun;
}

bool Presence::Here::Is(int platform, std::int64_t begun_ms) const {
  return (this->platform() & ~kAway) == platform && this->begun_ms() == begun_ms;
}

template <class Take>
void Presence::EachPlatform(const User& user, Take take) {
  for (const Here& one : user.here) take(one.platform());
  for (const Remote& remote : user.remotes()) {
    for (const char platform : remote.platforms) take(static_cast<std::uint8_t>(platform));
  }
}

bool Presence::IsAway(const User& user) {
  bool away = user.connected();
  EachPlatform(user, [&away](int platform) { away = away && (platform & kAway) != 0; });
  return away;
}

std::uint64_t Presence::PlatformsOf(const User& user) {
  std::uint64_t out = 0;
  EachPlatform(user, [&out](int platform) {
    out |= std::uint64_t{1} << static_cast<unsigned>(platform & (kRings - 1));
  });
  return out;
}

std::int64_t Presence::OldestOf(const std::vector<Here>& sessions) {
  std::int64_t out = kLeaving;
  for (const Here& one : sessions) out = std::min(out, one.begun_ms());
  return out;
}

void Presence::NoteDirty(UserId user) {
  if (!wake_) return;
  const bool first = dirty_.empty();
  dirty_.insert(user);
  if (first) wake_();
}

void Presence::Count(const User& user, bool was_here, bool was_connected) {
  const bool here = !user.here.empty();
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
  bool rings = false;
  EachPlatform(it->second, [&rings](int platform) { rings = rings || (platform & kRings) != 0; });
  return rings;
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
  EachPlatform(users_.find(user)->second, [&out](int kept) {
    const Place place{kept & (kRings - 1), (kept & kAway) != 0};
    const auto it = std::find_if(out.begin(), out.end(), [&place](const Place& one) {
      return one.platform == place.platform;
    });
    if (it == out.end()) {
      out.push_back(place);
    } else {
      it->away = it->away && place.away;
    }
  });
  return out;
}

bool Presence::Add(UserId user, bool hidden, int platform, TenantId tenant, std::int64_t begun_ms) {
  const std::lock_guard lock(mutex_);
  User& entry = users_[user];
  const bool here = !entry.here.empty();
  const bool connected = entry.connected();
  entry.tenant = tenant;
  entry.hidden = hidden;
  entry.here.emplace_back(platform, begun_ms);
  Count(entry, here, connected);
  NoteDirty(user);
  return !here;
}

bool Presence::SetHidden(UserId user, bool hidden) {
  const std::lock_guard lock(mutex_);
  const auto it = users_.find(user);
  if (it == users_.end() || !it->second.connected() || it->second.hidden == hidden) return false;
  it->second.hidden = hidden;
  if (!it->second.here.empty()) NoteDirty(user);
  return true;
}

std::vector<Presence::Here>::iterator Presence::Find(User& user, int platform,
                                                     std::int64_t begun_ms) {
  return std::find_if(user.here.begin(), user.here.end(),
                      [&](const Here& one) { return one.Is(platform, begun_ms); });
}

bool Presence::SetAway(UserId user, int platform, std::int64_t begun_ms, bool away) {
  const std::lock_guard lock(mutex_);
  const auto it = users_.find(user);
  if (it == users_.end()) return false;
  const bool before = IsAway(it->second);
  const auto session = Find(it->second, platform, begun_ms);
  if (session == it->second.here.end()) return false;
  const int now = away ? platform | kAway : platform;
  if (session->platform() == now) return false;
  session->set_platform(now);
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
  const auto session = Find(it->second, platform, begun_ms);
  if (session != it->second.here.end()) session->Leave();
}

bool Presence::Remove(UserId user, int platform, std::int64_t begun_ms) {
  const std::lock_guard lock(mutex_);
  const auto it = users_.find(user);
  if (it == users_.end() || it->second.here.empty()) return false;
  std::vector<Here>& here = it->second.here;
  const auto session = Find(it->second, platform, begun_ms);
  if (session != here.end()) here.erase(session);
  NoteDirty(user);
  if (!here.empty()) return false;
  Count(it->second, true, true);
  Tidy(it);
  return true;
}

std::optional<std::int64_t> Presence::Surplus(UserId user, std::size_t max) const {
  const std::lock_guard lock(mutex_);
  const auto it = users_.find(user);
  if (it == users_.end() || it->second.here.empty()) return std::nullopt;
  const User& found = it->second;
  auto count = static_cast<std::size_t>(
      std::count_if(found.here.begin(), found.here.end(),
                    [](const Here& one) { return one.begun_ms() != kLeaving; }));
  const std::int64_t oldest = OldestOf(found.here);
  bool here = true;
  for (const Remote& remote : found.remotes()) {
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
  const std::uint64_t now = out.online ? PlatformsOf(found) : 0;
  for (const bool came : {true, false}) {
    std::uint64_t left = came ? now & ~found.told_platforms : found.told_platforms & ~now;
    for (; left != 0; left &= left - 1) out.devices.emplace_back(std::countr_zero(left), came);
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
  for (const Here& one : user.here) out.platforms += static_cast<char>(one.platform());
  for (const auto& [room, sessions] : user.rooms()) out.rooms.push_back(room);
  if (!user.here.empty()) out.oldest_ms = OldestOf(user.here);
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
    if (!user.here.empty()) out.push_back(StateOf(id));
  }
  dirty_.clear();
  return out;
}

bool Presence::SetRemote(std::uint32_t node, const State& state) {
  const std::lock_guard lock(mutex_);
  if (state.platforms.empty() && users_.count(state.user) == 0) return false;
  const auto it = users_.try_emplace(state.user).first;
  User& user = it->second;
  const bool here = !user.here.empty();
  const bool connected = user.connected();
  const bool was_hidden = user.hidden;
  std::vector<Remote>& remotes = user.rest.own().remotes;
  const auto remote = std::find_if(remotes.begin(), remotes.end(),
                                   [node](const Remote& one) { return one.node == node; });
  bool changed = false;
  if (state.platforms.empty()) {
    changed = remote != remotes.end();
    if (changed) {
      CountRooms(state.user, remote->rooms, -1);
      remotes.erase(remote);
    }
  } else {
    if (state.tenant) user.tenant = state.tenant;
    user.hidden = state.hidden;
    CountRooms(state.user, state.rooms, 1);
    if (remote == remotes.end()) {
      remotes.push_back({node, state.platforms, state.oldest_ms, state.rooms});
      changed = true;
    } else {
      CountRooms(state.user, remote->rooms, -1);
      changed = remote->platforms != state.platforms || remote->oldest_ms != state.oldest_ms;
      *remote = {node, state.platforms, state.oldest_ms, state.rooms};
    }
    changed = changed || was_hidden != user.hidden;
  }
  Count(user, here, connected);
  user.Pack();
  Tidy(it);
  return changed;
}

std::vector<Presence::State> Presence::DropNode(std::uint32_t node) {
  const std::lock_guard lock(mutex_);
  std::vector<State> out;
  for (auto it = users_.begin(); it != users_.end();) {
    const auto next = std::next(it);
    User& user = it->second;
    const bool here = !user.here.empty();
    const bool connected = user.connected();
    const auto at_node = [node](const Remote& one) { return one.node == node; };
    if (std::any_of(user.remotes().begin(), user.remotes().end(), at_node)) {
      std::erase_if(user.rest.own().remotes, [&](const Remote& one) {
        if (at_node(one)) CountRooms(it->first, one.rooms, -1);
        return at_node(one);
      });
      user.Pack();
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
    for (const Remote& remote : user.remotes()) {
      if (remote.node == node) out.push_back(id);
    }
  }
  return out;
}

}  // namespace koine::gateway
