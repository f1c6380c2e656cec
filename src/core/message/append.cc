#include "core/message/append.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "base/require.h"
#include "core/event/codec.h"
#include "core/event/event.h"
#include "core/message/rows.h"

namespace koine::message {

MessageId AppendMessage(store::Txn& txn, TenantId tenant, access::ConversationState* state,
                        event::MessageCreated created, std::optional<std::int64_t> client_key) {
  body::Message& m = created.message;
  KOINE_REQUIRE(txn.writable() && m.conversation == state->id);
  state->last_seq += 1;
  if (body::Countable(m.body)) state->last_counted += 1;
  state->last_sent_at = std::max(txn.now_ms(), state->last_sent_at + 1);
  m.seq = state->last_seq;
  m.counted = state->last_counted;
  m.sent_at = state->last_sent_at;

  auto event = std::make_shared<event::Event>();
  event->tenant = tenant;
  event->actor = m.sender;
  event->at = m.sent_at;
  event->place = state->place();
  event->to_members = true;
  event->targets = event::TargetsOf(created);
  event->payload = std::move(created);
  const auto& kept = std::get<event::MessageCreated>(event->payload).message;
  AdvanceConversation(txn, tenant, *state);
  return Insert(txn, tenant, kept, client_key, event);
}

void AppendNotice(store::Txn& txn, TenantId tenant, access::ConversationState* state,
                  access::Dialect origin, const Person& actor, body::Notice notice) {
  event::MessageCreated created;
  created.message.conversation = state->id;
  created.message.sender = actor.id;
  created.message.origin = static_cast<std::uint8_t>(origin);
  notice.actor = {actor.id, actor.name};
  created.message.body = std::move(notice);
  created.sender = actor;
  AppendMessage(txn, tenant, state, std::move(created), std::nullopt);
}

}  // namespace koine::message
