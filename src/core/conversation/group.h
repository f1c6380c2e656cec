#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "core/access/doors.h"
#include "core/conversation/rows.h"
#include "store/txn.h"

namespace koine::conversation {

inline constexpr int kGroupMembersMin = 2;
inline constexpr std::size_t kNewMembersMax = 5000;  // in one call
// A system line names at most so many people.
inline constexpr std::size_t kNamedMax = 20;

struct GroupIn {
  std::string name, avatar, description;
  bool open = false;                  // anybody may join
  std::int64_t max_members = 0;       // 0: as the dialect has it
  std::vector<std::int64_t> members;  // unknown ones are passed over
};
// Makes a group owned by the principal, with its first system line (ruoyi 6.1). kGroupFull;
// kBadArgument for more than kNewMembersMax members.
Result<ConversationId> CreateGroup(store::Txn& txn, const access::Principal& who,
                                   const GroupIn& in);

// Those who are not in it yet come in (ruoyi 6.5); returns how many. kGroupFull.
Result<std::int64_t> AddMembers(store::Txn& txn, const access::GroupAdmin& place,
                                const std::vector<std::int64_t>& users);

// Removes them (ruoyi 6.6); those not in it are passed over; returns how many. kForbidden "owner"
// when the owner is among them, "admin" when an administrator would remove one.
Result<std::int64_t> RemoveMembers(store::Txn& txn, const access::GroupAdmin& place,
                                   const std::vector<std::int64_t>& users);

// The principal leaves. kForbidden "owner_leaves" for the owner.
Status LeaveGroup(store::Txn& txn, const access::GroupMember& place);

}  // namespace koine::conversation
