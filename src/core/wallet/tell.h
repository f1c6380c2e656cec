#pragma once

#include "core/wallet/order.h"
#include "store/txn.h"

namespace koine::wallet {

// Tells the user what became of his order: an event to his sessions, and a line in his list of
// notifications (mapping 9.4).
void TellOrder(store::Txn& txn, TenantId tenant, const Order& order);

}  // namespace koine::wallet
