#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "core/office/organization/door.h"

// The tree of departments (ruoyi 17.1 to 17.5). Everybody of the tenant reads it; administrators
// change it, which the audit notes.
namespace koine::organization {

inline constexpr std::int64_t kNameChars = 50, kRemarkChars = 500, kEmailChars = 100;
inline constexpr std::int64_t kSortMax = 1'000'000;  // and as much below zero
inline constexpr int kDepartmentsMax = 20'000;       // of a tenant
inline constexpr int kLevelsMax = 20;                // of the tree
inline constexpr std::size_t kDeputiesMax = 10;      // of a department

// All departments, by sort and id: whoever stands before another of the same parent here stands
// before it in the tree. One statement.
std::vector<Department> ListTree(store::Txn& txn, const access::Principal& who);

// A department with what the list does not show.
struct Whole {
  std::vector<DepartmentId> above;   // from the top down
  std::vector<Department> children;  // its own, by sort and id
  std::vector<Deputy> deputies;      // in their order
};
Whole GetWhole(store::Txn& txn, const Place& place);

struct DepartmentIn {
  std::string name;
  DepartmentId parent;  // none: at the top
  std::int64_t sort = 0;
  UserId leader;  // none: nobody
  std::string phone, email, remark;
  std::vector<UserId> deputies = {};  // who stands in for the leader, in this order
};
// Makes one. kForbidden; kNotFound "parent_department"; kBadState "parent_disabled" under one that
// is out of use, "department_levels" below kLevelsMax, "departments_full" above kDepartmentsMax;
// kConflict "department_name" when the parent has one of the name; kUserNotFound for a leader or a
// deputy without an active account; kBadArgument "deputies" above kDeputiesMax; of the name as
// word::TakeName. A deputy who is named twice, or as the leader too, is one.
Result<DepartmentId> Create(store::Txn& txn, const access::Principal& who, const DepartmentIn& in);

// Absent = unchanged; a leader of none is nobody.
struct DepartmentChange {
  std::optional<std::string> name;
  std::optional<DepartmentId> parent;
  std::optional<std::int64_t> sort;
  std::optional<UserId> leader;
  std::optional<std::string> phone, email, remark;
  std::optional<bool> disabled;
  std::optional<std::vector<UserId>> deputies = {};
};
// A new parent takes everything along that lies under the department. Refused as Create, and with
// kBadArgument "own_parent" when it is to be its own parent, "parent_below" when its parent is to
// be one under it.
Status Change(store::Txn& txn, const Managed& place, const DepartmentChange& change);

// Takes one away for good. kBadState "department_children" while others lie under it,
// "department_members" while it has members.
Status Remove(store::Txn& txn, const Managed& place);

}  // namespace koine::organization
