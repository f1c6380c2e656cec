#pragma once

#include "base/result.h"
#include "core/access/doors.h"
#include "store/txn.h"

namespace koine::conversation {

// The one conversation of the principal with `peer`, made if missing and listed again for him if
// hidden (ruoyi 4.2, mapping 6). Idempotent. kSelfTarget; kUserNotFound "receiver".
Result<ConversationId> OpenDirect(store::Txn& txn, const access::Principal& who, UserId peer);

// The same, as a place to send to.
Result<access::Member> DirectPlace(store::Txn& txn, const access::Principal& who, UserId peer);

}  // namespace koine::conversation
