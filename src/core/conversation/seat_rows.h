#pragma once

#include <cstdint>
#include <span>

#include "core/conversation/seat_settings.h"
#include "core/conversation/system.h"
#include "store/txn.h"

// All SQL on the settings of a conversation that a user makes for themselves, and on what is gone
// of it.
namespace koine::conversation {

void SetSettings(store::Txn& txn, TenantId tenant, ConversationId conversation, UserId user,
                 const Settings& settings);
// Off the user's list up to the present end, or cleared up to there; both leave nothing unread.
void HideFor(store::Txn& txn, TenantId tenant, UserId user,
             std::span<const std::int64_t> conversations);
void ClearFor(store::Txn& txn, TenantId tenant, UserId user,
              std::span<const std::int64_t> conversations);
// Cleared up to the present end for all that are or will be in it.
void ClearForAll(store::Txn& txn, TenantId tenant, std::span<const std::int64_t> conversations);

}  // namespace koine::conversation
