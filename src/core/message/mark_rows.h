#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "core/access/state.h"
#include "core/body/message.h"
#include "core/person.h"
#include "core/place.h"
#include "store/txn.h"

// SQL on message_mark: what a user keeps about messages for himself. Its kinds, which SQL of
// conversation, mention, message and search names too: 1 hidden, 2 favourite, 4 mention read.
namespace koine::message {

// A message among those named by id that the user may read.
struct ReadableMessage {
  MessageId id;
  ConversationId conversation;
  ConversationKind kind = ConversationKind::kDirect;
  UserId lo, hi;  // of a direct conversation
  std::int64_t seq = 0;
};
// Those of `ids` that he may read, by conversation and seq.
std::vector<ReadableMessage> FindReadable(store::Txn& txn, TenantId tenant, UserId user,
                                          std::span<const std::int64_t> ids);
// Those of a conversation's messages that are neither deleted nor hidden from the user, by seq.
struct ShownMessage {
  MessageId id;
  std::int64_t seq = 0;
};
std::vector<ShownMessage> ListShownMessages(store::Txn& txn, TenantId tenant, UserId user,
                                            ConversationId conversation,
                                            std::span<const std::int64_t> seqs);
// Marks messages as hidden from the user; those already hidden are passed over.
void InsertHidden(store::Txn& txn, TenantId tenant, UserId user, std::span<const std::int64_t> ids);

// False when there is one already.
bool InsertFavourite(store::Txn& txn, TenantId tenant, UserId user, ConversationId conversation,
                     std::int64_t seq, std::string_view remark, std::string_view tags);
// Of the message with this id, whether the user may still read it or not. False: there is none.
bool DeleteFavourite(store::Txn& txn, TenantId tenant, UserId user, MessageId id);
bool HasFavourite(store::Txn& txn, TenantId tenant, UserId user, MessageId id);
// Absent values stay as they are.
bool UpdateFavourite(store::Txn& txn, TenantId tenant, UserId user, MessageId id,
                     const std::optional<std::string>& remark,
                     const std::optional<std::string>& tags);

struct FavouriteRow {
  body::Message message;
  Person sender;
  std::string conversation_name;  // of a group its name, else the peer's
  std::string remark, tags;       // tags as stored: `,a,b,`
  std::int64_t created_at = 0;
  bool visible = false;  // the user may still read the message
};
// Which of the user's favourites; 0 and "" = all.
struct FavouriteFilter {
  ConversationId conversation;
  std::string tag;
};
// The newest first.
std::vector<FavouriteRow> ListFavourites(store::Txn& txn, TenantId tenant, UserId user,
                                         const FavouriteFilter& filter, int limit,
                                         std::int64_t offset);
std::int64_t CountFavourites(store::Txn& txn, TenantId tenant, UserId user,
                             const FavouriteFilter& filter);

}  // namespace koine::message
