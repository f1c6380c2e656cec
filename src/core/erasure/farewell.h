#pragma once

#include "base/result.h"
#include "core/access/principal.h"
#include "store/job.h"
#include "store/txn.h"

// What is settled before and after an account ends (mapping 9.1).
namespace koine::erasure {

// Nobody could reach the money of an account that is gone. kBadState "money" while something is in
// it, an order is open or a red packet of theirs is not over. REQUIRES: the user's row is locked
Status CheckSettled(store::Txn& txn, TenantId tenant, UserId user);

// The user leaves their groups, the first ones now, the others by a job; those they own go to the
// administrator, else the member, of longest standing, or end when nobody is left.
inline constexpr int kGroupsAtOnce = 50;
Status LeaveGroups(store::Txn& txn, TenantId tenant, UserId user);

void AddFarewellJobs(store::JobRunner& jobs);

}  // namespace koine::erasure
