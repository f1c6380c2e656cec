#include "core/change/stream.h"

#include <map>
#include <utility>

#include "core/change/rows.h"
#include "core/event/event.h"

namespace koine::change {

namespace {

// Whether a change of a conversation concerns who may read these messages of it.
bool Concerns(const Change& change, const access::VisibleRange& visible, UserId user) {
  if (change.visible_to && change.visible_to != user) return false;
  if (change.to_seq == 0) return true;
  return change.seq <= visible.to && change.to_seq >= visible.from;
}

}  // namespace

UserId OwnerOf(const event::Event& event) {
  const bool with_oneself = event.place.lo && event.place.lo == event.place.hi;
  return with_oneself ? event.place.lo : event.actor;
}

std::int64_t StreamOf(const event::Event& event) {
  return event.own_stream ? StreamOf(OwnerOf(event)) : StreamOf(event.place.id);
}

std::vector<Entry> ListFor(store::Txn& txn, const access::Principal& who,
                           std::span<const Range> ranges) {
  const std::int64_t own = StreamOf(who.user);
  std::map<std::int64_t, access::VisibleRange> visible;
  for (const Range& range : ranges) visible.emplace(range.stream, range.visible);
  std::vector<Entry> out = List(txn, who.tenant, ranges);
  std::erase_if(out, [&](const Entry& entry) {
    if (entry.stream < 0) return entry.stream != own;
    return !Concerns(entry.change, visible[entry.stream], who.user);
  });
  return out;
}

std::optional<Entry> FindTold(store::Txn& txn, const event::Event& event) {
  const Range range{StreamOf(event), event.change_seq, event.change_seq, {}};
  std::vector<Entry> found = List(txn, event.tenant, {&range, 1});
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::int64_t SweepChanges(store::Txn& txn, int limit) {
  return Prune(txn, txn.now_ms() - kKeepMs, limit);
}

}  // namespace koine::change
