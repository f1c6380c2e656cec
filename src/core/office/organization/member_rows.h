#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "core/office/organization/members.h"
#include "store/txn.h"

// The SQL of who is in which department.
namespace koine::organization {

// Of these users, one who is in the department, if there is one.
std::optional<UserId> FindMemberAmong(store::Txn& txn, TenantId tenant, DepartmentId department,
                                      std::span<const std::int64_t> users);
// In how many departments each of these users is; nothing of who is in none.
std::map<std::int64_t, std::int64_t> CountEach(store::Txn& txn, TenantId tenant,
                                               std::span<const std::int64_t> users);
// Puts users who are not in it into the department of `as`, with its position and time: as their
// primary one where `primary` says so. Two statements for any number of them.
void InsertMembers(store::Txn& txn, TenantId tenant, const Membership& as,
                   std::span<const std::int64_t> users, std::span<const std::int64_t> primary);
// Whether it was the primary one; nothing when the user was not in it.
std::optional<bool> DeleteMember(store::Txn& txn, TenantId tenant, DepartmentId department,
                                 UserId user);
// Takes the user out of every department.
void DeleteMembersOf(store::Txn& txn, TenantId tenant, UserId user);
// No department is the primary one of any of these users.
void ClearPrimary(store::Txn& txn, TenantId tenant, std::span<const std::int64_t> users);
// False when the user is not in it. REQUIRES: the user has no primary one
bool SetPrimary(store::Txn& txn, TenantId tenant, DepartmentId department, UserId user);
// The one that they were in first becomes the primary one, if there is one.
void PromoteFirst(store::Txn& txn, TenantId tenant, UserId user);

// By department and user.
std::vector<Membership> ListMembers(store::Txn& txn, TenantId tenant, DepartmentId department,
                                    const MemberFilter& filter, std::int64_t limit,
                                    std::int64_t offset);
std::int64_t CountMembers(store::Txn& txn, TenantId tenant, DepartmentId department,
                          const MemberFilter& filter);
// Of all departments, by what these say of themselves; how many stand at the top, and the last.
struct Everybody {
  std::int64_t members = 0, tops = 0;
  DepartmentId top;
};
Everybody SumEvery(store::Txn& txn, TenantId tenant);
// The same of one department and all under it.
std::int64_t SumBelow(store::Txn& txn, TenantId tenant, DepartmentId department);

// The primary one first.
std::vector<Membership> SelectMembershipsOf(store::Txn& txn, TenantId tenant, UserId user);

}  // namespace koine::organization
