#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/ids.h"
#include "core/access/principal.h"
#include "store/txn.h"

// Departments, as the other nouns of the office ask of them: who leads whom, who sits with whom
// (ruoyi 17). Each question is one statement.
//
// A department is a node of a tree; its users are members of it, each with one primary department
// among theirs. One that is disabled, and everything under it, is out of use: it stays in the tree
// with its members, but leads nobody and joins nobody until it is enabled again.
namespace koine::organization {

using DepartmentId = Id<struct DepartmentTag>;

struct Department {
  DepartmentId id;
  DepartmentId parent;  // none: at the top
  std::string name;
  std::int64_t sort = 0;
  UserId leader;            // none: nobody
  std::string leader_name;  // as others see them
  std::string phone, email, remark;
  bool disabled = false;
  std::int64_t members = 0;  // its own, without those of departments under it
  std::int64_t created_at = 0, updated_at = 0;
  bool operator==(const Department&) const = default;
};

// Stands in for the leader of a department, and has their rights over its people.
struct Deputy {
  UserId user;
  std::string name;  // as others see them
};

// Who decides for this user: the leader of their primary department, or the first of its deputies
// who can, else those of the nearest one above that has such; never the user themself, nor somebody
// whose account is closed, turned off or banned. Nobody for who is in no department.
std::optional<UserId> LeaderOf(store::Txn& txn, TenantId tenant, UserId user);

// Whether `who` leads one of the user's departments, or one above it, or is a deputy there. Nobody
// is over themself.
bool IsLeaderOver(store::Txn& txn, TenantId tenant, UserId who, UserId user);

// The leader of a department and its deputies, in their order; none of one that is out of use.
std::vector<UserId> LeadsOf(store::Txn& txn, TenantId tenant, DepartmentId department);

// Everybody over whom the principal is a leader or a deputy, by id, and how many they are.
std::vector<std::int64_t> ListLed(store::Txn& txn, const access::Principal& who, std::int64_t limit,
                                  std::int64_t offset);
std::int64_t CountLed(store::Txn& txn, const access::Principal& who);

// Whether both are members of one department. Everybody sits with themself.
bool SameDepartment(store::Txn& txn, TenantId tenant, UserId a, UserId b);
// Which of these people sit with the user, by id, each once.
std::vector<std::int64_t> SitWith(store::Txn& txn, TenantId tenant, UserId user,
                                  std::span<const std::int64_t> people);

// The departments that the user is a member of and those above these, by id; none out of use.
std::vector<std::int64_t> ListAround(store::Txn& txn, TenantId tenant, UserId user);

// The departments that the user is a member of, the primary one first; also those out of use.
std::vector<Department> DepartmentsOf(store::Txn& txn, TenantId tenant, UserId user);

// Whoever decides when no leader does: the active administrator with the longest standing, other
// than `but`. Nobody when there is none.
std::optional<UserId> AdministratorFirst(store::Txn& txn, TenantId tenant, UserId but = UserId());

// Those of these departments that exist, in no order.
std::vector<Department> FindDepartments(store::Txn& txn, TenantId tenant,
                                        std::span<const std::int64_t> ids);

}  // namespace koine::organization
