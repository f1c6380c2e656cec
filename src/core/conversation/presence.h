#pragma once

#include <string>

#include "core/access/principal.h"
#include "core/event/event.h"
#include "store/txn.h"

// Who is told when somebody comes, goes or says how available he is: his contacts, and those he
// shares a small conversation with. Never stored (mapping P7).
namespace koine::conversation {

inline constexpr int kPresenceHearersMax = 5000;
// Larger groups do not hear of a member's presence.
inline constexpr int kPresenceMembersMax = 100;

void TellPresence(store::Txn& txn, TenantId tenant, event::PresenceChanged change);
// `status` is one of the dialect's words ("online", "busy", "away").
void TellStatus(store::Txn& txn, TenantId tenant, UserId user, std::string status,
                int hearers_max = kPresenceHearersMax);

}  // namespace koine::conversation
