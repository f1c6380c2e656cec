#pragma once

#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "core/access/state.h"
#include "store/txn.h"

namespace koine::access {

struct Seat {
  ConversationState conversation;
  MemberState member;
};

// The conversation with one of its members, whatever their states; nothing when either is missing
// or of another tenant. `lock` locks both rows until the end of the transaction, so that what is
// decided on them stands.
std::optional<Seat> FindSeat(store::Txn& txn, TenantId tenant, ConversationId conversation,
                             UserId user, bool lock);

// Seats of one user in these conversations, and seats of these users in one conversation, those
// that there are, by conversation and user. `lock` as above.
std::vector<Seat> ListSeats(store::Txn& txn, TenantId tenant, UserId user,
                            std::span<const std::int64_t> conversations, bool lock);
std::vector<Seat> ListSeatsOf(store::Txn& txn, TenantId tenant, ConversationId conversation,
                              std::span<const std::int64_t> users, bool lock);

// The conversation alone. `lock` locks its row until the end of the transaction: for who acts
// without a seat in it (an administrator of the server, an applicant, a job).
std::optional<ConversationState> FindConversation(store::Txn& txn, TenantId tenant,
                                                  ConversationId conversation, bool lock);

// A user as others see him; without a name when there is none.
Person FindPerson(store::Txn& txn, TenantId tenant, UserId user);

// The conversation and seq of a message; nothing when it is of another tenant.
std::optional<std::pair<ConversationId, std::int64_t>> FindMessage(store::Txn& txn, TenantId tenant,
                                                                   MessageId id);
// The same of a message that is neither deleted for all nor for this user.
std::optional<std::pair<ConversationId, std::int64_t>> FindStanding(store::Txn& txn,
                                                                    TenantId tenant, UserId user,
                                                                    MessageId id);
// And by its number in a conversation.
std::optional<MessageId> FindStandingAt(store::Txn& txn, TenantId tenant, UserId user,
                                        ConversationId conversation, std::int64_t seq);

}  // namespace koine::access
