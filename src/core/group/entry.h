#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "core/access/doors.h"
#include "core/group/membership.h"
#include "store/txn.h"

// Ways into a group where a newcomer must be a friend of the member who brings them
// (Policy::friends_invite), and what the server's administrators do to groups (mapping 5.2).
namespace koine::group {

inline constexpr std::int64_t kGroupsPerVip = 3;  // owned at once, where Policy::vips_found

// Makes a group as CreateGroup, with friends of the principal; the principal, and a user who is
// named twice, count once. `notice`, if not empty, is its first announcement. kUserNotFound when
// one of them does not exist, kNotFriends when one is no friend. Where only VIPs may: kForbidden
// "vip" for others, kBadState "vip_groups" for who owns kGroupsPerVip, made in whatever dialect.
Result<ConversationId> FoundGroup(store::Txn& txn, const access::Principal& who, GroupIn in,
                                  const std::string& notice);

// Brings friends in, at once; those who are in it already are passed over. Refused as FoundGroup;
// kGroupBanned; kGroupFull; kRoleTooLow "invite" for an ordinary member of a group in which
// managers decide of everybody.
Status BringFriends(store::Txn& txn, const access::GroupMember& place,
                    std::vector<std::int64_t> users);

// The principal comes into an open group; nothing happens when they are in it. kForbidden
// "closed_group" for others; refused as Apply.
Status JoinOpen(store::Txn& txn, const access::Principal& who, ConversationId group);

// From now on nobody writes there, comes in or manages it, or all may again; a line of the system
// tells the members. Idempotent, but for the reason, which is replaced.
void SetBanned(store::Txn& txn, const access::AnyGroup& place, bool banned,
               const std::string& reason);

}  // namespace koine::group
