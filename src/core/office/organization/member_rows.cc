#include "core/office/organization/member_rows.h"

namespace koine::organization {

namespace {

using store::Row;
using store::Sql;
using store::Txn;

const Sql kMemberAmong{
    "select user_id from department_member where tenant_id = ? and department_id = ? and "
    "user_id {in ?} limit 1"};
const Sql kCountEach{
    "select user_id, count(*) from department_member where {+}tenant_id = ? and user_id {in ?} "
    "group by user_id"};
const Sql kInsert{
    "insert into department_member (id, tenant_id, department_id, user_id, main, position, "
    "joined_at) select a.id, ?, ?, a.user_id, a.main, ?, ? from "
    "{lists a(id INT, user_id INT, main INT)}"};
const Sql kCountUp{"update department set members = members + ? where tenant_id = ? and id = ?"};
const Sql kCountDown{"update department set members = members - 1 where tenant_id = ? and id = ?"};
const Sql kDelete{
    "delete from department_member where tenant_id = ? and department_id = ? and user_id = ? "
    "returning main"};
#define KOINE_OF_USER \
  "select department_id from department_member where tenant_id = ? and user_id = ?"
const Sql kCountDownOf{
    "update department set members = members - 1 where tenant_id = ? and id in (" KOINE_OF_USER
    ")"};
const Sql kDeleteOf{"delete from department_member where tenant_id = ? and user_id = ?"};
const Sql kClearPrimary{
    "update department_member set main = 0 where {+}tenant_id = ? and user_id {in ?} and "
    "main = 1"};
const Sql kSetPrimary{
    "update department_member set main = 1 where tenant_id = ? and department_id = ? and "
    "user_id = ?"};
const Sql kPromoteFirst{
    "update department_member set main = 1 where id = (select id from department_member where "
    "tenant_id = ? and user_id = ? order by joined_at, id limit 1)"};

// Of one department, of that and all under it, of all; each in the order of an index, so that a
// page reads no more than what stands before it.
#define KOINE_LISTED \
  "select m.id, m.department_id, d.name, m.user_id, m.main, m.position, m.joined_at "
#define KOINE_COUNTED "select count(*) "
#define KOINE_ITSELF                                                            \
  "from department_member m join department d on d.id = m.department_id where " \
  "m.tenant_id = ? and m.department_id = ? "
#define KOINE_BELOW                                                                      \
  "from department_above a {cross join} department_member m on "                         \
  "m.department_id = a.department_id join department d on d.id = a.department_id where " \
  "a.tenant_id = ? and a.above_id = ? "
#define KOINE_EVERY                                                               \
  "from department d {cross join} department_member m on m.department_id = d.id " \
  "where {+}d.tenant_id = ? and d.id > ? "
#define KOINE_NAMED                                                          \
  "and (? = '' or exists (select 1 from users u where u.id = m.user_id and " \
  "{instr}(u.search_text, ?) > 0)) "
#define KOINE_PAGE(first) "order by " first ", m.user_id limit ? offset ?"

struct Scope {
  Sql list, count;
};
const Scope kItself{Sql{KOINE_LISTED KOINE_ITSELF KOINE_NAMED KOINE_PAGE("m.department_id")},
                    Sql{KOINE_COUNTED KOINE_ITSELF KOINE_NAMED}};
const Scope kBelow{Sql{KOINE_LISTED KOINE_BELOW KOINE_NAMED KOINE_PAGE("a.department_id")},
                   Sql{KOINE_COUNTED KOINE_BELOW KOINE_NAMED}};
const Scope kEvery{Sql{KOINE_LISTED KOINE_EVERY KOINE_NAMED KOINE_PAGE("d.id")},
                   Sql{KOINE_COUNTED KOINE_EVERY KOINE_NAMED}};

// Without a name to look for, the departments know how many they have.
const Sql kSumBelow{
    "select coalesce(sum(d.members), 0){::bigint} from department_above a join department d on "
    "d.id = a.department_id where d.tenant_id = ? and a.above_id = ?"};
// With how many departments stand at the top, and the last of them.
const Sql kSumEvery{
    "select coalesce(sum(members), 0){::bigint}, count(case when parent_id = 0 then 1 end), "
    "coalesce(max(case when parent_id = 0 then id end), 0) from department "
    "where {+}tenant_id = ? and deleted_at = 0"};
const Sql kOfUser{KOINE_LISTED
                  "from department_member m join department d on d.id = m.department_id where "
                  "m.tenant_id = ? and m.user_id = ? order by m.main desc, m.joined_at, m.id"};

const Scope& ScopeOf(DepartmentId department, const MemberFilter& filter) {
  if (!filter.below) return kItself;
  return department ? kBelow : kEvery;
}

constexpr store::IdSequence kMemberIds{"department_member", 1};

constexpr auto kReadNumber = [](const Row& row) { return row.Int(0); };

Membership ReadMember(const Row& row) {
  return {row.Int(0),         row.Get<DepartmentId>(1), row.String(2),
          row.Get<UserId>(3), row.Int(4) == 1,          row.String(5),
          row.Int(6)};
}

}  // namespace

std::optional<UserId> FindMemberAmong(Txn& txn, TenantId tenant, DepartmentId department,
                                      std::span<const std::int64_t> users) {
  auto read = [](const Row& row) { return row.Get<UserId>(0); };
  return txn.First(kMemberAmong, read, tenant, department, store::IntList{users});
}

std::map<std::int64_t, std::int64_t> CountEach(Txn& txn, TenantId tenant,
                                               std::span<const std::int64_t> users) {
  std::map<std::int64_t, std::int64_t> out;
  txn.Each(
      kCountEach, [&out](const Row& row) { out[row.Int(0)] = row.Int(1); }, tenant,
      store::IntList{users});
  return out;
}

void InsertMembers(Txn& txn, TenantId tenant, const Membership& as,
                   std::span<const std::int64_t> users, std::span<const std::int64_t> primary) {
  std::vector<std::int64_t> ids;
  for (std::size_t i = 0; i < users.size(); ++i) ids.push_back(txn.NextId(kMemberIds));
  txn.Exec(kInsert, tenant, as.department, as.position, as.joined_at, store::IntList{ids},
           store::IntList{users}, store::IntList{primary});
  txn.Exec(kCountUp, users.size(), tenant, as.department);
}

std::optional<bool> DeleteMember(Txn& txn, TenantId tenant, DepartmentId department, UserId user) {
  const auto primary = txn.First(kDelete, kReadNumber, tenant, department, user);
  if (!primary) return std::nullopt;
  txn.Exec(kCountDown, tenant, department);
  return *primary == 1;
}

void DeleteMembersOf(Txn& txn, TenantId tenant, UserId user) {
  txn.Exec(kCountDownOf, tenant, tenant, user);
  txn.Exec(kDeleteOf, tenant, user);
}

void ClearPrimary(Txn& txn, TenantId tenant, std::span<const std::int64_t> users) {
  txn.Exec(kClearPrimary, tenant, store::IntList{users});
}

bool SetPrimary(Txn& txn, TenantId tenant, DepartmentId department, UserId user) {
  return txn.Exec(kSetPrimary, tenant, department, user) > 0;
}

void PromoteFirst(Txn& txn, TenantId tenant, UserId user) {
  txn.Exec(kPromoteFirst, tenant, user);
}

std::vector<Membership> ListMembers(Txn& txn, TenantId tenant, DepartmentId department,
                                    const MemberFilter& filter, std::int64_t limit,
                                    std::int64_t offset) {
  return txn.All(ScopeOf(department, filter).list, ReadMember, tenant, department, filter.folded,
                 filter.folded, limit, offset);
}

Everybody SumEvery(Txn& txn, TenantId tenant) {
  auto read = [](const Row& row) {
    return Everybody{row.Int(0), row.Int(1), row.Get<DepartmentId>(2)};
  };
  return txn.First(kSumEvery, read, tenant).value_or(Everybody());
}

std::int64_t SumBelow(Txn& txn, TenantId tenant, DepartmentId department) {
  return txn.First(kSumBelow, kReadNumber, tenant, department).value_or(0);
}

std::int64_t CountMembers(Txn& txn, TenantId tenant, DepartmentId department,
                          const MemberFilter& filter) {
  return txn
      .First(ScopeOf(department, filter).count, kReadNumber, tenant, department, filter.folded,
             filter.folded)
      .value_or(0);
}

std::vector<Membership> SelectMembershipsOf(Txn& txn, TenantId tenant, UserId user) {
  return txn.All(kOfUser, ReadMember, tenant, user);
}

}  // namespace koine::organization
