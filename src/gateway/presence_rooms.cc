// Who is in rooms, here and at other nodes.

#include <algorithm>

#include "gateway/presence.h"

namespace koine::gateway {

void Presence::CountRooms(UserId user, const std::vector<ConversationId>& rooms, int by) {
  for (const ConversationId room : rooms) {
    auto& users = rooms_[room];
    if ((users[user] += by) <= 0) users.erase(user);
    if (users.empty()) rooms_.erase(room);
  }
}

void Presence::EnterRoom(UserId user, ConversationId room) {
  const std::lock_guard lock(mutex_);
  const auto it = users_.find(user);
  if (it == users_.end()) return;
  auto& rooms = it->second.rest.own().rooms;
  const auto known = std::find_if(rooms.begin(), rooms.end(),
                                  [room](const auto& one) { return one.first == room; });
  if (known != rooms.end()) {
    ++known->second;
    return;
  }
  rooms.emplace_back(room, 1);
  CountRooms(user, {room}, 1);
  NoteDirty(user);
}

void Presence::LeaveRoom(UserId user, ConversationId room) {
  const std::lock_guard lock(mutex_);
  const auto it = users_.find(user);
  if (it == users_.end() || it->second.rooms().empty()) return;
  auto& rooms = it->second.rest.own().rooms;
  const auto known = std::find_if(rooms.begin(), rooms.end(),
                                  [room](const auto& one) { return one.first == room; });
  if (known == rooms.end() || --known->second > 0) return;
  rooms.erase(known);
  it->second.Pack();
  CountRooms(user, {room}, -1);
  NoteDirty(user);
}

bool Presence::InRoom(UserId user, ConversationId room) const {
  const std::lock_guard lock(mutex_);
  const auto it = rooms_.find(room);
  return it != rooms_.end() && it->second.count(user) > 0;
}

std::size_t Presence::RoomSize(ConversationId room) const {
  const std::lock_guard lock(mutex_);
  const auto it = rooms_.find(room);
  return it == rooms_.end() ? 0 : it->second.size();
}

std::vector<UserId> Presence::RoomUsers(ConversationId room, std::size_t max) const {
  const std::lock_guard lock(mutex_);
  std::vector<UserId> out;
  const auto it = rooms_.find(room);
  if (it == rooms_.end()) return out;
  for (const auto& [user, nodes] : it->second) {
    if (out.size() == max) break;
    out.push_back(user);
  }
  return out;
}

std::vector<ConversationId> Presence::RoomsOf(UserId user) const {
  const std::lock_guard lock(mutex_);
  std::vector<ConversationId> out;
  const auto it = users_.find(user);
  if (it == users_.end()) return out;
  for (const auto& [room, sessions] : it->second.rooms()) out.push_back(room);
  for (const Remote& remote : it->second.remotes()) {
    for (const ConversationId room : remote.rooms) {
      if (std::find(out.begin(), out.end(), room) == out.end()) out.push_back(room);
    }
  }
  return out;
}

}  // namespace koine::gateway
