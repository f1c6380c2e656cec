#pragma once

#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "core/access/system.h"
#include "store/txn.h"

// All SQL of the doors, also of what system.h finds.
namespace koine::access {

// The conversation with one of its members, whatever their states; nothing when either is missing
// or of another tenant. `lock` locks both rows until the end of the transaction, so that what is
// decided on them stands.
std::optional<Seat> FindSeat(store::Txn& txn, TenantId tenant, ConversationId conversation,
                             UserId user, bool lock);

// The seat of the user in their conversation with this one, if their list shows it and the other
// has not left. `lock` as above.
std::optional<Seat> FindListedSeat(store::Txn& txn, TenantId tenant, UserId user, const Peer& peer,
                                   bool lock);

// Many at once with their tenants, those that there are, locked one after the other in this order.
std::vector<std::pair<TenantId, Seat>> LockSeats(store::Txn& txn, std::span<const SeatOf> places);

// Seats of one user in these conversations, and seats of these users in one conversation, those
// that there are, by conversation and user. `lock` as above.
std::vector<Seat> ListSeats(store::Txn& txn, TenantId tenant, UserId user,
                            std::span<const std::int64_t> conversations, bool lock);
std::vector<Seat> ListSeatsOf(store::Txn& txn, TenantId tenant, ConversationId conversation,
                              std::span<const std::int64_t> users, bool lock);

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
