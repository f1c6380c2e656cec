#include "core/conversation/places.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <memory>
#include <span>
#include <unordered_set>
#include <utility>

#include "core/conversation/rows.h"

namespace koine::conversation {

namespace {

using Ids = std::vector<std::int64_t>;

// After more messages and events of all the places are read anew.
constexpr std::int64_t kPositionsMax = 1'000;
// Events are kept for longer than that.
constexpr std::int64_t kAgeMsMax = 10 * 60 * 1000LL;

bool Shows(Listing listing, const ListPlace& place) {
  return listing == Listing::kAll || place.direct == (listing == Listing::kDirect);
}

PlacesPage PageOf(std::span<const ListPlace> sorted, Listing listing, std::int64_t limit,
                  std::int64_t offset) {
  PlacesPage out;
  for (const ListPlace& place : sorted) {
    if (!Shows(listing, place)) continue;
    const std::int64_t index = out.total++;
    if (index >= offset && index - offset < limit) out.ids.push_back(place.conversation);
  }
  return out;
}

// All places, of which these are read anew and the others stand where they stood.
std::vector<ListPlace> MovedIn(store::Txn& txn, const access::Principal& who,
                               const std::vector<ListPlace>& all, const Ids& changed) {
  const std::unordered_set<std::int64_t> moved(changed.begin(), changed.end());
  std::vector<ListPlace> out = ListPlacesOf(txn, who, Ids(moved.begin(), moved.end()));
  out.reserve(out.size() + all.size());
  const auto come = std::ssize(out);
  std::ranges::copy_if(all, std::back_inserter(out), [&moved](const ListPlace& place) {
    return !moved.contains(place.conversation);
  });
  std::ranges::inplace_merge(out, out.begin() + come, std::greater());
  return out;
}

// What was kept, with what the log and the version tell of since; null where that is too much, or
// may not be there any more.
std::shared_ptr<const KeptPlaces> BroughtUp(store::Txn& txn, const access::Principal& who,
                                            const std::shared_ptr<const KeptPlaces>& kept) {
  const std::int64_t position = txn.SnapshotPosition(), now_ms = txn.now_ms();
  if (position < kept->position || position - kept->position > kPositionsMax) return nullptr;
  if (now_ms - kept->read_at_ms > kAgeMsMax) return nullptr;
  version::Delta since = version::Since(txn, who.tenant, version::Collection::kConversations,
                                        who.user.value, kept->at);
  if (since.full) return nullptr;
  Ids changed = since.changed();
  // Where nothing was said a place is where it was changed last, and not every change is told of.
  for (const ListPlace& place : kept->all) {
    if (place.silent) changed.push_back(place.conversation);
  }
  if (position > kept->position) {
    const Ids touched = ListTouched(txn, who.tenant, kept->position, position);
    changed.insert(changed.end(), touched.begin(), touched.end());
  } else if (changed.empty()) {
    return kept;
  }
  auto out = std::make_shared<KeptPlaces>();
  out->at = std::move(since.now);
  out->position = position;
  out->read_at_ms = now_ms;
  out->all = MovedIn(txn, who, kept->all, changed);
  return out;
}

}  // namespace

PlacesPage ListPage(store::Txn& txn, const access::Principal& who, PlacesCache& cache,
                    Listing listing, std::int64_t limit, std::int64_t offset) {
  if (listing == Listing::kUnread) {
    return PageOf(ListPlaces(txn, who, true), Listing::kAll, limit, offset);
  }
  const auto kept = cache.kept.Find(who.user);
  auto places = kept == nullptr ? nullptr : BroughtUp(txn, who, kept);
  if (places == nullptr) {
    auto read = std::make_shared<KeptPlaces>();
    read->all = ListPlaces(txn, who, false);
    if (read->all.size() < cache.busy) return PageOf(read->all, listing, limit, offset);
    read->at =
        version::Current(txn, who.tenant, version::Collection::kConversations, who.user.value);
    read->position = txn.SnapshotPosition();
    read->read_at_ms = txn.now_ms();
    places = std::move(read);
  }
  // Without a log nobody notes what changes.
  const bool keep = places != kept && !places->at.log.empty() && !txn.failed();
  if (keep) cache.kept.Keep(who.user, places);
  return PageOf(places->all, listing, limit, offset);
}

}  // namespace koine::conversation
