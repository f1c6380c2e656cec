#pragma once

#include <string>
#include <string_view>

#include "base/ids.h"
#include "store/txn.h"

// What opens a hidden group to who holds it (core/access/sight).
namespace koine::group {

// Empty: nothing yet.
std::string FindInvitation(store::Txn& txn, TenantId tenant, ConversationId group);
void SetInvitation(store::Txn& txn, TenantId tenant, ConversationId group, std::string_view code);

}  // namespace koine::group
