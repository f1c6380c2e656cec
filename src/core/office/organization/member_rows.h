#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/office/organization/members.h"
#include "store/txn.h"

// The SQL of who is in which department.
namespace koine::organization {

// False when the user is in it.
bool InsertMember(store::Txn& txn, TenantId tenant, const Membership& member);
// Whether it was the primary one; nothing when the user was not in it.
std::optional<bool> DeleteMember(store::Txn& txn, TenantId tenant, DepartmentId department,
                                 UserId user);
// Takes the user out of every department.
void DeleteMembersOf(store::Txn& txn, TenantId tenant, UserId user);
std::int64_t CountOf(store::Txn& txn, TenantId tenant, UserId user);
// No department is the user's primary one.
void ClearPrimary(store::Txn& txn, TenantId tenant, UserId user);
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

// The primary one first.
std::vector<Membership> SelectMembershipsOf(store::Txn& txn, TenantId tenant, UserId user);

}  // namespace koine::organization
