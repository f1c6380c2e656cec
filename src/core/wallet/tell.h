#pragma once

#include "core/wallet/order.h"
#include "store/txn.h"

namespace koine::wallet {

// Tells the user what became of their order: an event to their sessions, and a line in their list
// of notifications (mapping 9.4).
void TellOrder(store::Txn& txn, TenantId tenant, const Order& order);

}  // namespace koine::wallet
