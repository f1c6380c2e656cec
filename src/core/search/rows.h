#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/access/state.h"
#include "core/message/row.h"
#include "core/search/part.h"
#include "core/search/postings.h"
#include "store/txn.h"

// All SQL of searches. The index (search_part, search_page) is over all tenants and says only where
// to look: what is found is read from `message`, with tenant, membership and marks.
namespace koine::search {

// The live ones of this version, the newest first.
std::vector<Part> ListParts(store::Txn& txn, int version);
// A new part with its id.
Part InsertPart(store::Txn& txn, int version, PartState state, Part part);
void InsertPage(store::Txn& txn, std::int64_t part, const Page& page);
// In the place of live parts comes one that was building. False if any of them is gone.
bool ReplaceParts(store::Txn& txn, std::span<const std::int64_t> parts, std::int64_t by);
// The live part after this one that is not marked yet, and whether a message of it went since it
// was made.
struct Marked {
  std::int64_t part = 0;
  bool gone = false;
};
std::optional<Marked> NextUnmarked(store::Txn& txn, std::int64_t after);
void MarkStale(store::Txn& txn, std::int64_t part);
// Where the part of a block (block.h) stands: below all messages, so that no message is taken to be
// in it.
constexpr std::int64_t PlaceOfBlock(std::int64_t block) {
  return -1 - block;
}
// Puts a part that was building in the place of the block's. False if it is gone.
bool ReplaceBlock(store::Txn& txn, std::int64_t block, std::int64_t by);
// Whether any waits to be rewritten.
bool HasStale(store::Txn& txn);
// Messages from `first` to `last` that were deleted or recalled, ascending; at most `limit`.
std::vector<std::int64_t> ListGone(store::Txn& txn, std::int64_t first, std::int64_t last,
                                   int limit);
// Dead: all of older versions, and what has been building since before `before_ms`.
void RetireParts(store::Txn& txn, int version, std::int64_t before_ms);
// All parts with messages.
void RetireAllParts(store::Txn& txn);
bool HasDead(store::Txn& txn);
// Deletes at most `limit` pages of dead parts, and parts that have none left; how many rows went.
std::int64_t DeleteDead(store::Txn& txn, int limit);

// Pages of a part after (token, piece), in that order.
std::vector<Page> ReadPages(store::Txn& txn, std::int64_t part, Token token, std::int64_t piece,
                            int limit);
// What these parts have of a token, by place in `parts`.
std::vector<Postings> FindPostings(store::Txn& txn, std::span<const std::int64_t> parts,
                                   Token token);

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
// Those messages of the tenant that exist and that the user did not hide, in no order.
struct Live {
  std::int64_t id = 0, conversation = 0, seq = 0, sender = 0, sent_at = 0;
  int kind = 0;
  std::string body;
  bool recalled = false;
};
std::vector<Live> ListLive(store::Txn& txn, TenantId tenant, UserId user,
                           std::span<const std::int64_t> ids);
// The same messages with their senders, the newest first.
std::vector<message::Row> ListFound(store::Txn& txn, TenantId tenant,
                                    std::span<const std::int64_t> ids);
// When the first message with at least this id was sent; nothing after the last one.
std::optional<std::int64_t> SentAtOrAfter(store::Txn& txn, std::int64_t id);

}  // namespace koine::search
