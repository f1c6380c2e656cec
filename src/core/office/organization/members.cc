#include "core/office/organization/members.h"

#include <algorithm>

#include "core/audit/audit.h"
#include "core/identity/people.h"
#include "core/office/organization/department_rows.h"
#include "core/office/organization/member_rows.h"
#include "core/office/organization/system.h"

namespace koine::organization {

using store::Txn;

namespace {

void Note(Txn& txn, const Managed& place, std::string_view action, UserId user) {
  const std::string id = std::to_string(place.department().id.value);
  audit::Note(txn, place.who(), action, audit::UserTarget(user), "department " + id);
}

}  // namespace

std::vector<Membership> ListMembers(Txn& txn, const Place& place, const MemberFilter& filter,
                                    std::int64_t limit, std::int64_t offset) {
  return ListMembers(txn, place.who().tenant, place.department().id, filter, limit, offset);
}

std::int64_t CountMembers(Txn& txn, const Place& place, const MemberFilter& filter) {
  const TenantId tenant = place.who().tenant;
  const Department& department = place.department();
  if (!filter.below || !filter.folded.empty()) {
    return CountMembers(txn, tenant, department.id, filter);
  }
  // Under the only department at the top are all of them: one pass, without the tree.
  if (!department.id || !department.parent) {
    const Everybody every = SumEvery(txn, tenant);
    if (!department.id || (every.tops == 1 && every.top == department.id)) return every.members;
  }
  return SumBelow(txn, tenant, department.id);
}

Result<std::vector<Membership>> ListMembershipsOf(Txn& txn, const access::Principal& who,
                                                  UserId user) {
  if (!identity::FindUser(txn, who, user)) return Error{Code::kUserNotFound};
  return SelectMembershipsOf(txn, who.tenant, user);
}

Status AddMembers(Txn& txn, const Managed& place, const std::vector<std::int64_t>& users,
                  bool primary, const std::string& position) {
  if (users.empty() || users.size() > kAddMax) return Error{Code::kBadArgument, "ids"};
  const TenantId tenant = place.who().tenant;
  if (IsOutOfUse(txn, tenant, place.department().id)) {
    return Error{Code::kBadState, "department_disabled"};
  }
  std::vector<std::int64_t> ids = users;
  std::ranges::sort(ids);
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  if (CountActive(txn, tenant, ids) != std::ssize(ids)) return Error{Code::kUserNotFound};
  if (FindMemberAmong(txn, tenant, place.department().id, ids)) {
    return Error{Code::kConflict, "department_member"};
  }
  const auto others = CountEach(txn, tenant, ids);
  std::vector<std::int64_t> primaries;
  for (const std::int64_t id : ids) {
    const auto found = others.find(id);
    if (found != others.end() && found->second >= kDepartmentsEach) {
      return Error{Code::kBadState, "memberships_full"};
    }
    primaries.push_back(primary || found == others.end() ? 1 : 0);
  }
  if (primary) ClearPrimary(txn, tenant, ids);
  Membership as;
  as.department = place.department().id;
  as.position = position;
  as.joined_at = txn.now_ms();
  InsertMembers(txn, tenant, as, ids, primaries);
  for (const std::int64_t id : ids) Note(txn, place, "department.member_add", UserId(id));
  return Ok();
}

Status RemoveMember(Txn& txn, const Managed& place, UserId user) {
  const TenantId tenant = place.who().tenant;
  const auto primary = DeleteMember(txn, tenant, place.department().id, user);
  if (!primary) return Error{Code::kNotFound, "department_member"};
  if (*primary) PromoteFirst(txn, tenant, user);
  Note(txn, place, "department.member_remove", user);
  return Ok();
}

Status MakePrimary(Txn& txn, const Managed& place, UserId user) {
  const TenantId tenant = place.who().tenant;
  const std::int64_t ids[] = {user.value};
  ClearPrimary(txn, tenant, ids);
  if (!SetPrimary(txn, tenant, place.department().id, user)) {
    return Error{Code::kNotFound, "department_member"};
  }
  Note(txn, place, "department.primary", user);
  return Ok();
}

void LeaveAll(Txn& txn, TenantId tenant, UserId user) {
  LockTree(txn, tenant);
  ClearLeader(txn, tenant, user);
  DeleteMembersOf(txn, tenant, user);
}

void EnsureRoot(Txn& txn, TenantId tenant, const std::string& name) {
  LockTree(txn, tenant);
  if (HasAny(txn, tenant)) return;
  Department root;
  root.id = NewDepartmentId(txn);
  root.name = name;
  root.leader = AdministratorFirst(txn, tenant).value_or(UserId());
  root.created_at = root.updated_at = txn.now_ms();
  InsertDepartment(txn, tenant, root);
}

}  // namespace koine::organization
