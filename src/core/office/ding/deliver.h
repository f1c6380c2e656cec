#pragma once

#include "core/office/ding/notice.h"
#include "store/txn.h"

// How a DING reaches its receivers. The core's own: rows of a dialect have verbs.
namespace koine::ding {

// Delivers it to the first receivers; a job goes on with the others. The ding is as it is now.
void Begin(store::Txn& txn, TenantId tenant, Ding* ding);
// Has it begin at its time.
void Plan(store::Txn& txn, TenantId tenant, const Ding& ding);
void Forget(store::Txn& txn, DingId id);

// Tells the sender's sessions of that receipt.
void TellSender(store::Txn& txn, TenantId tenant, const Ding& ding, event::DingAction action,
                const Receipt& receipt, const Person& receiver);

}  // namespace koine::ding
