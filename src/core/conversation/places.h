#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/kept_by_user.h"
#include "core/access/principal.h"
#include "core/conversation/list.h"
#include "core/version/version.h"
#include "store/txn.h"

// Pages of the list of a user's conversations (ruoyi 4.1): pinned ones, then the newest message.
namespace koine::conversation {

// Where all that a list shows stood at a position of the log. What is said moves a place, as do
// some events; pins, hiding, coming and going raise the version of the user's conversations.
struct KeptPlaces {
  version::Version at;
  std::int64_t position = 0, read_at_ms = 0;
  std::vector<ListPlace> all;  // the uppermost first
  std::size_t bytes() const { return all.size() * sizeof(ListPlace); }
};

// Those of busy users, for to find out what is uppermost takes as long as they are many.
struct PlacesCache {
  std::size_t busy = 500;  // conversations
  KeptByUser<KeptPlaces> kept;
};

enum class Listing : std::uint8_t { kAll, kDirect, kGroups, kUnread };
// A part of the principal's list, the uppermost first.
struct PlacesPage {
  std::int64_t total = 0;
  std::vector<std::int64_t> ids;
};
// Costs as much as the page for who has few conversations, or asked lately; but for the unread
// ones, which are counted each time.
PlacesPage ListPage(store::Txn& txn, const access::Principal& who, PlacesCache& cache,
                    Listing listing, std::int64_t limit, std::int64_t offset);

}  // namespace koine::conversation
