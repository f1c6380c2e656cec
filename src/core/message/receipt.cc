#include "core/message/receipt.h"

#include <algorithm>

#include "core/event/event.h"
#include "core/message/read.h"
#include "core/message/rows.h"

namespace koine::message {

namespace {

// How many of these sorted numbers are at least `least`.
std::int64_t AtLeast(const std::vector<std::int64_t>& sorted, std::int64_t least) {
  return sorted.end() - std::lower_bound(sorted.begin(), sorted.end(), least);
}

}  // namespace

Readings::Readings(store::Txn& txn, TenantId tenant, std::span<const std::int64_t> groups) {
  for (const Shown& one : ListShown(txn, tenant, groups, kReadMarkMembersMax)) {
    Group& group = groups_[one.conversation];
    // Who came later counts for nothing before: the two lists differ by those who have read.
    const Range range{one.from, std::max(one.to, one.from - 1)};
    group.members[one.user] = range;
    group.from.push_back(range.from);
    group.to.push_back(range.to);
  }
  for (auto& [id, group] : groups_) {
    std::sort(group.from.begin(), group.from.end());
    std::sort(group.to.begin(), group.to.end());
  }
}

Readings::Count Readings::Of(ConversationId id, std::int64_t seq, UserId sender) const {
  const auto it = groups_.find(id);
  if (it == groups_.end()) return {};
  const Group& group = it->second;
  const std::int64_t later = AtLeast(group.from, seq + 1);
  std::int64_t others = static_cast<std::int64_t>(group.members.size()) - later;
  std::int64_t read = AtLeast(group.to, seq) - later;
  const auto own = group.members.find(sender);
  if (own != group.members.end()) {
    others -= own->second.Sees(seq) ? 1 : 0;
    read -= own->second.Read(seq) ? 1 : 0;
  }
  return {read, others > 0 && read == others};
}

std::vector<event::Receipt> NewReceipts(store::Txn& txn, const access::Seated& place,
                                        std::int64_t to) {
  const auto& conversation = place.conversation();
  const std::int64_t shown = place.member().receipt_seq;
  if (conversation.receipt_seq <= shown) return {};
  const TenantId tenant = place.who().tenant;
  const std::int64_t from = std::max(shown + 1, place.visible().from);
  const auto found =
      ListReceipted(txn, tenant, conversation.id, place.who().user, from, to, event::kReceiptsMax);
  if (found.empty()) return {};
  const std::int64_t groups[] = {conversation.id.value};
  const Readings readings(txn, tenant, groups);
  std::vector<event::Receipt> out;
  for (auto it = found.rbegin(); it != found.rend(); ++it) {
    const Readings::Count count = readings.Of(conversation.id, it->seq, it->sender);
    out.push_back({it->id, it->seq, count.read, count.all});
  }
  return out;
}

}  // namespace koine::message
