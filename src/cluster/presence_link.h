#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "cluster/frame.h"
#include "gateway/presence.h"

namespace koine::cluster {

// Tells other nodes who has sessions here and keeps what they tell. Changes are numbered; each beat
// carries the number of the last one, so that a node which missed some asks for everything. No
// threads of its own; Send… from one thread, the rest from any.
class PresenceLink {
 public:
  using State = gateway::Presence::State;
  // Entries of one message, and rooms that they name.
  static constexpr std::size_t kPerFrame = 2'000;
  static constexpr std::size_t kRoomsPerFrame = 20'000;

  struct Sinks {
    // A message of kind kPresence.
    std::function<void(std::string content)> send;
    // Users whose sessions at other nodes changed.
    std::function<void(std::vector<State> users)> changed;
  };
  PresenceLink(gateway::Presence& presence, Sinks sinks)
      : presence_(presence), sinks_(std::move(sinks)) {}

  // Sends what changed here since the last call, if anything did.
  void SendChanges();
  // Sends all.
  void SendAll();
  // What a beat carries.
  std::int64_t number() const;

  // A message of kind kPresence came.
  void Hear(const Speaker& from, std::string_view content);
  // A beat came. True if changes were missed: the node is to be asked for everything.
  bool HearBeat(const Speaker& from, std::int64_t number);
  // A node is gone.
  void Drop(const std::string& name);

 private:
  struct Peer {
    std::uint32_t id = 0;  // in gateway::Presence
    std::string boot;
    std::int64_t number = -1;  // of the last change known, with all before it; -1: not known
    bool collecting = false;   // a snapshot comes in pieces
    std::unordered_set<UserId> collected;
  };
  // The peer, emptied if the process is another one. REQUIRES: mutex_ is held
  Peer& Meet(const Speaker& from, std::vector<State>* changed);
  void Take(Peer& peer, Reader& in, bool quiet, std::vector<State>* changed);

  gateway::Presence& presence_;
  Sinks sinks_;
  mutable std::mutex mutex_;
  std::int64_t number_ = 0;
  std::uint32_t next_id_ = 1;
  std::map<std::string, Peer> peers_;
  std::set<std::string> known_;  // names met at any time
};

}  // namespace koine::cluster
