#include "core/conversation/presence.h"

#include <utility>

#include "core/conversation/rows.h"
#include "core/event/event.h"

namespace koine::conversation {

namespace {

void Tell(store::Txn& txn, TenantId tenant, UserId user, event::Payload payload, int max) {
  event::Event event;
  event.tenant = tenant;
  event.actor = user;
  event.users = ListPresenceAudience(txn, tenant, user, kPresenceMembersMax, max);
  event.payload = std::move(payload);
  event::EmitTransient(txn, std::move(event));
}

}  // namespace

void TellPresence(store::Txn& txn, TenantId tenant, event::PresenceChanged change) {
  const UserId user = change.user;
  Tell(txn, tenant, user, std::move(change), kPresenceHearersMax);
}

void TellStatus(store::Txn& txn, TenantId tenant, UserId user, std::string status,
                int hearers_max) {
  Tell(txn, tenant, user, event::StatusChanged{user, std::move(status)}, hearers_max);
}

}  // namespace koine::conversation
