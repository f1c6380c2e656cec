#include "core/change/change.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "base/require.h"
#include "core/change/rows.h"
#include "core/event/event.h"

namespace koine::change {

namespace {

// Gives the change its number, and publishes the event as it.
std::int64_t Put(store::Txn& txn, std::int64_t stream, std::int64_t number, const Change& change,
                 event::Event event, bool log) {
  event.at = txn.now_ms();
  event.change_seq = number;
  // Readers of the event log find it there; its position is the change's.
  if (log) event::Keep(txn, event);
  const TenantId tenant = event.tenant;
  return Insert(txn, tenant, stream, number, change,
                std::make_shared<const event::Event>(std::move(event)));
}

std::int64_t PutNext(store::Txn& txn, access::ConversationState* conversation, const Change& change,
                     event::Event event, bool log) {
  conversation->change_seq += 1;
  event.place = conversation->place();
  SetLast(txn, event.tenant, conversation->id, conversation->change_seq);
  return Put(txn, StreamOf(conversation->id), conversation->change_seq, change, std::move(event),
             log);
}

}  // namespace

Change DeletionOf(ConversationId conversation, const std::vector<std::int64_t>& seqs,
                  UserId actor) {
  KOINE_REQUIRE(!seqs.empty());
  Change out{Kind::kDelete, seqs.front(), seqs.back(), actor, {}, {}};
  out.data = json::ToText(Deleted{conversation, seqs});
  return out;
}

std::int64_t Append(store::Txn& txn, access::ConversationState* conversation, const Change& change,
                    event::Event event) {
  if (conversation->with_oneself()) {
    Change own = change;
    // A user's stream has no conversation that would tell where the messages are.
    if (own.data.empty()) own.data = json::ToText(Deleted{conversation->id, {change.seq}});
    event.place = conversation->place();
    event.users = {conversation->pair_lo};
    return AppendOwn(txn, conversation->pair_lo, own, std::move(event));
  }
  event.to_members = true;
  return PutNext(txn, conversation, change, std::move(event), true);
}

std::int64_t AppendTip(store::Txn& txn, access::ConversationState* conversation, UserId user,
                       const Tip& tip, event::Event event) {
  event.users = {user};
  event.targets = {user};
  const std::int64_t seq = conversation->last_seq;
  const Change change{Kind::kTip, seq, seq, event.actor, user, json::ToText(tip)};
  return PutNext(txn, conversation, change, std::move(event), true);
}

void AppendRead(store::Txn& txn, access::ConversationState* conversation, Change change,
                event::Event event) {
  const std::int64_t stream = StreamOf(conversation->id);
  const std::int64_t before = conversation->change_seq;
  const auto last = Find(txn, event.tenant, stream, before);
  if (last && last->kind == Kind::kRead && last->actor == change.actor) {
    Delete(txn, event.tenant, stream, before);
    change.seq = std::min(change.seq, last->seq);
    change.to_seq = std::max(change.to_seq, last->to_seq);
  }
  event.to_members = true;
  // Readings are many, and no reader of the log looks for them.
  PutNext(txn, conversation, change, std::move(event), false);
}

std::int64_t AppendOwn(store::Txn& txn, UserId user, const Change& change, event::Event event) {
  const std::int64_t number = NextOwn(txn, event.tenant, user);
  event.own_stream = true;
  return Put(txn, StreamOf(user), number, change, std::move(event), true);
}

}  // namespace koine::change
