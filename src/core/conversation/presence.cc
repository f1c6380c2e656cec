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

void TellPresence(store::Txn& txn, TenantId tenant, UserId user, bool online) {
  Tell(txn, tenant, user, event::PresenceChanged{user, online}, kPresenceHearersMax);
}

void TellStatus(store::Txn& txn, TenantId tenant, UserId user, std::string status,
                int hearers_max) {
  Tell(txn, tenant, user, event::StatusChanged{user, std::move(status)}, hearers_max);
}

}  // namespace koine::conversation
