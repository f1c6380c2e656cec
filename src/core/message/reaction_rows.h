#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "core/message/reaction.h"
#include "store/txn.h"

// All SQL on reaction.
namespace koine::message {

std::optional<Reaction> FindReaction(store::Txn& txn, TenantId tenant, ConversationId conversation,
                                     std::int64_t seq, UserId user);
// Writes or replaces the user's one; returns its id.
std::int64_t PutReaction(store::Txn& txn, TenantId tenant, ConversationId conversation,
                         std::int64_t seq, UserId user, std::string_view emoji,
                         std::string_view kind);
bool DeleteReaction(store::Txn& txn, TenantId tenant, ConversationId conversation, std::int64_t seq,
                    UserId user);
// The reactions to a message, the oldest first, at most `limit`.
std::vector<Reaction> ListReactionsOf(store::Txn& txn, TenantId tenant, ConversationId conversation,
                                      std::int64_t seq, int limit);

// One user of one emoji under one message, as part of a group: how many there are in all and
// whether the reader is among them.
struct ReactionPart {
  std::int64_t seq = 0;
  std::string emoji, kind;
  UserId user;
  std::int64_t count = 0;
  bool mine = false;
};
// Of messages with from <= seq <= to, by seq, the commonest emoji first; at most `users` parts of
// each emoji.
std::vector<ReactionPart> ListReactionParts(store::Txn& txn, TenantId tenant,
                                            ConversationId conversation, UserId reader,
                                            std::int64_t from, std::int64_t to, int users);

}  // namespace koine::message
