#pragma once

#include <string>

#include "core/access/principal.h"
#include "core/event/event.h"
#include "store/txn.h"

// Who is told when a user comes, goes or says how available they are: their contacts, and those
// they share a small conversation with. Never stored (mapping P7).
namespace koine::conversation {

inline constexpr int kPresenceHearersMax = 5000;
// Larger groups do not hear of a member's presence.
inline constexpr int kPresenceMembersMax = 100;

void TellPresence(store::Txn& txn, TenantId tenant, event::PresenceChanged change);
// `status` is one of the dialect's words ("online", "busy", "away").
void TellStatus(store::Txn& txn, TenantId tenant, UserId user, std::string status,
                int hearers_max = kPresenceHearersMax);

}  // namespace koine::conversation
