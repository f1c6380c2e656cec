#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/access/principal.h"
#include "core/access/state.h"
#include "core/body/message.h"
#include "core/history/handles.h"
#include "store/txn.h"

// Synchronisation: the conversations of a user by number, and their messages by number. All of it
// is the principal's own, and seats say what of a conversation they may read.
namespace koine::history {

// A user's place in a conversation, as their client keeps it: what may be read, and how far they
// did.
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

// Where the principal is or was a member, by id; at most `limit`.
std::vector<SyncSeat> ListSyncSeats(store::Txn& txn, const access::Principal& who, int limit);
// The ids of those that their list shows: they have not taken them off, or something came since;
// rising. Costs as much as the page: what lies before it is passed by.
enum class Listed : std::uint8_t { kAll, kPinned, kSilent };
std::vector<std::int64_t> ListListed(store::Txn& txn, const access::Principal& who, Listed which,
                                     std::int64_t limit, std::int64_t offset);
std::int64_t CountListed(store::Txn& txn, const access::Principal& who);
// All of those, with no more than puts them into order, for whoever shows the first of them.
struct SyncPlace {
  ConversationId conversation;
  bool pinned = false;
  std::int64_t sent_at = 0, created_at = 0;  // sent_at: of the last message; 0: there was none
  std::int64_t unread = 0;
};
std::vector<SyncPlace> ListSyncPlaces(store::Txn& txn, const access::Principal& who);
// Of all where they are or were a member, the direct ones with users of these handles.
std::vector<SyncSeat> ListSeatsWith(store::Txn& txn, const access::Principal& who,
                                    std::span<const std::string> peers);
// Of these, the groups of these handles.
std::vector<SyncSeat> ListSeatsIn(store::Txn& txn, const access::Principal& who,
                                  std::span<const std::string> groups);
// Of these, those of these ids.
std::vector<SyncSeat> ListSeatsOf(store::Txn& txn, const access::Principal& who,
                                  std::span<const std::int64_t> conversations);

// A message as one user reads it by its number.
struct SyncEntry {
  body::Message message;
  Handle sender;        // as they are called there
  bool hidden = false;  // the user deleted it for themselves
  Handle recaller;      // of a recalled one
  access::MemberRole recaller_role = access::MemberRole::kMember;
};
// A message of a conversation, named by the seat through which the principal may read it.
struct Wanted {
  const SyncSeat* seat = nullptr;
  std::int64_t seq = 0;
};
// Those that exist, by conversation and seq; what their seat does not let them read is passed over.
// REQUIRES: the seats are the principal's own
std::vector<SyncEntry> ListEntries(store::Txn& txn, const access::Principal& who,
                                   std::span<const Wanted> wanted);

// The last message in each of these seats that the principal may read and that was neither deleted
// nor hidden by them, however far back.
struct Last {
  ConversationId conversation;
  std::int64_t seq = 0;
};
std::vector<Last> ListLast(store::Txn& txn, const access::Principal& who,
                           std::span<const SyncSeat* const> seats);

}  // namespace koine::history
