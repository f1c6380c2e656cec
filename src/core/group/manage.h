#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "core/access/doors.h"
#include "core/conversation/scene.h"
#include "store/job.h"
#include "store/txn.h"

// What a group is called, who may what in it, and its end (mapping 5.2).
namespace koine::group {

using conversation::Manager;

inline constexpr int kAdminsMax = 20;  // beside the owner
// A dissolved group loses its seats a little later, slice by slice; nobody gets in meanwhile.
inline constexpr std::int64_t kEndSlice = 500;

// Absent = unchanged.
struct GroupChange {
  std::optional<std::string> name, avatar, description;
  std::optional<std::string> notice;        // published as an announcement; empty: takes it away
  std::optional<std::int64_t> max_members;
  std::optional<bool> open;                 // whether anybody may join
};
// A new name is told with a system line. kBadState "members_above" when the group has more members
// than the new limit.
Status UpdateGroup(store::Txn& txn, const Manager& by, const GroupChange& change);

// Ends the group for everybody (ruoyi 6.4): kGroupDissolved at every door from then on. The seats
// end with the line that tells it, by a job; who waits to join waits no more.
Status Dissolve(store::Txn& txn, const access::GroupOwner& place);
Status Dissolve(store::Txn& txn, const access::AnyGroup& place);

// Makes an administrator or an ordinary member of another member (ruoyi 6.7). Does nothing when he
// is that already. kForbidden "own_role"; kNotMember "target"; kBadState "admins_full".
Status SetMemberRole(store::Txn& txn, const access::GroupOwner& place, UserId user, bool admin);

// Gives the group to another member; the old owner becomes an administrator. Refused as
// SetMemberRole.
Status Transfer(store::Txn& txn, const access::GroupOwner& place, UserId user);

// Whether ordinary members may write.
Status MuteAll(store::Txn& txn, const Manager& by, bool on);

// The members among `users` may not write until `until_ms`; 0 lets them write again. Returns how
// many this changed. kNotMember "target" when none is a member; kForbidden "mute_owner",
// "mute_admin" (an administrator by another).
Result<std::int64_t> MuteMembers(store::Txn& txn, const Manager& by,
                                 const std::vector<std::int64_t>& users, std::int64_t until_ms);

// What the others call the principal in this group; empty: by his own name again.
Status SetOwnNickname(store::Txn& txn, const access::GroupMember& place,
                      const std::string& nickname);

// The jobs of groups: seats of large ones, announcements that end.
void AddJobs(store::JobRunner& jobs);

}  // namespace koine::group
