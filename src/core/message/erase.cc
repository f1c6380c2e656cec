// Messages deleted for everybody, by number (openim 5.5).

#include <algorithm>
#include <utility>

#include "core/audit/audit.h"
#include "core/change/change.h"
#include "core/event/event.h"
#include "core/message/revise.h"
#include "core/message/revise_rows.h"

namespace koine::message {

namespace {

// Erases those of `seqs` that are there and in `range`. Returns what everybody else is to hear;
// nothing was there when it names nothing.
event::MessagesDeleted EraseIn(store::Txn& txn, TenantId tenant, ConversationId conversation,
                               const access::VisibleRange& range,
                               std::span<const std::int64_t> seqs) {
  event::MessagesDeleted out;
  out.for_all = true;
  std::vector<std::int64_t> wanted;
  std::copy_if(seqs.begin(), seqs.end(), std::back_inserter(wanted),
               [&range](std::int64_t seq) { return range.Has(seq); });
  if (wanted.empty()) return out;
  for (const Doomed& one : FindDoomed(txn, tenant, conversation, wanted)) {
    out.messages.push_back(one.id.value);
    out.seqs.push_back(one.seq);
  }
  if (!out.seqs.empty()) Erase(txn, tenant, conversation, out.seqs);
  return out;
}

event::Event EventOf(const access::Principal& who, const access::ConversationState& conversation,
                     event::MessagesDeleted deleted) {
  event::Event event;
  event.tenant = who.tenant;
  event.actor = who.user;
  event.place = conversation.place();
  event.to_members = true;
  event.payload = std::move(deleted);
  return event;
}

}  // namespace

Status EraseForAll(store::Txn& txn, const access::Member& place,
                   std::span<const std::int64_t> seqs) {
  if (seqs.size() > kEraseMax) return FieldError(Code::kTooLarge, "seqs");
  const access::Principal& who = place.who();
  access::ConversationState state = place.conversation();
  auto deleted = EraseIn(txn, who.tenant, state.id, place.visible(), seqs);
  if (deleted.seqs.empty()) return Ok();
  const change::Change change = change::DeletionOf(state.id, deleted.seqs, who.user);
  change::Append(txn, &state, change, EventOf(who, state, std::move(deleted)));
  return Ok();
}

Result<std::int64_t> EraseAsAdmin(store::Txn& txn, const access::AnyConversation& place,
                                  std::span<const std::int64_t> seqs, std::string_view address) {
  if (seqs.size() > kEraseMax) return FieldError(Code::kTooLarge, "seqs");
  const access::Principal& who = place.who();
  const access::ConversationState& state = place.conversation();
  auto deleted = EraseIn(txn, who.tenant, state.id, {1, state.last_seq}, seqs);
  const auto count = static_cast<std::int64_t>(deleted.seqs.size());
  if (count == 0) return count;
  std::string target = "message ";
  for (const std::int64_t id : deleted.messages) {
    if (target.back() != ' ') target += ',';
    target += std::to_string(id);
  }
  // No change of the conversation: a client that keeps a copy finds out when it reads it again.
  event::Emit(txn, EventOf(who, state, std::move(deleted)));
  audit::Record(txn, who, "message.delete", target, "ok", address);
  return count;
}

}  // namespace koine::message
