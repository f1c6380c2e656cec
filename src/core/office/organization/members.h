#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "core/office/organization/door.h"

// Who is in which department (ruoyi 17.6 to 17.8). A user may be in several; exactly one of them
// is the primary one, by which their leader is found. Administrators change it, which the audit
// notes.
namespace koine::organization {

inline constexpr std::int64_t kPositionChars = 50;
inline constexpr std::size_t kAddMax = 500;           // in one call
inline constexpr std::int64_t kDepartmentsEach = 50;  // that one user may be in

struct Membership {
  std::int64_t id = 0;
  DepartmentId department;
  std::string department_name;
  UserId user;
  bool primary = false;
  std::string position;  // what they are there; empty: not said
  std::int64_t joined_at = 0;
};

// Which of them: with those of all departments under it; whose folded names contain a text.
struct MemberFilter {
  bool below = false;
  std::string folded;
};
// By department and user. Who is in two departments under this one is there twice. Of what stands
// above the top: none, or with `below` those of all departments.
std::vector<Membership> ListMembers(store::Txn& txn, const Place& place, const MemberFilter& filter,
                                    std::int64_t limit, std::int64_t offset = 0);
std::int64_t CountMembers(store::Txn& txn, const Place& place, const MemberFilter& filter);

// The user's, the primary one first. kUserNotFound for nobody of the tenant.
Result<std::vector<Membership>> ListMembershipsOf(store::Txn& txn, const access::Principal& who,
                                                  UserId user);

// All or none. The first department of somebody is their primary one, as is, with `primary`, this
// one. kBadState "department_disabled" in one that is out of use, "memberships_full" above
// kDepartmentsEach; kUserNotFound for somebody without an active account; kConflict
// "department_member" for who is in it; kBadArgument "ids" for none, or more than kAddMax.
Status AddMembers(store::Txn& txn, const Managed& place, const std::vector<std::int64_t>& users,
                  bool primary, const std::string& position);

// The department that they were in first becomes the primary one in the place of this one.
// kNotFound "department_member".
Status RemoveMember(store::Txn& txn, const Managed& place, UserId user);

// Makes it the primary one of a member. kNotFound "department_member".
Status MakePrimary(store::Txn& txn, const Managed& place, UserId user);

}  // namespace koine::organization
