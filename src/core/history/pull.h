#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/result.h"
#include "core/access/doors.h"
#include "core/change/change.h"
#include "core/message/row.h"
#include "store/txn.h"

// Messages that came to a user, over all their conversations of a kind, in the order of positions
// (mapping 11.2).
namespace koine::history {

inline constexpr int kPullMax = 1000;     // messages in one call
inline constexpr int kSeatsMax = 20'000;  // conversations that are looked at
inline constexpr int kLinesMax = 10'000;  // lines of the system of one conversation
// Who left a group reads on what was there until then, for so long.
inline constexpr std::int64_t kLeftMs = 30LL * 24 * 3600 * 1000;

// A conversation of the user, with what they may read of it.
struct PullSeat {
  ConversationId id;
  UserId lo, hi;  // of a direct one
  std::int64_t from = 0, to = 0;
  std::int64_t read_seq = 0;
  std::int64_t own_receipt = 0, peer_receipt = 0;      // how far each was shown to have read
  std::int64_t own_delivered = 0, peer_delivered = 0;  // of a direct one: up to where each was told
  std::int64_t last_sent_at = 0;
  bool changed = false;  // something happened to messages of it
};
struct PullIn {
  bool groups = false;             // else direct conversations
  std::optional<MessageId> after;  // everything after it; without: what the user has not read
  std::int64_t since_ms = 0;       // nothing that is older
  int limit = kPullMax;
};
// A message that was recalled, as a change with a position of its own.
struct Marker {
  std::int64_t position = 0;
  ConversationId conversation;
  std::int64_t seq = 0;  // of the message
  MessageId message;
  UserId sender, by;
  std::string by_name;
  std::int64_t at = 0;
  std::int64_t change = 0;         // of a line: its number among the changes
  std::optional<change::Tip> tip;  // no recall: a line of the reader's own behind `seq`
};
// That this message was recalled; nothing while it was not.
std::optional<Marker> FindMarker(store::Txn& txn, const access::Message& place);

// A message, or that one was recalled, or a line of the reader's own.
struct Pulled {
  PullSeat seat;
  std::optional<message::Row> row;
  std::optional<Marker> marker;
  std::vector<std::int64_t> mentioned;  // of a message in a group

  std::int64_t position() const { return row ? row->message.id.value : marker->position; }
};
// The oldest `limit`, in ascending order of position. With `after`, of both sides, and recalled
// ones too, for their markers come later; without, what others wrote that stands, and no markers.
// Lines of the system that are for others (ConcernsLine) are not in it.
std::vector<Pulled> Pull(store::Txn& txn, const access::Principal& who, const PullIn& in);

// What people wrote in one conversation, or in all that the user is a member of, after a position:
// the oldest `limit`, in ascending order of position. Recalled ones are in it, deleted ones, lines
// of the system and what was sent before `since_ms` are not.
struct SaidIn {
  MessageId after;
  std::int64_t since_ms = 0;
  int limit = kPullMax;
};
std::vector<message::Row> PullSaid(store::Txn& txn, const access::Principal& who, const SaidIn& in);
std::vector<message::Row> PullSaid(store::Txn& txn, const access::Principal& who,
                                   ConversationId conversation, access::VisibleRange visible,
                                   const SaidIn& in);

// Whether a line of the system is meant for this reader (mapping 7.3): some are for those whom they
// are about, and what lists show is told by none.
bool ConcernsLine(const body::Notice& line, UserId reader);

// A page of what stands in one conversation and of the reader's own lines, the newest first, with
// how many there are.
struct Said {
  std::optional<message::Row> row;
  std::optional<Marker> line;
};
struct History {
  std::vector<Said> said;
  std::int64_t total = 0;
};
History ReadHistory(store::Txn& txn, const access::Seated& place, std::int64_t limit,
                    std::int64_t offset);

// How far a member was shown to have read, and up to where they were told.
struct Reach {
  std::int64_t receipt = 0, delivered = 0;
};
// The other one's, of a direct conversation; that of the principal themselves in one with nobody
// else.
Reach PeerReach(store::Txn& txn, const access::Seated& place);
// The last message that the principal wrote in a direct conversation and that the other was shown
// to have read; 0: none.
MessageId LastRead(store::Txn& txn, const access::Seated& place);
// The number of the last message that the principal may read and whose id is at most `id`; 0: none.
std::int64_t SeqUpTo(store::Txn& txn, const access::Seated& place, MessageId id);

}  // namespace koine::history
