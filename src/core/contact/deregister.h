#pragma once

#include "base/result.h"
#include "core/access/principal.h"
#include "store/txn.h"

namespace koine::contact {

// Ends an account with all its contacts and requests; those who knew the user hear it. His messages
// and conversations stay under the name of nobody. Refused as identity::CloseAccount.
Status Deregister(store::Txn& txn, const access::Principal& who, UserId user);

}  // namespace koine::contact
