#pragma once

#include <span>
#include <vector>

#include "core/office/ding/notice.h"
#include "core/webhook/webhook.h"
#include "store/txn.h"

// DINGs as texts and calls (ruoyi 7): what the gateway of whoever runs the server is told, once for
// each receiver, out of the deliveries of core/webhook, which are tried again until it takes them.
// The core's own: rows of a dialect have verbs.
namespace koine::ding {

// Puts a delivery for each of them who has a number, with the ding's way, which is not kApp.
// Without a gateway it does nothing, and they have the ding in the app alone.
void ReachByGateway(store::Txn& txn, TenantId tenant, Ding* ding, const Person& sender,
                    std::span<const UserId> users);

// What became of such deliveries, in the transaction that writes it; others are passed over. Those
// that will be tried again still wait.
void SettleReached(store::Txn& txn, std::span<const webhook::Outcome> outcomes);

}  // namespace koine::ding
