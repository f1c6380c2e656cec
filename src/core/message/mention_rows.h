#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/identity/user.h"
#include "core/message/mention.h"
#include "store/txn.h"

// All SQL on who is mentioned and has not seen it.
namespace koine::message {

// An active member who is no disabled user, with their name in the group.
struct MemberName {
  identity::User user;   // id, names and avatar only
  std::string nickname;  // in the group; may be empty
};
// All but `but`, owner and administrators first, then by entry; at most `limit`.
std::vector<MemberName> ListMemberNames(store::Txn& txn, TenantId tenant,
                                        ConversationId conversation, UserId but, int limit);

// The newest first, at most `limit`: found among the conversations with unread messages, through
// an index of each, so what was read long ago costs nothing.
std::vector<UnreadMention> ListUnreadMentions(store::Txn& txn, TenantId tenant, UserId user,
                                              int limit);
// How many there are, counted up to `limit`.
std::int64_t CountUnreadMentions(store::Txn& txn, TenantId tenant, UserId user, int limit);

// Marks those of the messages that mention the user as seen by them; others are passed over.
void InsertSeenMentions(store::Txn& txn, TenantId tenant, UserId user,
                        std::span<const std::int64_t> messages);

}  // namespace koine::message
