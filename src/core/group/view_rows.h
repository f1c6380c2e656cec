#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/access/state.h"
#include "core/group/announcement.h"
#include "core/group/profile.h"
#include "core/group/requests.h"
#include "core/group/rows.h"
#include "store/txn.h"

// Groups, members and requests to join in the lists of those who keep a copy (openim-http 4.4, 10):
// a few statements for any number of groups.
namespace koine::group {

// Of these groups, those of which the user is an active member, and as what.
struct Seat {
  ConversationId group;
  access::MemberRole role = access::MemberRole::kMember;
};
std::vector<Seat> FindSeats(store::Txn& txn, TenantId tenant, UserId user,
                            std::span<const std::int64_t> groups);
// The groups that the user owns or administers.
std::vector<std::int64_t> ListManaged(store::Txn& txn, TenantId tenant, UserId user);

std::vector<Abstract> FindAbstracts(store::Txn& txn, TenantId tenant,
                                    std::span<const std::int64_t> groups);

// Groups that are not dissolved and whose name contains `name` (all for an empty one): their ids,
// the newest first.
std::vector<std::int64_t> SearchGroups(store::Txn& txn, TenantId tenant, std::string_view name,
                                       std::int64_t limit, std::int64_t offset);
std::int64_t CountGroups(store::Txn& txn, TenantId tenant, std::string_view name);

// Which requests; an empty list wants all. Those of people who came in otherwise wait no more and
// are left out.
struct RequestFilter {
  UserId applicant;  // their own requests; 0: those to `groups`
  std::span<const std::int64_t> groups;
  std::span<const std::int64_t> users;   // applicants
  std::span<const std::int64_t> states;  // JoinStatus
};
// The newest first.
std::vector<RequestRow> PageRequests(store::Txn& txn, TenantId tenant, const RequestFilter& filter,
                                     std::int64_t limit, std::int64_t offset);
std::int64_t CountRequests(store::Txn& txn, TenantId tenant, const RequestFilter& filter);
// Those that wait for the user as owner or administrator of a group and were made after `since_ms`.
std::int64_t CountWaiting(store::Txn& txn, TenantId tenant, UserId user, std::int64_t since_ms);

}  // namespace koine::group
