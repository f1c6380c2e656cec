#include "core/history/tops.h"

#include <utility>
#include <vector>

#include "core/history/sync_rows.h"

namespace koine::history {

std::map<ConversationId, ShownTop> ListTops(store::Txn& txn, const access::Principal& who,
                                            std::span<const std::int64_t> groups) {
  std::map<ConversationId, message::Top> tops = message::ListTops(txn, who, groups);
  std::map<ConversationId, ShownTop> out;
  std::vector<std::int64_t> places, seqs;
  for (auto& [id, top] : tops) {
    if (top.seq == 0) {
      out.emplace(id, ShownTop{top, std::nullopt});
      continue;
    }
    places.push_back(id.value);
    seqs.push_back(top.seq);
  }
  for (SyncEntry& entry : ListEntries(txn, who.tenant, UserId(), places, seqs)) {
    if (entry.message.recalled() || entry.message.deleted_at > 0) continue;
    const ConversationId id = entry.message.conversation;
    out.emplace(id, ShownTop{std::move(tops.at(id)), std::move(entry.message)});
  }
  return out;
}

}  // namespace koine::history
