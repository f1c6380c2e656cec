#pragma once

#include "base/ids.h"
#include "store/txn.h"

// The server's own work on bookings; nothing for rows of a dialect.
namespace koine::room {

// Has the bookings to come of somebody whose account ends called off, soon and in slices; whoever
// was to attend is told.
void EndBookings(store::Txn& txn, TenantId tenant, UserId user);

}  // namespace koine::room
