#include "cluster/presence_link.h"

#include <algorithm>
#include <utility>

namespace koine::cluster {

namespace {

// What a message is: changes, or a piece of everything, which may be the first and the last.
constexpr std::uint8_t kAll = 1, kFirst = 2, kLast = 4;

std::string Content(std::int64_t number, std::uint8_t flags,
                    std::span<const PresenceLink::State> states) {
  std::string out;
  AppendNumber(number, &out);
  out.push_back(static_cast<char>(flags));
  for (const PresenceLink::State& state : states) {
    AppendNumber(state.user.value, &out);
    AppendNumber(state.tenant.value, &out);
    out.push_back(state.hidden ? '\1' : '\0');
    AppendText(state.platforms, &out);
    AppendNumber(state.oldest_ms, &out);
    AppendNumber(static_cast<std::int64_t>(state.rooms.size()), &out);
    for (const ConversationId room : state.rooms) AppendNumber(room.value, &out);
  }
  return out;
}

// So many of them fit into one message; at least one.
std::size_t Fitting(std::span<const PresenceLink::State> states) {
  std::size_t count = 0, rooms = 0;
  while (count < std::min(states.size(), PresenceLink::kPerFrame)) {
    rooms += states[count].rooms.size();
    if (count > 0 && rooms > PresenceLink::kRoomsPerFrame) break;
    ++count;
  }
  return count;
}

}  // namespace

std::int64_t PresenceLink::number() const {
  const std::lock_guard lock(mutex_);
  return number_;
}

void PresenceLink::SendChanges() {
  const std::vector<State> dirty = presence_.TakeDirty();
  for (std::size_t at = 0; at < dirty.size();) {
    const std::span<const State> rest(dirty.data() + at, dirty.size() - at);
    const std::span<const State> part = rest.first(Fitting(rest));
    at += part.size();
    std::int64_t number = 0;
    {
      const std::lock_guard lock(mutex_);
      number = ++number_;
    }
    sinks_.send(Content(number, 0, part));
  }
}

void PresenceLink::SendAll() {
  // Changes before it are in it; those that come meanwhile follow as the next.
  const std::vector<State> all = presence_.TakeAll();
  std::int64_t number = 0;
  {
    const std::lock_guard lock(mutex_);
    number = ++number_;
  }
  std::size_t at = 0;
  do {
    const std::size_t count = Fitting({all.data() + at, all.size() - at});
    const bool last = at + count == all.size();
    const auto flags =
        static_cast<std::uint8_t>(kAll | (at == 0 ? kFirst : 0) | (last ? kLast : 0));
    sinks_.send(Content(number, flags, {all.data() + at, count}));
    at += count;
  } while (at < all.size());
}

PresenceLink::Peer& PresenceLink::Meet(const Speaker& from, std::vector<State>* changed) {
  Peer& peer = peers_[from.name];
  if (peer.boot == from.boot) return peer;
  if (peer.id != 0) *changed = presence_.DropNode(peer.id);
  peer = Peer{};
  peer.id = next_id_++;
  peer.boot = from.boot;
  return peer;
}

void PresenceLink::Take(Peer& peer, Reader& in, bool quiet, std::vector<State>* changed) {
  while (!in.done()) {
    State state;
    state.user = UserId(in.Number());
    state.tenant = TenantId(in.Number());
    state.hidden = in.Byte() != 0;
    state.platforms = in.Text();
    state.oldest_ms = in.Number();
    for (std::int64_t rooms = in.Number(); rooms > 0 && !in.failed(); --rooms) {
      state.rooms.push_back(ConversationId(in.Number()));
    }
    if (in.failed()) return;
    if (peer.collecting) peer.collected.insert(state.user);
    if (!presence_.SetRemote(peer.id, state)) continue;
    if (quiet) {
      // Users who were there before the nodes met are no news.
      presence_.TakeChange(state.user);
    }
    changed->push_back(std::move(state));
  }
}

void PresenceLink::Hear(const Speaker& from, std::string_view content) {
  Reader in(content);
  const std::int64_t number = in.Number();
  const std::uint8_t flags = in.Byte();
  if (in.failed()) return;
  std::vector<State> changed;
  {
    const std::lock_guard lock(mutex_);
    Peer& peer = Meet(from, &changed);
    if ((flags & kAll) == 0) {
      peer.number = peer.number == number - 1 ? number : -1;
      Take(peer, in, false, &changed);
    } else {
      if ((flags & kFirst) != 0) {
        peer.collecting = true;
        peer.collected.clear();
      }
      Take(peer, in, known_.count(from.name) == 0, &changed);
      if ((flags & kLast) != 0 && peer.collecting) {
        for (const UserId user : presence_.UsersAt(peer.id)) {
          if (peer.collected.count(user) > 0) continue;
          const State gone{user, TenantId(), false, {}, 0};
          if (presence_.SetRemote(peer.id, gone)) changed.push_back(gone);
        }
        peer.collecting = false;
        peer.collected.clear();
        peer.number = number;
        known_.insert(from.name);
      }
    }
  }
  if (!changed.empty()) sinks_.changed(std::move(changed));
}

bool PresenceLink::HearBeat(const Speaker& from, std::int64_t number) {
  std::vector<State> changed;
  bool missed = false;
  {
    const std::lock_guard lock(mutex_);
    missed = Meet(from, &changed).number != number;
  }
  if (!changed.empty()) sinks_.changed(std::move(changed));
  return missed;
}

void PresenceLink::Drop(const std::string& name) {
  std::vector<State> changed;
  {
    const std::lock_guard lock(mutex_);
    const auto peer = peers_.find(name);
    if (peer == peers_.end()) return;
    changed = presence_.DropNode(peer->second.id);
    peers_.erase(peer);
  }
  if (!changed.empty()) sinks_.changed(std::move(changed));
}

}  // namespace koine::cluster
