#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/office/organization/organization.h"
#include "store/txn.h"

// The SQL of the tree of departments. A department that was deleted is found by none of these.
namespace koine::organization {

// Of department `d`, as ReadDepartment takes them.
#define KOINE_DEPARTMENT_COLUMNS                                                          \
  "d.id, d.parent_id, d.name, d.sort, d.leader_id, d.phone, d.email, d.remark, "          \
  "d.disabled, d.members, d.created_at, d.updated_at, (select case when l.nickname = '' " \
  "then coalesce(l.username, l.handle) else l.nickname end from users l where "           \
  "l.id = d.leader_id) "
Department ReadDepartment(const store::Row& row);

// Whoever changes anything of the organization locks the tree first: two of them wait for each
// other until the end of the transaction, so that what one of them read still holds.
void LockTree(store::Txn& txn, TenantId tenant);

DepartmentId NewDepartmentId(store::Txn& txn);
std::optional<Department> FindDepartment(store::Txn& txn, TenantId tenant, DepartmentId id);
// In no order.
std::vector<Department> ListAll(store::Txn& txn, TenantId tenant, int limit);
// By sort and id.
std::vector<Department> ListChildren(store::Txn& txn, TenantId tenant, DepartmentId parent,
                                     int limit);
// Deleted ones too.
bool HasAny(store::Txn& txn, TenantId tenant);
std::int64_t CountAll(store::Txn& txn, TenantId tenant, int limit);
bool HasChildren(store::Txn& txn, TenantId tenant, DepartmentId id);
// Whether the parent has another one of this name.
bool NameTaken(store::Txn& txn, TenantId tenant, const Department& department);
// Of how many levels the department and what lies under it are; 1 without children.
int LevelsOf(store::Txn& txn, TenantId tenant, DepartmentId id);
// The departments above it, from the top down.
std::vector<DepartmentId> ListAbove(store::Txn& txn, TenantId tenant, DepartmentId id);
// Whether it is `above`, or lies under it.
bool IsWithin(store::Txn& txn, TenantId tenant, DepartmentId id, DepartmentId above);
// Whether it, or one above it, is disabled.
bool IsOutOfUse(store::Txn& txn, TenantId tenant, DepartmentId id);

// With what is above it.
void InsertDepartment(store::Txn& txn, TenantId tenant, const Department& department);
// Everything but parent and members.
void UpdateDepartment(store::Txn& txn, TenantId tenant, const Department& department);
// Under its new parent, with all that lies under it.
void MoveDepartment(store::Txn& txn, TenantId tenant, const Department& department);
void EndDepartment(store::Txn& txn, TenantId tenant, DepartmentId id);
// In their order.
std::vector<Deputy> ListDeputies(store::Txn& txn, TenantId tenant, DepartmentId id);
// In place of those that it had.
void SetDeputies(store::Txn& txn, TenantId tenant, DepartmentId id,
                 std::span<const std::int64_t> users);
// They lead no department any more, and are no deputy.
void ClearLeader(store::Txn& txn, TenantId tenant, UserId user);
// Which of these users have an active account.
std::int64_t CountActive(store::Txn& txn, TenantId tenant, std::span<const std::int64_t> users);

}  // namespace koine::organization
