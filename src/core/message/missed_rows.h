#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/message/rows.h"

// Rows of what was not delivered to a user yet.
namespace koine::message {

// From when on it counts.
struct Since {
  MessageId after;
  std::int64_t ms = 0;
};
// The conversations with something unread since, the latest first.
std::vector<Behind> ConversationsBehind(store::Txn& txn, TenantId tenant, UserId user,
                                        const Since& since, int limit);
// Those of them that are of these.
std::vector<Behind> BehindOf(store::Txn& txn, TenantId tenant, UserId user,
                             std::span<const std::int64_t> of, const Since& since, int limit);
// The last message of a conversation in which the user has a seat; 0: nothing was said.
struct End {
  std::int64_t message = 0, conversation = 0, sent_at = 0;
  friend auto operator<=>(const End&, const End&) = default;
};
std::vector<End> ListEnds(store::Txn& txn, TenantId tenant, UserId user);
std::vector<End> EndsOf(store::Txn& txn, TenantId tenant, UserId user,
                        std::span<const std::int64_t> of);

}  // namespace koine::message
