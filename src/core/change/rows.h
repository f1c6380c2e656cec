#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/change/change.h"
#include "store/txn.h"

// All SQL of the streams of changes.
namespace koine::change {

// How a stream is called in `change.conversation_id`: the conversation's id, or the user's negative
// one.
inline std::int64_t StreamOf(ConversationId conversation) {
  return conversation.value;
}
inline std::int64_t StreamOf(UserId user) {
  return -user.value;
}

// Returns its position, which may be provisional.
std::int64_t Insert(store::Txn& txn, TenantId tenant, std::int64_t stream, std::int64_t number,
                    const Change& change, std::shared_ptr<const void> object);
std::optional<Change> Find(store::Txn& txn, TenantId tenant, std::int64_t stream,
                           std::int64_t number);
void Delete(store::Txn& txn, TenantId tenant, std::int64_t stream, std::int64_t number);
void SetLast(store::Txn& txn, TenantId tenant, ConversationId conversation, std::int64_t number);
// The next number of a user's stream; others who want one wait for the end of this transaction.
std::int64_t NextOwn(store::Txn& txn, TenantId tenant, UserId user);
// The last number of a user's stream; 0: nothing is in it.
std::int64_t LastOwn(store::Txn& txn, TenantId tenant, UserId user);

// A change as its reader sees it, with the message that it is about, where that is one.
struct Entry {
  std::int64_t stream = 0, number = 0, position = 0, at = 0;
  Change change;
  std::string actor_handle, actor_name, actor_avatar;
  MessageId message;  // of a recall or an edit
  std::uint8_t origin = 0;
  std::string client_id;
};
struct Range {
  std::int64_t stream = 0, first = 0, last = 0;
};
// What is kept of these ranges, by stream and number, in one statement. Whether the reader may hear
// of it is not asked here.
std::vector<Entry> List(store::Txn& txn, TenantId tenant, std::span<const Range> ranges);

// Forgets changes before `before_ms`, of all tenants, at most `limit`; returns how many.
std::int64_t Prune(store::Txn& txn, std::int64_t before_ms, int limit);

}  // namespace koine::change
