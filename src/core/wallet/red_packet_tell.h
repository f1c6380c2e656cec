#pragma once

#include "core/access/doors.h"
#include "core/wallet/red_packet.h"
#include "store/txn.h"

namespace koine::wallet {

// Tells the sender and `place.who()` that the latter took a share (mapping 9.4).
void TellTaken(store::Txn& txn, const access::Member& place, const Packet& packet);
// Tells the sender what came back to them: `packet.left_cents`.
void TellRefund(store::Txn& txn, TenantId tenant, const Packet& packet);

}  // namespace koine::wallet
