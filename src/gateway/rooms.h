#pragma once

#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

#include "core/event/fwd.h"
#include "gateway/audience.h"

namespace koine::gateway {

class Dialect;
class IoThread;
class Session;

// Whether an event is shown to sessions of the dialect at all. What happens in rooms, and that the
// server of an application made or ended a pair or changed what is kept with it (a GroupEvent of a
// direct place, kCreated, kUpdated or kDissolved), only sockets of applications hear.
bool MayShow(const event::Event& event, const Dialect& dialect);

// The rooms in which sessions of this thread are. Nobody is a member of a room but who is there: no
// row is read to find its hearers, and none is written when they come and go. Who is in a room over
// all threads and nodes is in Presence.
class Rooms {
 public:
  explicit Rooms(IoThread& thread) : thread_(thread) {}

  // All sessions of a user here that may be in rooms begin or cease to hear one.
  void Apply(const event::Membership& change);
  // One session does; again changes nothing. REQUIRES: it is signed in, to a dialect of rooms
  void Enter(const std::shared_ptr<Session>& session, ConversationId room);
  void Leave(Session& session, ConversationId room);
  // To everybody here who is in the room of the event. After the event that ends a room it is gone.
  void Deliver(const event::EventPtr& event, std::int64_t position);
  // The session ends.
  void Forget(Session& session);
  std::size_t size() const { return hearers_.size(); }

 private:
  using Sessions = std::vector<std::shared_ptr<Session>>;
  struct Room {
    Sessions sessions;
    Pace pace;
  };
  void Close(ConversationId room);

  IoThread& thread_;
  std::unordered_map<ConversationId, Room> hearers_;
  std::unordered_map<const Session*, std::vector<ConversationId>> rooms_;
};

}  // namespace koine::gateway
