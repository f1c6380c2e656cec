#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "core/access/state.h"
#include "core/place.h"
#include "store/txn.h"

// SQL on message_mark: the marks that users keep on messages. Its kinds, which SQL of
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
// Those of `ids` that the user may read, by conversation and seq.
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
// Absent values stay as they are.
bool UpdateFavourite(store::Txn& txn, TenantId tenant, UserId user, MessageId id,
                     const std::optional<std::string>& remark,
                     const std::optional<std::string>& tags);

}  // namespace koine::message
