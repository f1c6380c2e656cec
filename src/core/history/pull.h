#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/result.h"
#include "core/access/doors.h"
#include "core/history/pull_rows.h"
#include "core/message/rows.h"
#include "store/txn.h"

// What came to a user, over all his conversations of a kind, in the order of positions
// (mapping 11.2).
namespace koine::history {

inline constexpr int kPullMax = 1000;     // messages in one call
inline constexpr int kSeatsMax = 20'000;  // conversations that are looked at
inline constexpr int kLinesMax = 10'000;  // lines of the system of one conversation
// Who left a group reads on what was there until then, for so long.
inline constexpr std::int64_t kLeftMs = 30LL * 24 * 3600 * 1000;

struct PullIn {
  bool groups = false;             // else direct conversations
  std::optional<MessageId> after;  // everything after it; without: what the user has not read
  std::int64_t since_ms = 0;       // nothing that is older
  int limit = kPullMax;
};
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

}  // namespace koine::history
