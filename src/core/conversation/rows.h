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
#include "core/message/rows.h"
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
// Lists it again for this user although it holds nothing new. True if it was not listed.
bool Unhide(store::Txn& txn, TenantId tenant, ConversationId conversation, UserId user);

// The seq of the message on top; 0 = none.
std::int64_t FindTopSeq(store::Txn& txn, TenantId tenant, ConversationId conversation);
void SetTopSeq(store::Txn& txn, TenantId tenant, ConversationId conversation, std::int64_t seq,
               UserId by);
// What is on top, message or text, who put it there and when (ms).
struct Top {
  std::int64_t seq = 0;
  std::string text;
  UserId by;
  std::int64_t at = 0;
};
std::optional<Top> FindTopOf(store::Txn& txn, TenantId tenant, ConversationId conversation);
// Of those of these conversations that have something on top.
std::map<ConversationId, Top> ListTops(store::Txn& txn, TenantId tenant,
                                       std::span<const std::int64_t> conversations);
void SetTopText(store::Txn& txn, TenantId tenant, ConversationId conversation,
                const std::string& text, UserId by);
// Whether the user deleted this message for himself.
bool IsHiddenFor(store::Txn& txn, TenantId tenant, ConversationId conversation, std::int64_t seq,
                 UserId user);

struct NewGroup {
  ConversationId id;
  UserId owner;
  std::string name, avatar, description;
  access::JoinMode join_mode = access::JoinMode::kApplyOrInvite;
  std::int64_t max_members = 0;
  bool history_for_new = true;
  std::string handle;        // empty: the decimal id
  std::string ex, settings;  // what dialects keep with it
  bool hidden = false;       // from those who are not in it
};
// What a group is, for events.
event::GroupCard FindCard(store::Txn& txn, TenantId tenant, const access::ConversationState& state);
bool GroupHandleTaken(store::Txn& txn, TenantId tenant, std::string_view handle);
ConversationId NewConversationId(store::Txn& txn);
void InsertGroup(store::Txn& txn, TenantId tenant, const NewGroup& group);
// Seats for those of `users` who exist, are active and are not in it yet; returns them.
struct Newcomers {
  UserId inviter, by;  // who asked for them; who let them in
  access::JoinSource source = access::JoinSource::kNone;
  access::MemberRole role = access::MemberRole::kMember;
  std::int64_t min_seq = 0;
  std::int64_t read_seq = 0, read_counted = 0;
};
std::vector<UserId> InsertMembers(store::Txn& txn, TenantId tenant, ConversationId conversation,
                                  const Newcomers& newcomers, std::span<const std::int64_t> users);
// Those of `users` who exist, are active and are not in it yet, by id.
std::vector<std::int64_t> FindNewcomers(store::Txn& txn, TenantId tenant,
                                        ConversationId conversation,
                                        std::span<const std::int64_t> users);
// Ends the seats of those of `users` who are active and below `below`; returns them.
std::vector<UserId> EndMembers(store::Txn& txn, TenantId tenant, ConversationId conversation,
                               access::MemberStatus status, UserId by, std::int64_t max_seq,
                               access::MemberRole below, std::span<const std::int64_t> users);
void AddToMemberCount(store::Txn& txn, TenantId tenant, ConversationId conversation,
                      std::int64_t difference);
// Where the line of the last announcement stands.
void SetNoticeSeq(store::Txn& txn, TenantId tenant, ConversationId conversation, std::int64_t seq);
// Of `users`, those who are active members, with their roles.
struct RoleOf {
  UserId user;
  access::MemberRole role = access::MemberRole::kMember;
};
std::vector<RoleOf> FindRoles(store::Txn& txn, TenantId tenant, ConversationId conversation,
                              std::span<const std::int64_t> users);

// A conversation in a user's list.
struct Summary {
  access::ConversationState conversation;
  access::MemberState member;
  std::int64_t created_at = 0, updated_at = 0;
  std::string description, notice;
  bool pinned = false;
  std::string draft, remark;
  std::optional<event::Person> peer;  // of a direct one
  std::string peer_remark;            // what the user calls him
  std::optional<message::Row> last;   // the last message he may read; the sender has no avatar
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

struct MemberRow {
  identity::User user;
  access::MemberRole role = access::MemberRole::kMember;
  std::string nickname;  // in the group
  std::int64_t joined_at = 0, muted_until = 0;
};
struct MemberFilter {
  std::optional<access::MemberRole> role;
  std::optional<bool> muted;  // now, and not by a mute of all

  access::MemberRole lowest() const { return role.value_or(access::MemberRole::kMember); }
  access::MemberRole highest() const { return role.value_or(access::MemberRole::kOwner); }
  int mute() const { return muted ? *muted : -1; }  // -1: any
};
// Active members, owner and administrators first, then by entry.
std::vector<MemberRow> ListMembers(store::Txn& txn, TenantId tenant, ConversationId conversation,
                                   std::int64_t limit, std::int64_t offset,
                                   const MemberFilter& filter = {});
std::int64_t CountMembers(store::Txn& txn, TenantId tenant, ConversationId conversation,
                          const MemberFilter& filter);

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
