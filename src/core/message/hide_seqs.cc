// Messages hidden from one user, by number (openim 5.5).

#include <algorithm>
#include <iterator>
#include <utility>

#include "core/change/change.h"
#include "core/event/event.h"
#include "core/message/mark.h"
#include "core/message/mark_rows.h"

namespace koine::message {

Status HideSeqs(store::Txn& txn, const access::Seated& place, std::span<const std::int64_t> seqs,
                bool everywhere) {
  if (seqs.size() > kHideSeqsMax) return FieldError(Code::kTooLarge, "seqs");
  const access::Principal& who = place.who();
  const access::VisibleRange visible = place.visible();
  std::vector<std::int64_t> wanted;
  std::copy_if(seqs.begin(), seqs.end(), std::back_inserter(wanted),
               [&visible](std::int64_t seq) { return visible.Has(seq); });
  const ConversationId conversation = place.conversation().id;
  event::MessagesDeleted deleted;
  for (const ShownMessage& one :
       ListShownMessages(txn, who.tenant, who.user, conversation, wanted)) {
    deleted.messages.push_back(one.id.value);
    deleted.seqs.push_back(one.seq);
  }
  if (deleted.seqs.empty()) return Ok();
  InsertHidden(txn, who.tenant, who.user, deleted.messages);
  const change::Change change = change::DeletionOf(conversation, deleted.seqs, who.user);
  event::Event event = HiddenFrom(who, place.conversation().place(), std::move(deleted));
  if (everywhere) {
    change::AppendOwn(txn, who.user, change, std::move(event));
  } else {
    event::Emit(txn, std::move(event));
  }
  return Ok();
}

}  // namespace koine::message
