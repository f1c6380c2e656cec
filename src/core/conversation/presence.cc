#include "core/conversation/presence.h"

#include <utility>

#include "core/conversation/rows.h"
#include "core/event/event.h"

namespace koine::conversation {

namespace {

void Tell(store::Txn& txn, TenantId tenant, UserId user, event::Payload payload) {
  event::Event event;
  event.tenant = tenant;
  event.actor = user;
  event.users = ListPresenceAudience(txn, tenant, user, kPresenceMembersMax, kPresenceHearersMax);
  event.payload = std::move(payload);
  event::EmitTransient(txn, std::move(event));
}

}  // namespace

void TellPresence(store::Txn& txn, TenantId tenant, UserId user, bool online) {
  Tell(txn, tenant, user, event::PresenceChanged{user, online});
}

void TellStatus(store::Txn& txn, const access::Principal& who, std::string status) {
  Tell(txn, who.tenant, who.user, event::StatusChanged{who.user, std::move(status)});
}

}  // namespace koine::conversation
