#include "core/office/organization/department_rows.h"

namespace koine::organization {

namespace {

using store::Row;
using store::Sql;
using store::Txn;

#define KOINE_DEPARTMENT "select " KOINE_DEPARTMENT_COLUMNS " from department d "

// proof: the tenant itself
const Sql kTree{"select id from tenant where id = ? {for update}"};
const Sql kOne{KOINE_DEPARTMENT "where d.tenant_id = ? and d.id = ? and d.deleted_at = 0"};
const Sql kSome{KOINE_DEPARTMENT "where {+}d.tenant_id = ? and d.deleted_at = 0 and d.id {in ?}"};
// The sign makes SQLite read the table as it lies, and not by way of an index.
const Sql kAll{KOINE_DEPARTMENT "where {+}d.tenant_id = ? and d.deleted_at = 0 limit ?"};
const Sql kChildren{KOINE_DEPARTMENT
                    "where d.tenant_id = ? and d.parent_id = ? and d.deleted_at = 0 "
                    "order by d.sort, d.id limit ?"};
const Sql kHasAny{"select 1 from department where tenant_id = ? limit 1"};
const Sql kCountAll{
    "select count(*) from (select id from department where {+}tenant_id = ? and deleted_at = 0 "
    "limit ?) as counted"};
const Sql kHasChildren{
    "select 1 from department where tenant_id = ? and parent_id = ? and deleted_at = 0 limit 1"};
const Sql kNameTaken{
    "select 1 from department where tenant_id = ? and parent_id = ? and name = ? and "
    "deleted_at = 0 and id <> ?"};
const Sql kLevels{
    "select max(distance) + 1 from department_above where tenant_id = ? and above_id = ?"};
const Sql kAbove{
    "select above_id from department_above where tenant_id = ? and department_id = ? and "
    "distance > 0 order by distance desc"};
const Sql kWithin{
    "select 1 from department_above where tenant_id = ? and department_id = ? and above_id = ?"};
const Sql kOutOfUse{
    "select 1 from department_above a join department d on d.id = a.above_id where "
    "a.tenant_id = ? and a.department_id = ? and d.disabled = 1 limit 1"};

const Sql kInsert{
    "insert into department (id, tenant_id, parent_id, name, sort, leader_id, phone, email, "
    "remark, disabled, members, created_at, updated_at, deleted_at) "
    "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, 0)"};
const Sql kInsertItself{
    "insert into department_above (department_id, above_id, tenant_id, distance) "
    "values (?, ?, ?, 0)"};
const Sql kUpdate{
    "update department set name = ?, sort = ?, leader_id = ?, phone = ?, email = ?, remark = ?, "
    "disabled = ?, updated_at = ? where tenant_id = ? and id = ?"};
const Sql kSetParent{"update department set parent_id = ? where tenant_id = ? and id = ?"};
// Of everything under the department, what is above that and not under it, too.
const Sql kCutAbove{
    "delete from department_above where tenant_id = ? and department_id in "
    "(select department_id from department_above where above_id = ?) and above_id not in "
    "(select department_id from department_above where above_id = ?)"};
// Each of those under the department gets each of those above the parent.
const Sql kJoinAbove{
    "insert into department_above (department_id, above_id, tenant_id, distance) "
    "select b.department_id, a.above_id, b.tenant_id, b.distance + a.distance + 1 "
    "from department_above b, department_above a "
    "where b.tenant_id = ? and b.above_id = ? and a.department_id = ?"};
const Sql kEnd{
    "update department set deleted_at = ?, leader_id = 0 where tenant_id = ? and id = ?"};
const Sql kEndAbove{"delete from department_above where tenant_id = ? and department_id = ?"};
const Sql kClearLeader{
    "update department set leader_id = 0 where tenant_id = ? and leader_id = ? and leader_id > 0"};
const Sql kDeputies{
    "select p.user_id, case when u.nickname = '' then coalesce(u.username, u.handle) else "
    "u.nickname end from department_deputy p join users u on u.id = p.user_id "
    "where p.tenant_id = ? and p.department_id = ? order by p.place"};
const Sql kEndDeputies{"delete from department_deputy where tenant_id = ? and department_id = ?"};
const Sql kAddDeputies{
    "insert into department_deputy (department_id, user_id, tenant_id, place) "
    "select ?, a.user_id, ?, a.place from {lists a(user_id INT, place INT)}"};
const Sql kClearDeputy{"delete from department_deputy where tenant_id = ? and user_id = ?"};
const Sql kActive{"select count(*) from users where {+}tenant_id = ? and state = 1 and id {in ?}"};

constexpr store::IdSequence kDepartmentIds{"department", 1};

constexpr auto kReadId = [](const Row& row) { return row.Get<DepartmentId>(0); };
constexpr auto kReadNumber = [](const Row& row) { return row.Int(0); };
constexpr auto kSkip = [](const Row&) {};

}  // namespace

Department ReadDepartment(const Row& row) {
  Department out;
  out.id = row.Get<DepartmentId>(0);
  out.parent = row.Get<DepartmentId>(1);
  out.name = row.String(2);
  out.sort = row.Int(3);
  out.leader = row.Get<UserId>(4);
  out.phone = row.String(5);
  out.email = row.String(6);
  out.remark = row.String(7);
  out.disabled = row.Int(8) == 1;
  out.members = row.Int(9);
  out.created_at = row.Int(10);
  out.updated_at = row.Int(11);
  out.leader_name = row.String(12);
  return out;
}

void LockTree(Txn& txn, TenantId tenant) {
  txn.Each(kTree, kSkip, tenant);
}

DepartmentId NewDepartmentId(Txn& txn) {
  return DepartmentId(txn.NextId(kDepartmentIds));
}

std::optional<Department> FindDepartment(Txn& txn, TenantId tenant, DepartmentId id) {
  return txn.First(kOne, ReadDepartment, tenant, id);
}

std::vector<Department> FindDepartments(Txn& txn, TenantId tenant,
                                        std::span<const std::int64_t> ids) {
  if (ids.empty()) return {};
  return txn.All(kSome, ReadDepartment, tenant, store::IntList{ids});
}

std::vector<Department> ListAll(Txn& txn, TenantId tenant, int limit) {
  return txn.All(kAll, ReadDepartment, tenant, limit);
}

std::vector<Department> ListChildren(Txn& txn, TenantId tenant, DepartmentId parent, int limit) {
  return txn.All(kChildren, ReadDepartment, tenant, parent, limit);
}

bool HasAny(Txn& txn, TenantId tenant) {
  return txn.Each(kHasAny, kSkip, tenant) > 0;
}

std::int64_t CountAll(Txn& txn, TenantId tenant, int limit) {
  return txn.First(kCountAll, kReadNumber, tenant, limit).value_or(0);
}

bool HasChildren(Txn& txn, TenantId tenant, DepartmentId id) {
  return txn.Each(kHasChildren, kSkip, tenant, id) > 0;
}

bool NameTaken(Txn& txn, TenantId tenant, const Department& d) {
  return txn.Each(kNameTaken, kSkip, tenant, d.parent, d.name, d.id) > 0;
}

int LevelsOf(Txn& txn, TenantId tenant, DepartmentId id) {
  return static_cast<int>(txn.First(kLevels, kReadNumber, tenant, id).value_or(0));
}

std::vector<DepartmentId> ListAbove(Txn& txn, TenantId tenant, DepartmentId id) {
  return txn.All(kAbove, kReadId, tenant, id);
}

bool IsWithin(Txn& txn, TenantId tenant, DepartmentId id, DepartmentId above) {
  return txn.Each(kWithin, kSkip, tenant, id, above) > 0;
}

bool IsOutOfUse(Txn& txn, TenantId tenant, DepartmentId id) {
  return txn.Each(kOutOfUse, kSkip, tenant, id) > 0;
}

void InsertDepartment(Txn& txn, TenantId tenant, const Department& d) {
  txn.Exec(kInsert, d.id, tenant, d.parent, d.name, d.sort, d.leader, d.phone, d.email, d.remark,
           d.disabled ? 1 : 0, d.created_at, d.updated_at);
  txn.Exec(kInsertItself, d.id, d.id, tenant);
  txn.Exec(kJoinAbove, tenant, d.id, d.parent);
}

void UpdateDepartment(Txn& txn, TenantId tenant, const Department& d) {
  txn.ExecSoon(kUpdate, d.name, d.sort, d.leader, d.phone, d.email, d.remark, d.disabled ? 1 : 0,
               d.updated_at, tenant, d.id);
}

void MoveDepartment(Txn& txn, TenantId tenant, const Department& d) {
  txn.Exec(kSetParent, d.parent, tenant, d.id);
  txn.Exec(kCutAbove, tenant, d.id, d.id);
  txn.Exec(kJoinAbove, tenant, d.id, d.parent);
}

void EndDepartment(Txn& txn, TenantId tenant, DepartmentId id) {
  txn.Exec(kEnd, txn.now_ms(), tenant, id);
  txn.Exec(kEndAbove, tenant, id);
  txn.Exec(kEndDeputies, tenant, id);
}

std::vector<Deputy> ListDeputies(Txn& txn, TenantId tenant, DepartmentId id) {
  constexpr auto read = [](const Row& row) { return Deputy{row.Get<UserId>(0), row.String(1)}; };
  return txn.All(kDeputies, read, tenant, id);
}

void SetDeputies(Txn& txn, TenantId tenant, DepartmentId id, std::span<const std::int64_t> users) {
  txn.Exec(kEndDeputies, tenant, id);
  if (users.empty()) return;
  std::vector<std::int64_t> places;
  for (std::size_t i = 0; i < users.size(); ++i) places.push_back(static_cast<std::int64_t>(i) + 1);
  txn.Exec(kAddDeputies, id, tenant, store::IntList{users}, store::IntList{places});
}

void ClearLeader(Txn& txn, TenantId tenant, UserId user) {
  txn.Exec(kClearLeader, tenant, user);
  txn.Exec(kClearDeputy, tenant, user);
}

std::int64_t CountActive(Txn& txn, TenantId tenant, std::span<const std::int64_t> users) {
  return txn.First(kActive, kReadNumber, tenant, store::IntList{users}).value_or(0);
}

}  // namespace koine::organization
