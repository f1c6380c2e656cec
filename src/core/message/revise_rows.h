#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/ids.h"
#include "core/access/state.h"
#include "core/message/revise.h"
#include "store/txn.h"

// All SQL that alters stored messages: recalled, edited, deleted for all.
namespace koine::message {

// False when it was recalled or deleted before.
bool SetRecalled(store::Txn& txn, TenantId tenant, ConversationId conversation, std::int64_t seq,
                 UserId by);
// A message that nobody reads names nobody.
void DeleteMentions(store::Txn& txn, TenantId tenant, ConversationId conversation,
                    std::span<const std::int64_t> seqs);

// Replaces the text of a message; false when it was recalled or deleted before.
bool SetBody(store::Txn& txn, TenantId tenant, ConversationId conversation, std::int64_t seq,
             const std::string& body, std::int64_t edited_at);
// The same with what its dialect keeps beside it; empty: nothing.
bool SetContent(store::Txn& txn, TenantId tenant, ConversationId conversation, std::int64_t seq,
                const std::string& body, const std::string& raw, std::int64_t edited_at);
void InsertEdit(store::Txn& txn, TenantId tenant, ConversationId conversation, const Edit& edit);
// The edits of a message, the oldest first, at most `limit`.
std::vector<Edit> ListEdits(store::Txn& txn, TenantId tenant, ConversationId conversation,
                            std::int64_t seq, int limit);

// A message that may be deleted for all, with what its conversation's change needs.
struct Doomed {
  MessageId id;
  std::int64_t seq = 0;
  access::ConversationState conversation;  // id, kind, pair and change_seq only
};
// Of `ids` those that are not deleted yet, by conversation and seq; their conversations are locked.
std::vector<Doomed> LockDoomed(store::Txn& txn, TenantId tenant, std::span<const std::int64_t> ids);
// Of one conversation, which the transaction holds, those of `seqs` that are not deleted yet, by
// seq; without the conversation.
std::vector<Doomed> FindDoomed(store::Txn& txn, TenantId tenant, ConversationId conversation,
                               std::span<const std::int64_t> seqs);
// Erases the bodies of these messages, old and new, and what hangs on them.
void Erase(store::Txn& txn, TenantId tenant, ConversationId conversation,
           std::span<const std::int64_t> seqs);

}  // namespace koine::message
