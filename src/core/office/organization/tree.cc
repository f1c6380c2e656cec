#include "core/office/organization/tree.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "core/audit/audit.h"
#include "core/office/organization/department_rows.h"
#include "core/word/word.h"

namespace koine::organization {

using store::Txn;

namespace {

std::string Target(DepartmentId id) {
  return "department " + std::to_string(id.value);
}

// Sets those who stand in for the leader: each once, and not the leader themself.
Status TakeDeputies(Txn& txn, TenantId tenant, const Department& of,
                    const std::vector<UserId>& named) {
  if (named.size() > kDeputiesMax) return FieldError(Code::kBadArgument, "deputies");
  std::vector<std::int64_t> ids;
  for (const UserId one : named) {
    if (one != of.leader && std::ranges::find(ids, one.value) == ids.end()) {
      ids.push_back(one.value);
    }
  }
  if (!ids.empty() && CountActive(txn, tenant, ids) < std::ssize(ids)) {
    return Error{Code::kUserNotFound};
  }
  SetDeputies(txn, tenant, of.id, ids);
  return Ok();
}

Status CheckLeader(Txn& txn, TenantId tenant, UserId leader) {
  const std::int64_t ids[] = {leader.value};
  if (leader && CountActive(txn, tenant, ids) == 0) return Error{Code::kUserNotFound};
  return Ok();
}

// Whether `levels` levels of departments may stand under this parent.
Status CheckParent(Txn& txn, TenantId tenant, DepartmentId parent, int levels) {
  int above = 0;
  if (parent) {
    if (!FindDepartment(txn, tenant, parent)) return Error{Code::kNotFound, "parent_department"};
    if (IsOutOfUse(txn, tenant, parent)) return Error{Code::kBadState, "parent_disabled"};
    above = static_cast<int>(ListAbove(txn, tenant, parent).size()) + 1;
  }
  if (above + levels > kLevelsMax) return Error{Code::kBadState, "department_levels"};
  return Ok();
}

}  // namespace

Result<Place> Place::Open(Txn& txn, const access::Principal& who, DepartmentId id) {
  auto found = FindDepartment(txn, who.tenant, id);
  if (!found) return Error{Code::kNotFound, "department"};
  return Place(who, *std::move(found));
}

Result<Managed> Managed::Open(Txn& txn, const access::Principal& who, DepartmentId id) {
  if (!who.admin()) return Error{Code::kForbidden};
  LockTree(txn, who.tenant);
  auto found = FindDepartment(txn, who.tenant, id);
  if (!found) return Error{Code::kNotFound, "department"};
  return Managed(who, *std::move(found));
}

std::vector<Department> ListTree(Txn& txn, const access::Principal& who) {
  std::vector<Department> all = ListAll(txn, who.tenant, kDepartmentsMax);
  // Places are sorted, not departments, which are many times as large.
  std::vector<Department*> order;
  order.reserve(all.size());
  for (Department& one : all) order.push_back(&one);
  std::ranges::sort(order, [](const Department* a, const Department* b) {
    return std::tie(a->sort, a->id) < std::tie(b->sort, b->id);
  });
  std::vector<Department> out;
  out.reserve(all.size());
  for (Department* one : order) out.push_back(std::move(*one));
  return out;
}

Whole GetWhole(Txn& txn, const Place& place) {
  const TenantId tenant = place.who().tenant;
  const DepartmentId id = place.department().id;
  Whole out;
  if (id) out.above = ListAbove(txn, tenant, id);
  out.children = ListChildren(txn, tenant, id, kDepartmentsMax);
  if (id) out.deputies = ListDeputies(txn, tenant, id);
  return out;
}

Result<DepartmentId> Create(Txn& txn, const access::Principal& who, const DepartmentIn& in) {
  if (!who.admin()) return Error{Code::kForbidden};
  LockTree(txn, who.tenant);
  Department made;
  KOINE_TRY(made.name, word::TakeName(txn, who.tenant, in.name, "name"));
  made.parent = in.parent;
  KOINE_CHECK(CheckParent(txn, who.tenant, in.parent, 1));
  if (NameTaken(txn, who.tenant, made)) return Error{Code::kConflict, "department_name"};
  KOINE_CHECK(CheckLeader(txn, who.tenant, in.leader));
  if (CountAll(txn, who.tenant, kDepartmentsMax) >= kDepartmentsMax) {
    return Error{Code::kBadState, "departments_full"};
  }
  made.id = NewDepartmentId(txn);
  made.sort = in.sort;
  made.leader = in.leader;
  made.phone = in.phone;
  made.email = in.email;
  made.remark = in.remark;
  made.created_at = made.updated_at = txn.now_ms();
  if (!in.deputies.empty()) KOINE_CHECK(TakeDeputies(txn, who.tenant, made, in.deputies));
  InsertDepartment(txn, who.tenant, made);
  audit::Note(txn, who, "department.create", Target(made.id), made.name);
  return made.id;
}

Status Change(Txn& txn, const Managed& place, const DepartmentChange& change) {
  const access::Principal& who = place.who();
  Department now = place.department();
  const DepartmentId before = now.parent;
  if (change.name) {
    KOINE_TRY(now.name, word::TakeName(txn, who.tenant, *change.name, "name"));
  }
  if (change.parent) now.parent = *change.parent;
  const bool moves = now.parent != before;
  if (moves) {
    if (now.parent == now.id) return Error{Code::kBadArgument, "own_parent"};
    if (now.parent && IsWithin(txn, who.tenant, now.parent, now.id)) {
      return Error{Code::kBadArgument, "parent_below"};
    }
    KOINE_CHECK(CheckParent(txn, who.tenant, now.parent, LevelsOf(txn, who.tenant, now.id)));
  }
  if (NameTaken(txn, who.tenant, now)) return Error{Code::kConflict, "department_name"};
  now.sort = change.sort.value_or(now.sort);
  if (change.leader && *change.leader != now.leader) {
    KOINE_CHECK(CheckLeader(txn, who.tenant, *change.leader));
    now.leader = *change.leader;
  }
  now.phone = change.phone.value_or(now.phone);
  now.email = change.email.value_or(now.email);
  now.remark = change.remark.value_or(now.remark);
  now.disabled = change.disabled.value_or(now.disabled);
  now.updated_at = txn.now_ms();
  if (change.deputies) KOINE_CHECK(TakeDeputies(txn, who.tenant, now, *change.deputies));
  UpdateDepartment(txn, who.tenant, now);
  if (moves) MoveDepartment(txn, who.tenant, now);
  audit::Note(txn, who, moves ? "department.move" : "department.update", Target(now.id),
              moves ? "under " + Target(now.parent) : now.name);
  return Ok();
}

Status Remove(Txn& txn, const Managed& place) {
  const TenantId tenant = place.who().tenant;
  const Department& gone = place.department();
  if (HasChildren(txn, tenant, gone.id)) return Error{Code::kBadState, "department_children"};
  if (gone.members > 0) return Error{Code::kBadState, "department_members"};
  EndDepartment(txn, tenant, gone.id);
  audit::Note(txn, place.who(), "department.delete", Target(gone.id), gone.name);
  return Ok();
}

}  // namespace koine::organization
