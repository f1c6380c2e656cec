#pragma once

#include "base/result.h"
#include "core/access/principal.h"
#include "core/erasure/erasure.h"
#include "store/txn.h"

namespace koine::erasure {

// Ends an account with all its contacts, requests and seats in groups; those who knew the user hear
// it. Their messages and chats of two stay under the name of nobody, or go (`said`). Refused as
// identity::CloseAccount and CheckSettled.
Status Deregister(store::Txn& txn, const access::Principal& who, UserId user,
                  Said said = Said::kBySetting);

}  // namespace koine::erasure
