#include "core/history/sync.h"

#include "core/history/sync_rows.h"

namespace koine::history {

std::vector<Handle> FindHandles(store::Txn& txn, const access::Principal& who,
                                std::span<const std::int64_t> users) {
  return FindHandles(txn, who.tenant, users);
}

std::vector<SyncEntry> ListEntries(store::Txn& txn, const access::Principal& who,
                                   std::span<const Wanted> wanted) {
  std::vector<std::int64_t> places, seqs;
  for (const Wanted& one : wanted) {
    if (!one.seat->visible().Has(one.seq)) continue;
    places.push_back(one.seat->conversation.id.value);
    seqs.push_back(one.seq);
  }
  return ListEntries(txn, who.tenant, who.user, places, seqs);
}

std::vector<Last> ListLast(store::Txn& txn, const access::Principal& who,
                           std::span<const SyncSeat* const> seats) {
  std::vector<std::int64_t> places, from, to;
  for (const SyncSeat* seat : seats) {
    const access::VisibleRange visible = seat->visible();
    if (visible.to < visible.from) continue;
    places.push_back(seat->conversation.id.value);
    from.push_back(visible.from);
    to.push_back(visible.to);
  }
  return ListLast(txn, who.tenant, who.user, places, from, to);
}

}  // namespace koine::history
