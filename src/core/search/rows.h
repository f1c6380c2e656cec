#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/access/state.h"
#include "core/inverted/pages.h"
#include "core/message/row.h"
#include "store/txn.h"

// All SQL of searches. The index (search_part, search_page) is over all tenants and says only where
// to look: what is found is read from `message`, with tenant, membership and marks.
namespace koine::search {

// The live part after this one that is not marked yet, and whether a message of it went since it
// was made.
struct Marked {
  std::int64_t part = 0;
  bool gone = false;
};
std::optional<Marked> NextUnmarked(store::Txn& txn, std::int64_t after);
// Where fewer are gone in all, these are looked through, and not all messages of a stretch.
inline constexpr int kFewGone = 500;
// Messages from `first` to `last` that were deleted or recalled, ascending; at most `limit`.
std::vector<std::int64_t> ListGone(store::Txn& txn, std::int64_t first, std::int64_t last,
                                   int limit);
// A message as the index needs it.
struct Doc {
  MessageId id;
  ConversationId conversation;
  UserId sender;
  int kind = 0;
  std::string body;
  bool recalled = false;
};
// Messages (no notices, none deleted) with after < id <= to, ascending.
std::vector<Doc> ListDocs(store::Txn& txn, std::int64_t after, std::int64_t to, int limit);
std::int64_t CountDocs(store::Txn& txn, std::int64_t after, std::int64_t to);
std::vector<Doc> FindDocs(store::Txn& txn, std::span<const std::int64_t> ids);
// Edits with after < position <= to: which message, ascending by position.
struct Edit {
  std::int64_t position = 0;
  std::int64_t message = 0;
};
std::vector<Edit> ListEdits(store::Txn& txn, std::int64_t after, std::int64_t to, int limit);

// What a user may read: their active seats in conversations that are not dissolved.
struct Seat {
  std::int64_t conversation = 0;
  access::VisibleRange range;
};
std::vector<Seat> ListSeats(store::Txn& txn, TenantId tenant, UserId user);
// The same in two: active seats, in no order, and what conversations add to them.
struct OwnSeat {
  std::int64_t conversation = 0, min_seq = 0, max_seq = 0;
};
std::vector<OwnSeat> ListOwnSeats(store::Txn& txn, TenantId tenant, UserId user);
struct Head {
  std::int64_t conversation = 0, min_seq = 0;
  bool searched = false;
};
std::vector<Head> FindHeads(store::Txn& txn, std::span<const std::int64_t> conversations);
// What the user hid, by conversation and seq; nothing if that is more than kHiddenMost.
using Hidden = std::vector<std::pair<std::int64_t, std::int64_t>>;
inline constexpr std::size_t kHiddenMost = 1'000;
std::optional<Hidden> ListHidden(store::Txn& txn, UserId user);
// Those messages of the tenant that exist and that the user did not hide, in no order.
struct Live {
  std::int64_t id = 0, conversation = 0, seq = 0, sender = 0, sent_at = 0;
  int kind = 0;
  std::string body;
  bool recalled = false;
};
std::vector<Live> ListLive(store::Txn& txn, TenantId tenant, UserId user,
                           const std::optional<Hidden>& hidden, std::span<const std::int64_t> ids);
// The same messages with their senders, the newest first.
std::vector<message::Row> ListFound(store::Txn& txn, TenantId tenant,
                                    std::span<const std::int64_t> ids);
// When the first message with at least this id was sent; nothing after the last one.
std::optional<std::int64_t> SentAtOrAfter(store::Txn& txn, std::int64_t id);

}  // namespace koine::search
