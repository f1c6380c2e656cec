#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/access/state.h"
#include "core/message/rows.h"
#include "store/txn.h"

// All SQL of synchronisation: conversations of a user by number, messages by number.
namespace koine::history {

// A user's place in a conversation, as his client keeps it: what may be read, and how far he did.
struct SyncSeat {
  // Without name, avatar and rules. Of kind kSystem with a notification account (mapping 1.3), for
  // here that is what tells those from others.
  access::ConversationState conversation;
  access::MemberState member;  // without nickname and rules
  std::string handle;          // of a group; its id, where it has no other
  UserId peer;                 // of a direct one
  std::string peer_handle;
  std::int64_t peer_receipt = 0;  // how far the peer has read, as shown to others
  bool pinned = false;

  access::VisibleRange visible() const { return access::VisibleTo(conversation, member); }
};

// Where the user is or was a member, by id; at most `limit`.
std::vector<SyncSeat> ListSyncSeats(store::Txn& txn, TenantId tenant, UserId user, int limit);
// The ids of those that the user's list shows: he has not taken them off, or something came since;
// rising. Costs as much as the page: what lies before it is passed by.
enum class Listed : std::uint8_t { kAll, kPinned, kSilent };
std::vector<std::int64_t> ListListed(store::Txn& txn, TenantId tenant, UserId user, Listed which,
                                     std::int64_t limit, std::int64_t offset);
std::int64_t CountListed(store::Txn& txn, TenantId tenant, UserId user);
// All of those, with no more than puts them into order, for whoever shows the first of them.
struct SyncPlace {
  ConversationId conversation;
  bool pinned = false;
  std::int64_t sent_at = 0, created_at = 0;  // sent_at: of the last message; 0: there was none
  std::int64_t unread = 0;
};
std::vector<SyncPlace> ListSyncPlaces(store::Txn& txn, TenantId tenant, UserId user);
// Of all where the user is or was a member, the direct ones with users of these handles.
std::vector<SyncSeat> ListSeatsWith(store::Txn& txn, TenantId tenant, UserId user,
                                    std::span<const std::string> peers);
// Of these, the groups of these handles.
std::vector<SyncSeat> ListSeatsIn(store::Txn& txn, TenantId tenant, UserId user,
                                  std::span<const std::string> groups);
// Of these, those of these ids.
std::vector<SyncSeat> ListSeatsOf(store::Txn& txn, TenantId tenant, UserId user,
                                  std::span<const std::int64_t> conversations);
// The group with this handle (or, without one, this id); nothing when there is none.
std::optional<ConversationId> FindGroup(store::Txn& txn, TenantId tenant, std::string_view handle);

// How users and conversations are called from outside.
struct Handle {
  UserId user;
  std::string handle, nickname, avatar;
  int kind = 0;  // of identity::User
};
std::vector<Handle> FindHandles(store::Txn& txn, TenantId tenant,
                                std::span<const std::int64_t> users);
// As they are called in a conversation, and with the pictures that they have there.
std::vector<Handle> FindHandlesIn(store::Txn& txn, TenantId tenant, ConversationId conversation,
                                  std::span<const std::int64_t> users);
// Of a group: its handle, or its id where it has no other.
std::string FindGroupHandle(store::Txn& txn, TenantId tenant, ConversationId group);

// A message as one user reads it by its number.
struct SyncEntry {
  body::Message message;
  Handle sender;        // as he is called there
  bool hidden = false;  // he deleted it for himself
  Handle recaller;      // of a recalled one
  access::MemberRole recaller_role = access::MemberRole::kMember;
};
// Those that exist of (conversations[i], seqs[i]), by conversation and seq. Whether he may read
// them is not asked here.
std::vector<SyncEntry> ListEntries(store::Txn& txn, TenantId tenant, UserId reader,
                                   std::span<const std::int64_t> conversations,
                                   std::span<const std::int64_t> seqs);

// The last message of each (conversations[i], between from[i] and to[i]) that was neither deleted
// nor hidden by the reader, however far back.
struct Last {
  ConversationId conversation;
  std::int64_t seq = 0;
};
std::vector<Last> ListLast(store::Txn& txn, TenantId tenant, UserId reader,
                           std::span<const std::int64_t> conversations,
                           std::span<const std::int64_t> from, std::span<const std::int64_t> to);

// Whom messages name, by conversation, seq and user.
struct Mentioned {
  ConversationId conversation;
  std::int64_t seq = 0;
  Handle who;  // as he is called there
};
// Of the messages (conversations[i], seqs[i]).
std::vector<Mentioned> ListMentioned(store::Txn& txn, TenantId tenant,
                                     std::span<const std::int64_t> conversations,
                                     std::span<const std::int64_t> seqs);

}  // namespace koine::history
