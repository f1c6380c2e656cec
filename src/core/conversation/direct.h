#pragma once

#include <optional>
#include <span>
#include <vector>

#include "base/result.h"
#include "core/access/doors.h"
#include "store/txn.h"

namespace koine::conversation {

// The one conversation of the principal with `peer`, if there is one.
std::optional<ConversationId> FindDirect(store::Txn& txn, const access::Principal& who,
                                         UserId peer);
// Of pairs of users, the direct conversations that there are, in no order: ids for those who have
// the right of an administrator there, which their doors ask for.
struct DirectOf {
  UserId lo, hi;  // in a question in any order
  ConversationId id;
};
std::vector<DirectOf> FindDirects(store::Txn& txn, const access::Principal& who,
                                  std::span<const DirectOf> pairs);

// The one conversation of the principal with `peer`, made if missing and listed again for the
// principal if hidden (ruoyi 4.2, mapping 6). Idempotent. kSelfTarget; kUserNotFound "receiver".
Result<ConversationId> OpenDirect(store::Txn& txn, const access::Principal& who, UserId peer);

// The one in which the principal, who is the account of the server, speaks to `peer`: of kind
// kSystem, made if missing. kWrongKind when the two have another.
Result<access::Member> SystemPlace(store::Txn& txn, const access::Principal& who, UserId peer);

// The same as OpenDirect, as a place to send to.
Result<access::Member> DirectPlace(store::Txn& txn, const access::Principal& who, UserId peer);

}  // namespace koine::conversation
