#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/access/principal.h"
#include "core/access/state.h"
#include "core/change/change.h"
#include "core/event/event.h"
#include "store/txn.h"

// The streams of changes, read by those whom they concern.
namespace koine::change {

// How a stream is called: the conversation's id, or the user's negative one.
inline std::int64_t StreamOf(ConversationId conversation) {
  return conversation.value;
}
inline std::int64_t StreamOf(UserId user) {
  return -user.value;
}
// Whose own stream the change of this event is in, where it is in one.
UserId OwnerOf(const event::Event& event);
// The stream that the change of this event is in.
std::int64_t StreamOf(const event::Event& event);

// A change as its reader sees it, with the message that it is about, where that is one.
struct Entry {
  std::int64_t stream = 0, number = 0, position = 0, at = 0;
  Change change;
  std::string actor_handle, actor_name, actor_avatar;
  MessageId message;  // of a recall or an edit
  std::uint8_t origin = 0;
  std::string client_id;
};
// Numbers of a stream, both inclusive.
struct Range {
  std::int64_t stream = 0, first = 0, last = 0;
  // Which messages of the conversation the reader may read, as their seat there says (the same for
  // all ranges of a stream); of their own stream nothing is asked. Without one they hear of none.
  access::VisibleRange visible;
};
// What is kept of these ranges and concerns the principal, by stream and number, in one statement:
// of a conversation what is about messages that they may read, or about none, and is not for
// another alone; of users' streams their own.
std::vector<Entry> ListFor(store::Txn& txn, const access::Principal& who,
                           std::span<const Range> ranges);
// The last number of the principal's own stream; 0: nothing is in it.
std::int64_t LastOwn(store::Txn& txn, const access::Principal& who);

// The change that this event told, as it is stored, for showing the event to its audience.
std::optional<Entry> FindTold(store::Txn& txn, const event::Event& event);

// Forgets changes that are older than kKeepMs, of all tenants, at most `limit`; returns how many.
std::int64_t SweepChanges(store::Txn& txn, int limit);

}  // namespace koine::change
