#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "base/kept_by_user.h"
#include "core/access/doors.h"
#include "core/search/rows.h"
#include "store/txn.h"

// Where somebody may search. What that needs to know of the conversations of who has many is kept
// from one search to the next (docs/adr/0003-search.md).
namespace koine::search {

// At first only that somebody searched: most do so once.
struct KeptHeads {
  std::int64_t mark = 0;  // in the changes of the store, where they were read
  bool read = false;
  std::vector<Head> heads;  // by id; also of conversations that the user has left meanwhile
  std::size_t bytes() const { return sizeof(*this) + heads.capacity() * sizeof(Head); }
};

// With fewer conversations it takes no longer to read them than to ask what changed.
#ifdef KOINE_SANITIZED
inline constexpr std::size_t kHeadsFrom = 1;
#else
inline constexpr std::size_t kHeadsFrom = 200;
#endif

// Of those who searched last.
struct HeadsCache {
  std::size_t busy = kHeadsFrom;  // conversations
  KeptByUser<KeptHeads> kept;
};

// By conversation, what of it the user may read now: their active seats in conversations that are
// not dissolved. `cache` may be null.
using Seats = std::unordered_map<std::int64_t, access::VisibleRange>;
Seats FindSeats(store::Txn& txn, const access::Principal& who, HeadsCache* cache);

}  // namespace koine::search
