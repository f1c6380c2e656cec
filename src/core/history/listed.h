#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/kept_by_user.h"
#include "core/access/principal.h"
#include "core/version/version.h"
#include "store/txn.h"

// Pages of the list of a user's conversations by id (openim-http 4.6).
namespace koine::history {

// A user's conversations, rising: those that their list shows, and the others, which are empty or
// were taken off. A message brings one of the others into the list; whatever else changes who is
// among which raises the version of the user's conversations (core/version).
struct ListedIds {
  version::Version at;
  std::vector<std::int64_t> shown, others;
  std::size_t bytes() const { return (shown.size() + others.size()) * sizeof(std::int64_t); }
};

// Those of busy users, for to count them takes as long as they are many.
struct ListedCache {
  std::int64_t busy = 500;  // conversations
  KeptByUser<ListedIds> kept;
};

// A part of the principal's list.
struct ListedPage {
  std::int64_t total = 0;
  std::vector<std::int64_t> ids;
};
// Costs as much as the page for who has few conversations, or asked lately.
ListedPage ListPage(store::Txn& txn, const access::Principal& who, ListedCache& cache,
                    std::int64_t limit, std::int64_t offset);

}  // namespace koine::history
