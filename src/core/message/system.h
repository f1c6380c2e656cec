#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/body/message.h"
#include "core/message/row.h"
#include "core/place.h"
#include "store/txn.h"

// Messages by their numbers, for other nouns of the core, which have judged who may read them: not
// for rows of a dialect, who come through a door (read.h).
namespace koine::message {

std::optional<Row> FindBySeq(store::Txn& txn, TenantId tenant, ConversationId conversation,
                             std::int64_t seq);
// Messages with from <= seq <= to, the oldest `limit` of them, in that order; without those deleted
// for all or for the reader.
std::vector<Row> ListOldest(store::Txn& txn, TenantId tenant, ConversationId conversation,
                            UserId reader, std::int64_t from, std::int64_t to, int limit);
std::vector<Row> ListSeqs(store::Txn& txn, TenantId tenant, ConversationId conversation,
                          std::span<const std::int64_t> seqs);

// What is stored of a message, without its words, for whoever runs the server and asks what became
// of it. Of all tenants.
struct Traced {
  body::Message message;  // without body, raw and quote
  TenantId tenant;
  ConversationKind kind = ConversationKind::kDirect;
  std::string conversation_name;  // of a group
  std::string sender;             // their name; empty for the system
};
std::optional<Traced> FindTraced(store::Txn& txn, MessageId id);
std::optional<Traced> FindTraced(store::Txn& txn, ConversationId conversation, std::int64_t seq);
// Those to which a client of this sender gave this id, dialect by dialect: in each one, as a rule.
std::vector<MessageId> ListByClientId(store::Txn& txn, UserId sender, const std::string& id);

// A member of a conversation, and how they stand to one of its messages.
struct TracedMember {
  UserId user;
  std::string name;
  bool left = false;   // is no member any more
  bool hides = false;  // came later than the message, and may not read it
  bool read = false;
  std::int64_t read_at = 0;  // ms; when they read it or, where that is not kept, something later
  bool delivered = false;    // IM Chat: it was noted that it came to them
};
// Without its sender, those who read it first; at most `limit`.
std::vector<TracedMember> ListTracedMembers(store::Txn& txn, const Traced& message, int limit);

}  // namespace koine::message
