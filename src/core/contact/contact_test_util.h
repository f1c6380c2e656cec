#pragma once

#include "base/ids.h"
#include "store/txn.h"

namespace koine::contact {

// The two are contacts of each other, and nobody hears of it.
void MakeFriends(store::Txn& txn, TenantId tenant, UserId a, UserId b);

}  // namespace koine::contact
