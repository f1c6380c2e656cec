#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <unordered_set>
#include <vector>

#include "base/kept_by_user.h"
#include "core/office/organization/tree.h"

// Trees of tenants with many departments, kept between requests (docs/adr/0033-kept-summaries.md).
namespace koine::organization {

using Tree = std::vector<Department>;

// What ListTree gave, and where in the log of changes of the store it was read.
struct KeptTree {
  std::int64_t mark = 0;
  std::shared_ptr<const Tree> all;
  std::shared_ptr<const std::unordered_set<std::int64_t>> leaders;  // whom it names
  std::size_t all_bytes = 0;
  std::size_t bytes() const { return all_bytes; }
};

struct TreesCache {
  static constexpr std::size_t kBytesMax = 16 << 20;
  TreesCache() : TreesCache(kKeptFrom, kBytesMax) {}
  TreesCache(std::size_t many_from, std::size_t bytes_max)
      : many(many_from), kept(bytes_max, bytes_max) {}

  std::size_t many;  // departments
  KeptBy<KeptTree, TenantId> kept;
};

// ListTree, as the snapshot of the transaction has it. On SQLite it is read anew only after a
// department, or the name of a leader, has changed. On PostgreSQL, where other nodes write, it is
// read.
std::shared_ptr<const Tree> ListTree(store::Txn& txn, const access::Principal& who,
                                     TreesCache& cache);

}  // namespace koine::organization
