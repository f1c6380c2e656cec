#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/group/member.h"
#include "core/group/profile.h"
#include "store/txn.h"

// Groups and members in events that were routed to their audience, and in lines of a history that
// somebody reads: where what is rendered names them already. Nothing for other rows of a dialect.
namespace koine::group {

// Those that exist, in no order.
std::vector<Profile> FindProfilesById(store::Txn& txn, TenantId tenant,
                                      std::span<const std::int64_t> ids);
struct SeatKey {
  ConversationId group;
  UserId user;
};
// These seats of several groups, also of those who are no longer in it, in no order.
std::vector<MemberProfile> SeatsAmong(store::Txn& txn, TenantId tenant,
                                      std::span<const SeatKey> seats);

}  // namespace koine::group
