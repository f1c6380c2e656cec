#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "core/access/doors.h"
#include "core/group/scene.h"
#include "store/txn.h"

// Who is in a group: making one, coming and going.
namespace koine::group {

inline constexpr std::size_t kNewMembersMax = 5000;  // in one call
// So many are seated before the call is answered: whoever a request of OpenIM can name. A job seats
// the others, slice by slice, so that nobody else waits.
inline constexpr std::size_t kSeatAtOnce = 1020;
inline constexpr std::size_t kSeatSlice = 500;
inline constexpr std::int64_t kSeatPauseMs = 50;  // between two slices

struct GroupIn {
  std::string name, avatar, description;
  bool open = false;                          // anybody may join
  bool hidden = false;                        // from those who are not in it
  std::int64_t max_members = 0;               // 0: as the dialect has it
  std::vector<std::int64_t> members;          // unknown ones are passed over
  std::vector<std::int64_t> admins;           // likewise; none of the members
  std::string handle, ex, settings;           // as NewGroup
  std::optional<access::JoinMode> join_mode;  // instead of `open`
  bool quiet = false;                         // without the line
  // Gives the new group what else it has before anybody hears of it.
  std::function<Status(store::Txn& txn, Scene* scene)> furnish;
};
// Makes a group owned by the principal, with its first system line (ruoyi 6.1). The first
// kSeatAtOnce members are in it at once, the others soon after. kGroupFull; kGroupExists when the
// handle is taken; kBadArgument for more than kNewMembersMax members.
Result<ConversationId> CreateGroup(store::Txn& txn, const access::Principal& who,
                                   const GroupIn& in);

// An id for a group or room: not one whose number is a group's handle.
ConversationId NewGroupId(store::Txn& txn, TenantId tenant);

// The row of a room of an application (core/app), which has no members; and its end. The caller
// tells who must hear of it.
ConversationId MakeRoom(store::Txn& txn, const access::Principal& who, UserId owner);
void EndRoom(store::Txn& txn, const access::AnyConversation& place);

// Those who are not in it yet come in (ruoyi 6.5), the first kSeatAtOnce at once; returns how many
// come. One system line names kNamedMax of them, unless `quiet`. kGroupFull.
Result<std::int64_t> AddMembers(store::Txn& txn, const Manager& by,
                                const std::vector<std::int64_t>& users);
// The same by the scene's actor, of whom the caller knows that they may.
Result<std::int64_t> SeatInvited(store::Txn& txn, Scene* scene,
                                 const std::vector<std::int64_t>& users, bool quiet);

// Whether these may be removed, as RemoveMembers asks.
Status CheckRemovable(store::Txn& txn, const Manager& by, const std::vector<std::int64_t>& users);
// Removes them (ruoyi 6.6); those not in it are passed over; returns how many. kForbidden "owner"
// when the owner is among them, "admin" when an administrator would remove one. `quiet`: without
// the line, where they could read something before it.
Result<std::int64_t> RemoveMembers(store::Txn& txn, const Manager& by,
                                   const std::vector<std::int64_t>& users, bool quiet = false);

// The principal leaves. kForbidden "owner_leaves" for the owner.
Status LeaveGroup(store::Txn& txn, const access::GroupMember& place);

// Seats one user who asked to come in, with the line that they joined, or that the inviter brought
// them; the scene's actor is that user, or the one who let them in. kGroupFull. False when they are
// in it already, or no longer active.
struct SeatEntry {
  access::JoinSource source = access::JoinSource::kNone;
  UserId inviter;  // who asked for the user; none: nobody else
};
Result<bool> SeatApplicant(store::Txn& txn, Scene* scene, UserId user, const SeatEntry& entry);

// The job that seats the next slice of those who wait: `payload` as CreateGroup and AddMembers
// put it. Those for whom there is no room any more, or no group, are passed over.
inline constexpr char kSeatJob[] = "group.seat";
Status SeatNextSlice(store::Txn& txn, std::string_view key, std::string_view payload);

}  // namespace koine::group
