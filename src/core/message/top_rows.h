#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/message/top.h"
#include "store/txn.h"

// All SQL on what stands on top of a conversation.
namespace koine::message {

// The seq of the message on top; 0 = none.
std::int64_t FindTopSeq(store::Txn& txn, TenantId tenant, ConversationId conversation);
void SetTopSeq(store::Txn& txn, TenantId tenant, ConversationId conversation, std::int64_t seq,
               UserId by);
std::optional<Top> FindTopOf(store::Txn& txn, TenantId tenant, ConversationId conversation);
void SetTopText(store::Txn& txn, TenantId tenant, ConversationId conversation,
                const std::string& text, UserId by);
// Whether the user deleted this message for themselves.
bool IsHiddenFor(store::Txn& txn, TenantId tenant, ConversationId conversation, std::int64_t seq,
                 UserId user);

}  // namespace koine::message
