#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "core/access/doors.h"
#include "core/group/scene.h"
#include "store/job.h"
#include "store/txn.h"

// What a group is called, who may what in it, and its end (mapping 5.2).
namespace koine::group {

inline constexpr int kAdminsMax = 20;  // beside the owner
// A dissolved group loses its seats a little later, slice by slice; nobody gets in meanwhile.
inline constexpr std::int64_t kEndSlice = 500;

// What is kept with a group for clients, which follow it (openim-http 3.2): 1 keeps members from
// looking at each other's profiles, or from adding each other as friends. Stored as JSON.
struct Settings {
  int lookMemberInfo = 0, applyMemberFriend = 0;
};
KOINE_DESCRIBE(Settings, (lookMemberInfo, applyMemberFriend))
Settings ReadSettings(std::string_view stored);

// Absent = unchanged.
struct GroupChange {
  std::optional<std::string> name, avatar, description;
  std::optional<std::string> notice;  // published as an announcement; empty: takes it away
  std::optional<std::int64_t> max_members;
  // Whether anybody may join; a group in which not everybody may is hidden from strangers.
  std::optional<bool> open;
  std::optional<access::JoinMode> join_mode;                 // instead of `open`
  std::optional<std::string> ex;                             // free data of integrators
  std::optional<int> look_member_info, apply_member_friend;  // see Settings
};
// A new name is told with a system line. kBadState "members_above" when the group has more members
// than the new limit.
Status UpdateGroup(store::Txn& txn, const Manager& by, const GroupChange& change);

// Ends the group for everybody (ruoyi 6.4): kGroupDissolved at every door from then on. The seats
// end with the line that tells it, by a job; who waits to join waits no more. `quiet`: without the
// line. kRoleTooLow "owner".
Status Dissolve(store::Txn& txn, const Manager& by, bool quiet = false);

// Makes an administrator or an ordinary member of another member (ruoyi 6.7). Does nothing when
// they are that already. kForbidden "own_role"; kNotMember "target"; kBadState "admins_full".
Status SetMemberRole(store::Txn& txn, const access::GroupOwner& place, UserId user, bool admin);

// Gives the group to another member; the old owner becomes an administrator, or what the other was,
// as the policy says. Refused as SetMemberRole; kRoleTooLow "owner".
Status Transfer(store::Txn& txn, const Manager& by, UserId user);

// What changes of members; absent = unchanged. Roles: administrator or ordinary member.
struct MemberChange {
  UserId user;
  std::optional<std::string> nickname, avatar, ex;  // in the group; empty: as the user has it
  std::optional<int> role;                          // access::MemberRole
};
KOINE_DESCRIBE(MemberChange, (user, nickname, avatar, ex, role))
// All of them or none (openim-http 4.4 set_group_member_info). Members change themselves,
// administrators also ordinary members, the owner and administrators of the server everybody; roles
// are given by the latter two, and an administrator may lay theirs down. kNotMember "given" for a
// user who is none; kBadArgument with the field when the owner names their own role; kForbidden
// "role", "member"; kBadState "admins_full". REQUIRES: nobody is named twice
Status SetMembers(store::Txn& txn, const access::GroupMember& place,
                  const std::vector<MemberChange>& changes);
Status SetMembers(store::Txn& txn, const access::AnyGroup& place,
                  const std::vector<MemberChange>& changes);

// Whether ordinary members may write.
Status MuteAll(store::Txn& txn, const Manager& by, bool on);

// The members among `users` may not write until `until_ms`; 0 lets them write again. Returns how
// many this changed. kNotMember "target" when none is a member; kForbidden "mute_owner",
// "mute_admin" (an administrator by another).
Result<std::int64_t> MuteMembers(store::Txn& txn, const Manager& by,
                                 const std::vector<std::int64_t>& users, std::int64_t until_ms);

// What the others call the principal in this group; empty: by their own name again.
Status SetOwnNickname(store::Txn& txn, const access::GroupMember& place,
                      const std::string& nickname);

// The jobs of groups: seats of large ones, announcements that end.
void AddJobs(store::JobRunner& jobs);

}  // namespace koine::group
