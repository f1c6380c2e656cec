#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "core/office/organization/organization.h"
#include "store/txn.h"

// The SQL of tables with the organization: everything for many at once.
namespace koine::organization {

// Somebody by their login name, or the handle of who has none.
struct Named {
  UserId user;
  std::string login;
  bool active = false;
};
std::vector<Named> FindNamed(store::Txn& txn, TenantId tenant, std::span<const std::string> logins);
// The login names of these users.
std::vector<Named> FindLogins(store::Txn& txn, TenantId tenant,
                              std::span<const std::int64_t> users);

struct Seat {
  std::int64_t id = 0;
  UserId user;
  DepartmentId department;
  bool primary = false;
  std::string position;
};
// Where these users are, in the order of their coming.
std::vector<Seat> ListSeats(store::Txn& txn, TenantId tenant, std::span<const std::int64_t> users);

// Parents before what lies under them, each with the departments above it, the nearest first.
struct NewDepartment {
  Department department;
  std::vector<std::int64_t> above;
};
void InsertDepartments(store::Txn& txn, TenantId tenant, std::span<const NewDepartment> made);
// Without ids, which they get.
void InsertSeats(store::Txn& txn, TenantId tenant, std::vector<Seat> seats);
// Position and whether it is the primary one. REQUIRES: no primary one of these users is another
void UpdateSeats(store::Txn& txn, TenantId tenant, std::span<const Seat> seats);
// Counts anew who is in these departments.
void CountAnew(store::Txn& txn, TenantId tenant, std::span<const std::int64_t> departments);

// Who is where, by department and user.
struct Listed {
  DepartmentId department;
  std::string login, name, position;
  bool primary = false;
};
void EachListed(store::Txn& txn, TenantId tenant, std::int64_t limit,
                const std::function<void(Listed&&)>& take);

}  // namespace koine::organization
