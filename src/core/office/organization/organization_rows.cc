#include "core/office/organization/department_rows.h"
#include "core/office/organization/organization.h"

namespace koine::organization {

namespace {

using store::Row;
using store::Sql;
using store::Txn;

// Of department `d`: neither it nor one above it is disabled.
#define KOINE_IN_USE                                                                     \
  "not exists (select 1 from department_above o join department p on p.id = o.above_id " \
  "where o.department_id = d.id and p.disabled = 1) "

// The leader of each department at place 0, and its deputies.
#define KOINE_LEADS                                                                \
  "(select id as department_id, leader_id as user_id, 0 as place from department " \
  "where leader_id > 0 union all select department_id, user_id, place from department_deputy) l "
const Sql kLeader{
    "select l.user_id from department_member m "
    "join department_above a on a.department_id = m.department_id "
    "join department d on d.id = a.above_id join " KOINE_LEADS
    "on l.department_id = d.id join users u on u.id = l.user_id "
    "where m.tenant_id = ? and m.user_id = ? and m.main = 1 and l.user_id <> m.user_id and "
    "u.state = 1 and u.banned_until <= ? and " KOINE_IN_USE "order by a.distance, l.place limit 1"};
const Sql kLeadsOver{
    "select 1 from department_member m "
    "join department_above a on a.department_id = m.department_id "
    "join department d on d.id = a.above_id join " KOINE_LEADS
    "on l.department_id = d.id "
    "where m.tenant_id = ? and m.user_id = ? and l.user_id = ? and l.user_id <> m.user_id "
    "and " KOINE_IN_USE "limit 1"};
#define KOINE_LED                                                                             \
  "from " KOINE_LEADS                                                                         \
  "join department d on d.id = l.department_id join department_above a on a.above_id = d.id " \
  "join department_member m on m.department_id = a.department_id where {+}d.tenant_id = ? "   \
  "and l.user_id = ? and m.user_id <> l.user_id and " KOINE_IN_USE
const Sql kLeadsOf{"select l.user_id from department d join " KOINE_LEADS
                   "on l.department_id = d.id where d.tenant_id = ? and d.id = ? and " KOINE_IN_USE
                   "order by l.place"};
const Sql kLed{"select distinct m.user_id " KOINE_LED "order by m.user_id limit ? offset ?"};
const Sql kCountLed{"select count(distinct m.user_id) " KOINE_LED};
const Sql kSharesOne{
    "select 1 from department_member m join department_member n on n.user_id = ? and "
    "n.department_id = m.department_id join department d on d.id = m.department_id "
    "where m.tenant_id = ? and m.user_id = ? and " KOINE_IN_USE "limit 1"};
const Sql kSitWith{
    "select distinct n.user_id from department_member m join department_member n on "
    "n.department_id = m.department_id join department d on d.id = m.department_id "
    "where m.tenant_id = ? and m.user_id = ? and n.user_id {in ?} and " KOINE_IN_USE
    "order by n.user_id"};
const Sql kAround{
    "select distinct a.above_id from department_member m join department d on "
    "d.id = m.department_id join department_above a on a.department_id = d.id "
    "where m.tenant_id = ? and m.user_id = ? and " KOINE_IN_USE "order by a.above_id"};
const Sql kDepartmentsOf{
    "select " KOINE_DEPARTMENT_COLUMNS
    " from department_member m join department d on d.id = m.department_id "
    "where m.tenant_id = ? and m.user_id = ? order by m.main desc, m.joined_at, d.id"};
// `role > 0` names the index of those who are more than users (schema/organization_rows.cc).
const Sql kAdministrator{
    "select id from users where tenant_id = ? and id > 0 and role > 0 and role in (1, 2) and "
    "state = 1 and banned_until <= ? and id <> ? order by id limit 1"};

constexpr auto kReadUser = [](const Row& row) { return row.Get<UserId>(0); };
constexpr auto kReadNumber = [](const Row& row) { return row.Int(0); };
constexpr auto kSkip = [](const Row&) {};

}  // namespace

std::optional<UserId> LeaderOf(Txn& txn, TenantId tenant, UserId user) {
  return txn.First(kLeader, kReadUser, tenant, user, txn.now_ms());
}

bool IsLeaderOver(Txn& txn, TenantId tenant, UserId who, UserId user) {
  return txn.Each(kLeadsOver, kSkip, tenant, user, who) > 0;
}

std::vector<UserId> LeadsOf(Txn& txn, TenantId tenant, DepartmentId department) {
  return txn.All(kLeadsOf, kReadUser, tenant, department);
}

std::vector<std::int64_t> ListLed(Txn& txn, const access::Principal& who, std::int64_t limit,
                                  std::int64_t offset) {
  return txn.All(kLed, kReadNumber, who.tenant, who.user, limit, offset);
}

std::int64_t CountLed(Txn& txn, const access::Principal& who) {
  return txn.First(kCountLed, kReadNumber, who.tenant, who.user).value_or(0);
}

bool SameDepartment(Txn& txn, TenantId tenant, UserId a, UserId b) {
  return a == b || txn.Each(kSharesOne, kSkip, b, tenant, a) > 0;
}

std::vector<std::int64_t> SitWith(Txn& txn, TenantId tenant, UserId user,
                                  std::span<const std::int64_t> people) {
  if (people.empty()) return {};
  return txn.All(kSitWith, kReadNumber, tenant, user, store::IntList{people});
}

std::vector<std::int64_t> ListAround(Txn& txn, TenantId tenant, UserId user) {
  return txn.All(kAround, kReadNumber, tenant, user);
}

std::vector<Department> DepartmentsOf(Txn& txn, TenantId tenant, UserId user) {
  return txn.All(kDepartmentsOf, ReadDepartment, tenant, user);
}

std::optional<UserId> AdministratorFirst(Txn& txn, TenantId tenant, UserId but) {
  return txn.First(kAdministrator, kReadUser, tenant, txn.now_ms(), but);
}

}  // namespace koine::organization
