#include "core/history/listed.h"

#include <algorithm>
#include <iterator>
#include <memory>
#include <span>
#include <unordered_set>
#include <utility>
#include <vector>

#include "core/history/sync.h"
#include "core/history/sync_rows.h"

namespace koine::history {

namespace {

ListedPage PageOf(std::span<const std::int64_t> all, std::int64_t limit, std::int64_t offset) {
  const auto size = std::ssize(all);
  const auto from = std::clamp<std::int64_t>(offset, 0, size);
  const auto to = from + std::clamp<std::int64_t>(limit, 0, size - from);
  return {size, {all.begin() + from, all.begin() + to}};
}

// What was kept, with what the version and the conversations tell of since; null where too much
// changed.
std::shared_ptr<const ListedIds> BroughtUp(store::Txn& txn, const access::Principal& who,
                                           const std::shared_ptr<const ListedIds>& kept) {
  version::Delta since = version::Since(txn, who.tenant, version::Collection::kConversations,
                                        who.user.value, kept->at);
  if (since.full) return nullptr;
  std::vector<std::int64_t> apart = since.changed();
  apart.insert(apart.end(), kept->others.begin(), kept->others.end());
  auto out = std::make_shared<ListedIds>(ListIdsOf(txn, who, apart));
  if (since.size() == 0 && out->shown.empty()) return kept;
  out->at = std::move(since.now);
  const std::unordered_set<std::int64_t> moved(apart.begin(), apart.end());
  const auto come = std::ssize(out->shown);
  std::ranges::copy_if(kept->shown, std::back_inserter(out->shown),
                       [&moved](std::int64_t id) { return !moved.contains(id); });
  std::ranges::inplace_merge(out->shown, out->shown.begin() + come);
  return out;
}

}  // namespace

ListedPage ListPage(store::Txn& txn, const access::Principal& who, ListedCache& cache,
                    std::int64_t limit, std::int64_t offset) {
  const auto kept = cache.kept.Find(who.user);
  auto ids = kept == nullptr ? nullptr : BroughtUp(txn, who, kept);
  if (ids == nullptr) {
    const std::int64_t total = CountListed(txn, who);
    if (total < cache.busy) return {total, ListListed(txn, who, Listed::kAll, limit, offset)};
    auto read = std::make_shared<ListedIds>(ListIds(txn, who));
    read->at =
        version::Current(txn, who.tenant, version::Collection::kConversations, who.user.value);
    ids = std::move(read);
  }
  // Without a log nobody notes what changes.
  const bool keep = ids != kept && !ids->at.log.empty() && !txn.failed();
  if (keep) cache.kept.Keep(who.user, ids);
  return PageOf(ids->shown, limit, offset);
}

}  // namespace koine::history
