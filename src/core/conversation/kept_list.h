#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "base/kept_by_user.h"
#include "core/conversation/list.h"

// Whole lists of busy users, kept between requests (docs/adr/0033-kept-summaries.md).
namespace koine::conversation {

// What a list showed, and where in the log of changes of the store it was read. At first only that
// it was asked for: most lists are not asked for again soon.
struct KeptSummaries {
  using Rows = std::vector<std::shared_ptr<const Summary>>;
  std::int64_t mark = 0;
  std::shared_ptr<const Rows> rows;
  // Sorted: where the user had a seat when it was read, listed or not, and some more.
  std::shared_ptr<const std::vector<std::int64_t>> seats;
  std::shared_ptr<const std::vector<LineVersion>> versions;  // of the rows; only on PostgreSQL
  std::size_t rows_bytes = 0;
  std::size_t bytes() const {
    return rows_bytes + (seats == nullptr ? 0 : seats->size() * sizeof(std::int64_t)) +
           (versions == nullptr ? 0 : versions->size() * sizeof(LineVersion));
  }
};

// The lists of those who have many conversations and asked last.
struct SummariesCache {
  SummariesCache() : SummariesCache(kKeptFrom, 32 << 20) {}
  SummariesCache(std::size_t busy_from, std::size_t bytes_max)
      : busy(busy_from), kept(bytes_max, bytes_max / 2) {}

  std::size_t busy;  // conversations
  KeptByUser<KeptSummaries> kept;
};

// All that ListSummaries may give, in no order, as the snapshot of the transaction has it. Who asks
// again costs what changed since; on PostgreSQL also a look at the versions of all its rows, and
// names may be those of another read, which began later and ended sooner.
void ScanSummaries(store::Txn& txn, const access::Principal& who, SummariesCache& cache,
                   const std::function<void(const Summary& one)>& take);

}  // namespace koine::conversation
