#pragma once

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "base/ids.h"
#include "core/event/event.h"
#include "core/history/delivery.h"

namespace koine::gateway {

class IoThread;

// Up to which message each receiver was told (mapping 8), of conversations of two and of messages
// written in IM Chat, for nowhere else is it shown. Collected while frames are queued, and written
// for all at once, at most once a second and when the server stops in order: what is stored may be
// a second behind, and after a crash what was delivered in the last second counts as not delivered.
// Each node writes for its own sessions; the greatest stands. One thread.
class Deliveries {
 public:
  explicit Deliveries(IoThread& thread) : thread_(thread) {}

  // Whether it is kept to whom this event was delivered.
  static bool Keeps(const event::Event& event);
  // REQUIRES: Keeps(event). A frame of it was queued to a session of this user.
  void Note(const event::Event& event, UserId user);
  // Hands to the store what was noted. What cannot be written now is written later.
  void Write();
  void Clear() { noted_.clear(); }
  std::size_t size() const { return noted_.size(); }

 private:
  struct Mark {
    TenantId tenant;
    std::int64_t seq = 0;
  };
  using Seat = std::pair<UserId, ConversationId>;
  void Raise(Seat seat, Mark mark);
  void Submit(std::vector<history::Delivered> marks);

  IoThread& thread_;
  std::map<Seat, Mark> noted_;
};

}  // namespace koine::gateway
