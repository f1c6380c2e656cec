#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/access/state.h"
#include "core/conversation/seat_settings.h"
#include "store/txn.h"

// What other nouns of the core do to conversations by the rules that they have judged: groups are
// made, calls leave their line, messages go with age. Not for rows of a dialect.
namespace koine::conversation {

// Makes the pair's conversation with both seats, or finds it. `created` says which.
ConversationId EnsureDirect(store::Txn& txn, TenantId tenant, UserId creator, UserId peer,
                            bool* created);
// The row of a new conversation, without seats. False: its pair or its handle has one already.
struct NewConversation {
  ConversationId id;
  ConversationKind kind = ConversationKind::kDirect;
  std::optional<std::int64_t> lo, hi;
  UserId creator, owner;
  std::string name, avatar, description;
  access::JoinMode join_mode = access::JoinMode::kApply;
  std::int64_t max_members = 2, member_count = 2;
  bool history_for_new = true, hidden = false;
  std::optional<std::string> handle, ex, settings;
};
bool InsertConversation(store::Txn& txn, TenantId tenant, const NewConversation& row);
ConversationId NewConversationId(store::Txn& txn);
// What members decided of (conversations[i], users[i]), in that order, which must be by
// conversation and user; each must have a seat.
std::vector<Settings> ListSettings(store::Txn& txn, TenantId tenant,
                                   std::span<const std::int64_t> conversations,
                                   std::span<const std::int64_t> users);
// Those are `stored[i]` from now on, but for drafts and remarks.
struct Stored {
  Settings settings;
  std::int64_t hidden_seq = 0;
};
void SetManySettings(store::Txn& txn, TenantId tenant, std::span<const std::int64_t> conversations,
                     std::span<const std::int64_t> users, std::span<const Stored> stored);

}  // namespace koine::conversation
