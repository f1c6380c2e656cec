#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/access/state.h"
#include "core/identity/user.h"
#include "core/message/row.h"
#include "store/txn.h"

// All SQL on conversation and member beyond what the doors and messages need.
namespace koine::conversation {

std::optional<ConversationId> FindDirect(store::Txn& txn, TenantId tenant, UserId a, UserId b);
// The same with the user of this handle, if it is there already and the list of `user` shows it.
std::optional<ConversationId> FindListedDirect(store::Txn& txn, TenantId tenant, UserId user,
                                               std::string_view peer);
// Of pairs of users, the direct conversations that there are, in no order.
struct DirectOf {
  UserId lo, hi;  // in a question in any order
  ConversationId id;
};
std::vector<DirectOf> FindDirects(store::Txn& txn, TenantId tenant,
                                  std::span<const DirectOf> pairs);
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
// Lists it again for this user although it holds nothing new. True if it was not listed.
bool Unhide(store::Txn& txn, TenantId tenant, ConversationId conversation, UserId user);

// A conversation in a user's list.
struct Summary {
  access::ConversationState conversation;
  access::MemberState member;
  std::int64_t created_at = 0, updated_at = 0;
  std::string description, notice;
  bool pinned = false;
  std::string draft, remark;
  std::optional<Person> peer;        // of a direct one
  std::string peer_remark;           // what the user calls him
  std::optional<message::Row> last;  // the last message he may read; the sender has no avatar
  MessageId last_read;
  std::int64_t unread = 0;
  bool mentioned = false;  // by name or with all, in a message that he has neither read nor seen
};
// Those listed for the user, pinned first, then the newest; at most `limit`. Of the conversation
// they have what a list shows: no pair, owner, mute, join mode, limit, description and notice, and
// of the member neither role nor what hides or mutes.
std::vector<Summary> ListSummaries(store::Txn& txn, TenantId tenant, UserId user, int limit);
// One of them, listed or not; nothing if the user has no active seat.
std::optional<Summary> FindSummary(store::Txn& txn, TenantId tenant, UserId user,
                                   ConversationId conversation);
// The groups of which the user is an active member, the newest first; a page costs what it shows.
std::vector<Summary> ListGroups(store::Txn& txn, TenantId tenant, UserId user, std::int64_t limit,
                                std::int64_t offset = 0);
std::int64_t CountGroups(store::Txn& txn, TenantId tenant, UserId user);
std::int64_t TotalUnread(store::Txn& txn, TenantId tenant, UserId user);

// For the audience of a conversation: its active members and from which seq each may hear.
struct Listener {
  UserId user;
  std::int64_t min_seq = 0;
};
std::vector<Listener> ListListeners(store::Txn& txn, TenantId tenant, ConversationId conversation);
// Conversations in which the user is an active member, with the seq from which he may hear.
struct Heard {
  ConversationId conversation;
  std::int64_t min_seq = 0;
};
std::vector<Heard> ListHeard(store::Txn& txn, TenantId tenant, UserId user, int limit);
// Who hears of a user's presence: his contacts and those he shares a conversation of at most
// `members_max` members with; at most `limit`.
std::vector<UserId> ListPresenceAudience(store::Txn& txn, TenantId tenant, UserId user,
                                         int members_max, int limit);

}  // namespace koine::conversation
