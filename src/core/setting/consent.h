#pragma once

#include <cstdint>
#include <span>

#include "base/result.h"
#include "core/access/principal.h"
#include "store/txn.h"

// Whom somebody may bring into a group without asking (mapping 15.11).
namespace koine::setting {

// Whether all of `users` let `by` do so: they do not block `by`, and allow it to everybody, or to
// their contacts, of whom `by` is one (setting::kAddToGroups). kBlockedByPeer; kPeerRefuses
// "group".
Status LetBring(store::Txn& txn, TenantId tenant, UserId by, std::span<const std::int64_t> users);

}  // namespace koine::setting
