#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/ids.h"
#include "core/place.h"
#include "store/txn.h"

// All SQL on what goes because of its age.
namespace koine::retention {

// --- conversations, of which everybody loses what is old

// A conversation and the last message of the oldest block that still stands (see kBlock).
struct Block {
  ConversationId conversation;
  std::int64_t min_seq = 0, last_seq = 0;
  std::int64_t sent_at = 0;  // of that message; 0: nothing stands
};
// The next `limit` conversations of the tenant after this one, or those of `only`, by id.
std::vector<Block> ListBlocks(store::Txn& txn, TenantId tenant, ConversationId after, int limit);
std::vector<Block> ListBlocksOf(store::Txn& txn, TenantId tenant,
                                std::span<const std::int64_t> only);

// When the messages (conversations[i], seqs[i]) were sent; those that are there, in no order.
struct Sent {
  std::int64_t conversation = 0, seq = 0, sent_at = 0;
  std::int64_t counted = 0;  // its number among those that count as unread
};
std::vector<Sent> ListSent(store::Txn& txn, TenantId tenant,
                           std::span<const std::int64_t> conversations,
                           std::span<const std::int64_t> seqs);

// Of the members whose cursor lies before `seq`, `limit`.
std::vector<std::int64_t> ListBehind(store::Txn& txn, TenantId tenant, ConversationId conversation,
                                     std::int64_t seq, int limit);

// Erases what the messages from `from` to `to` hold, with all that hangs on them. Their rows stay
// for now, empty: see drop.h.
void EraseRange(store::Txn& txn, TenantId tenant, ConversationId conversation, std::int64_t from,
                std::int64_t to);
// Nobody sees anything before `seq` any more.
void SetMinSeq(store::Txn& txn, TenantId tenant, ConversationId conversation, std::int64_t seq);

// --- seats, whose user alone loses what is old

// A seat whose time has come, locked.
struct Due {
  Place place;
  UserId user;
  std::int64_t min_seq = 0, to_seq = 0;  // what the user may read
  std::int64_t hidden_seq = 0;
};
// Of one tenant each: the one of the first that is due. By conversation and user.
struct DueSeats {
  TenantId tenant;
  std::vector<Due> seats;
};
DueSeats LockDue(store::Txn& txn, std::int64_t now_ms, int limit);

// Where a seat ends from now on, and the number at that message.
struct Cut {
  ConversationId conversation;
  UserId user;
  std::int64_t seq = 0, counted = 0;
};
// Their users see nothing up to there any more.
void CutSeats(store::Txn& txn, TenantId tenant, std::span<const Cut> cuts);
// Their users have read up to there, where they had not; others are shown nothing.
void RaiseCursors(store::Txn& txn, TenantId tenant, std::span<const Cut> cuts);

// Pages of an SQLite file that hold nothing and could be given back, beyond those that are kept for
// what comes next: a fiftieth of the file, and no more than 1000. None where the file cannot
// shrink, or on PostgreSQL, which does so by itself. A slice is short: writers wait behind it.
std::int64_t CountSparePages(store::Txn& txn);
// Gives back at most kPagesSlice of them.
inline constexpr int kPagesSlice = 100;
void GiveBackPages(store::Txn& txn);

}  // namespace koine::retention
