#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/access/state.h"
#include "core/body/body.h"
#include "core/history/pull.h"
#include "store/txn.h"

// All SQL of fetching what came to a user, over all their conversations.
namespace koine::history {

// The direct ones, or the groups that the user is in or left after `left_after_ms`; by id.
std::vector<PullSeat> ListPullSeats(store::Txn& txn, TenantId tenant, UserId user, bool groups,
                                    std::int64_t left_after_ms, int limit);

// Conversations that the user is in and that are not over, in which something stands after a
// position and that is not older; by id, after `from`.
struct Behind {
  MessageId after;
  std::int64_t since_ms = 0;
};
std::vector<PullSeat> ListSeatsBehind(store::Txn& txn, TenantId tenant, UserId user,
                                      const Behind& behind, ConversationId from, int limit);
// Up to where a conversation goes, for whoever may read all of it.
std::optional<PullSeat> FindPullPlace(store::Txn& txn, TenantId tenant,
                                      ConversationId conversation);

// When the message at `seq` was sent, and its position.
struct Probe {
  MessageId id;
  std::int64_t sent_at = 0;
};
std::optional<Probe> FindProbe(store::Txn& txn, TenantId tenant, ConversationId conversation,
                               std::int64_t seq);

// Those of these conversations after a position, in order.
std::vector<Marker> ListMarkers(store::Txn& txn, TenantId tenant,
                                std::span<const std::int64_t> conversations, std::int64_t after,
                                std::int64_t since_ms, int limit);
// Lines that this user alone reads in these conversations, after a position, in order.
std::vector<Marker> ListTips(store::Txn& txn, TenantId tenant, UserId user,
                             std::span<const std::int64_t> conversations, std::int64_t after,
                             std::int64_t since_ms, int limit);
// Lines of the system in a range of a conversation, the newest first.
struct Line {
  std::int64_t seq = 0;
  UserId actor;
  body::Notice notice;
};
std::vector<Line> ListLines(store::Txn& txn, TenantId tenant, ConversationId conversation,
                            std::int64_t from, std::int64_t to, int limit);
// Messages of a range that stand, were not hidden by `user`, and are none of `without`, and the
// lines that `user` alone reads: how many, and a page of them, the newest first.
struct PullRange {
  ConversationId conversation;
  UserId user;
  std::int64_t from = 0, to = 0;
  std::span<const std::int64_t> without;
};
std::int64_t CountStanding(store::Txn& txn, TenantId tenant, const PullRange& range);
struct PullPlace {
  std::int64_t seq = 0;
  std::int64_t change = 0;  // of a line, its number among the changes; 0: a message
};
std::vector<PullPlace> PageStanding(store::Txn& txn, TenantId tenant, const PullRange& range,
                                    std::int64_t limit, std::int64_t offset);
// Lines of one conversation by their numbers.
std::vector<Marker> ListTipsAt(store::Txn& txn, TenantId tenant, ConversationId conversation,
                               std::span<const std::int64_t> changes);

// The greatest message of `user` in the conversation up to `to`; 0: none.
MessageId LastOwn(store::Txn& txn, TenantId tenant, ConversationId conversation, UserId user,
                  std::int64_t to);

Reach FindReach(store::Txn& txn, TenantId tenant, ConversationId conversation, UserId member);

}  // namespace koine::history
