#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/office/organization/organization.h"
#include "store/txn.h"

// The SQL of the tree of departments. A department that was deleted is found by none of these.
namespace koine::organization {

// Of department `d`, as ReadDepartment takes them.
#define KOINE_DEPARTMENT_COLUMNS                                                 \
  "d.id, d.parent_id, d.name, d.sort, d.leader_id, d.phone, d.email, d.remark, " \
  "d.disabled, d.members, d.created_at, d.updated_at"
Department ReadDepartment(const store::Row& row);

// Whoever changes the tree (a new department, another name or parent, an end) locks it first: two
// of them wait for each other until the end of the transaction.
void LockTree(store::Txn& txn, TenantId tenant);

DepartmentId NewDepartmentId(store::Txn& txn);
std::optional<Department> FindDepartment(store::Txn& txn, TenantId tenant, DepartmentId id);
// Locks the row until the end of the transaction.
std::optional<Department> LockDepartment(store::Txn& txn, TenantId tenant, DepartmentId id);
// By sort and id.
std::vector<Department> ListAll(store::Txn& txn, TenantId tenant, int limit);
std::vector<Department> ListChildren(store::Txn& txn, TenantId tenant, DepartmentId parent,
                                     int limit);
// Deleted ones too.
bool HasAny(store::Txn& txn, TenantId tenant);
std::int64_t CountAll(store::Txn& txn, TenantId tenant, int limit);
bool HasChildren(store::Txn& txn, TenantId tenant, DepartmentId id);
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
// They lead no department any more.
void ClearLeader(store::Txn& txn, TenantId tenant, UserId user);

}  // namespace koine::organization
