#include "core/history/render.h"

#include <map>
#include <utility>

#include "core/history/sync_rows.h"

namespace koine::history {

namespace {

bool NamesMessage(const change::Entry& entry) {
  return entry.stream < 0 &&
         (entry.change.kind == change::Kind::kRecall || entry.change.kind == change::Kind::kEdit);
}

}  // namespace

std::vector<SyncEntry> ListQuoted(store::Txn& txn, TenantId tenant,
                                  std::span<const body::Message* const> messages) {
  std::vector<std::int64_t> places, seqs;
  for (const body::Message* message : messages) {
    if (message->seq == 0 || message->reply_seq == 0) continue;
    places.push_back(message->conversation.value);
    seqs.push_back(message->reply_seq);
  }
  return ListEntries(txn, tenant, UserId(), places, seqs);
}

std::vector<Mentioned> ListMentioned(store::Txn& txn, TenantId tenant,
                                     std::span<const body::Message* const> messages) {
  std::vector<std::int64_t> places, seqs;
  for (const body::Message* message : messages) {
    places.push_back(message->conversation.value);
    seqs.push_back(message->seq);
  }
  return ListMentioned(txn, tenant, places, seqs);
}

ConversationId PlaceOfOwn(const change::Entry& entry) {
  if (entry.stream > 0 || entry.change.kind == change::Kind::kBusiness) return {};
  const auto named = json::Parse<change::Deleted>(entry.change.data);
  return named.ok() ? named->conversation : ConversationId();
}

void NameOwnMessages(store::Txn& txn, TenantId tenant, std::vector<change::Entry>* entries) {
  std::vector<std::int64_t> places, seqs;
  for (const change::Entry& entry : *entries) {
    if (!NamesMessage(entry)) continue;
    places.push_back(PlaceOfOwn(entry).value);
    seqs.push_back(entry.change.seq);
  }
  if (seqs.empty()) return;
  std::map<std::pair<std::int64_t, std::int64_t>, SyncEntry> found;
  for (SyncEntry& one : ListEntries(txn, tenant, UserId(), places, seqs)) {
    const std::pair at{one.message.conversation.value, one.message.seq};
    found.emplace(at, std::move(one));
  }
  for (change::Entry& entry : *entries) {
    if (!NamesMessage(entry)) continue;
    const auto it = found.find({PlaceOfOwn(entry).value, entry.change.seq});
    if (it == found.end()) continue;
    entry.message = it->second.message.id;
    entry.origin = it->second.message.origin;
    entry.client_id = it->second.message.client_id;
  }
}

}  // namespace koine::history
