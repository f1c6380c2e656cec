#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "core/conversation/summary.h"

namespace koine::conversation {

// Where a conversation stands in the list of its member; the greater, the further up: pinned first,
// then the newest.
struct ListPlace {
  bool pinned = false;
  std::int64_t at_ms = 0;
  std::int64_t conversation = 0;
  bool direct = false;
  bool silent = false;  // nothing was said there
  friend auto operator<=>(const ListPlace&, const ListPlace&) = default;
};
ListPlace PlaceOf(const Summary& one);

// All that ListSummaries may give, in no order, for whoever needs no list of them. `one` is used
// again for the next; `take` may move from it.
void ScanSummaries(store::Txn& txn, const access::Principal& who,
                   const std::function<void(Summary& one)>& take);

// The places of all that the list shows, or of those that hold something unread: the uppermost
// first.
std::vector<ListPlace> ListPlaces(store::Txn& txn, const access::Principal& who, bool unread);
// As ListPlaces, of these conversations.
std::vector<ListPlace> ListPlacesOf(store::Txn& txn, const access::Principal& who,
                                    std::span<const std::int64_t> conversations);
// As ScanSummaries, of these conversations.
void ScanSummariesOf(store::Txn& txn, const access::Principal& who,
                     std::span<const std::int64_t> conversations,
                     const std::function<void(Summary& one)>& take);
// Which versions of its rows a line of the list was read from; only on PostgreSQL. What writes a
// row gives it another one.
struct LineVersion {
  std::int64_t conversation = 0;  // its id
  std::int64_t seat_row = 0, conversation_row = 0;
  friend bool operator==(const LineVersion&, const LineVersion&) = default;
};
// Of all that ScanSummaries gives; by id.
std::vector<LineVersion> ListVersions(store::Txn& txn, const access::Principal& who);
// Where the principal has an active seat, listed or not; by id.
std::vector<std::int64_t> ListSeats(store::Txn& txn, const access::Principal& who);

}  // namespace koine::conversation
