#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>

#include "base/ids.h"
#include "store/txn.h"

// All SQL on what stands on top of a conversation.
namespace koine::message {

// The seq of the message on top; 0 = none.
std::int64_t FindTopSeq(store::Txn& txn, TenantId tenant, ConversationId conversation);
void SetTopSeq(store::Txn& txn, TenantId tenant, ConversationId conversation, std::int64_t seq,
               UserId by);
// What is on top, message or text, who put it there and when (ms).
struct Top {
  std::int64_t seq = 0;
  std::string text;
  UserId by;
  std::int64_t at = 0;
};
std::optional<Top> FindTopOf(store::Txn& txn, TenantId tenant, ConversationId conversation);
// Of those of these conversations that have something on top.
std::map<ConversationId, Top> ListTops(store::Txn& txn, TenantId tenant,
                                       std::span<const std::int64_t> conversations);
void SetTopText(store::Txn& txn, TenantId tenant, ConversationId conversation,
                const std::string& text, UserId by);
// Whether the user deleted this message for himself.
bool IsHiddenFor(store::Txn& txn, TenantId tenant, ConversationId conversation, std::int64_t seq,
                 UserId user);

}  // namespace koine::message
