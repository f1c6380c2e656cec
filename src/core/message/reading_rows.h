#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "core/access/state.h"
#include "core/message/rows.h"
#include "store/txn.h"

// What marking as read reads and writes (core/message/read.h).
namespace koine::message {

// The messages from <= seq <= to, which a member reads.
struct Reading {
  access::SeatOf place;
  std::int64_t from = 0, to = 0;

  friend auto operator<=>(const Reading&, const Reading&) = default;
};
struct ReadMessages {
  std::optional<Mark> last;             // that at `to`
  std::vector<std::int64_t> of_others;  // standing ones, the newest event::kReadIdsMax first
};
ReadMessages FindReading(store::Txn& txn, const Reading& reading);
// Many at once, without those whose last message there is not.
std::vector<std::pair<Reading, ReadMessages>> ListReadings(store::Txn& txn,
                                                           std::span<const Reading> readings);

void SetReadCursor(store::Txn& txn, const access::SeatOf& place, const access::ReadCursor& cursor);
// Notes that the member read the message at `seq` now, unless that is known.
void InsertReadMark(store::Txn& txn, const access::SeatOf& place, std::int64_t seq);

// What the commands of one batch changed, by seat; `at` is when.
struct CursorStep {
  access::ReadCursor cursor;
  std::int64_t at = 0;
};
void SetReadCursors(store::Txn& txn, const std::map<access::SeatOf, CursorStep>& cursors);
// By seat and number, with when.
void InsertReadMarks(store::Txn& txn,
                     const std::map<std::pair<access::SeatOf, std::int64_t>, std::int64_t>& marks);

}  // namespace koine::message
