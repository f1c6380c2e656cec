#include "core/office/organization/transfer_rows.h"

#include <utility>

#include "base/json.h"

namespace koine::organization {

namespace {

// What is written for many at once.
struct DepartmentRow {
  std::int64_t id = 0, parent = 0, sort = 0, leader = 0;
  std::string name, phone, email, remark;
};
KOINE_DESCRIBE(DepartmentRow, (id, parent, sort, leader, name, phone, email, remark))
struct SeatRow {
  std::int64_t id = 0, department = 0, user = 0;
  int main = 0;
  std::string position;
};
KOINE_DESCRIBE(SeatRow, (id, department, user, main, position))

using store::IntList;
using store::Row;
using store::Sql;
using store::TextList;
using store::Txn;

const Sql kByUsername{
    "select id, username, state from users where tenant_id = ? and username {in ?}"};
const Sql kByHandle{
    "select id, handle, state from users where tenant_id = ? and handle {in ?} and "
    "username is null"};
const Sql kLogins{
    "select id, coalesce(username, handle), state from users where {+}tenant_id = ? and id {in ?}"};
const Sql kSeats{
    "select id, user_id, department_id, main, position from department_member where "
    "{+}tenant_id = ? and user_id {in ?} order by user_id, joined_at, id"};

const Sql kInsertDepartments{
    "insert into department (id, tenant_id, parent_id, name, sort, leader_id, phone, email, "
    "remark, disabled, members, created_at, updated_at, deleted_at) "
    "select {e.id INT}, ?{::bigint}, {e.parent INT}, {e.name TEXT}, {e.sort INT}, {e.leader INT}, "
    "{e.phone TEXT}, {e.email TEXT}, {e.remark TEXT}, 0, 0, ?{::bigint}, ?{::bigint}, 0 "
    "from {objects e}"};
const Sql kInsertAbove{
    "insert into department_above (department_id, above_id, tenant_id, distance) "
    "select {e.0 INT}, {e.1 INT}, ?{::bigint}, {e.2 INT} from {objects e}"};
const Sql kInsertSeats{
    "insert into department_member (id, tenant_id, department_id, user_id, main, position, "
    "joined_at) select {e.id INT}, ?{::bigint}, {e.department INT}, {e.user INT}, {e.main INT}, "
    "{e.position TEXT}, ?{::bigint} from {objects e}"};
const Sql kUpdateSeats{
    "update department_member set main = {e.main INT}, position = {e.position TEXT} from "
    "{objects e} where tenant_id = ? and department_member.id = {e.id INT}"};
const Sql kCountAnew{
    "update department set members = (select count(*) from department_member m where "
    "m.department_id = department.id) where {+}tenant_id = ? and id {in ?}"};
const Sql kListed{
    "select m.department_id, coalesce(u.username, u.handle), u.nickname, m.position, m.main "
    "from department d {cross join} department_member m on m.department_id = d.id "
    "join users u on u.id = m.user_id where {+}d.tenant_id = ? and d.deleted_at = 0 "
    "order by d.id, m.user_id limit ?"};

constexpr store::IdSequence kMemberIds{"department_member", 1};
constexpr std::int64_t kStateActive = 1;

constexpr auto kReadNamed = [](const Row& row) {
  return Named{row.Get<UserId>(0), row.String(1), row.Int(2) == kStateActive};
};

std::string JsonOf(std::span<const Seat> seats) {
  std::vector<SeatRow> rows;
  rows.reserve(seats.size());
  for (const Seat& one : seats) {
    rows.push_back(
        {one.id, one.department.value, one.user.value, one.primary ? 1 : 0, one.position});
  }
  return json::ToText(rows);
}

}  // namespace

std::vector<Named> FindNamed(Txn& txn, TenantId tenant, std::span<const std::string> logins) {
  std::vector<Named> out;
  if (logins.empty()) return out;
  for (const Sql* sql : {&kByUsername, &kByHandle}) {
    for (Named& one : txn.All(*sql, kReadNamed, tenant, TextList{logins})) {
      out.push_back(std::move(one));
    }
  }
  return out;
}

std::vector<Named> FindLogins(Txn& txn, TenantId tenant, std::span<const std::int64_t> users) {
  if (users.empty()) return {};
  return txn.All(kLogins, kReadNamed, tenant, IntList{users});
}

std::vector<Seat> ListSeats(Txn& txn, TenantId tenant, std::span<const std::int64_t> users) {
  if (users.empty()) return {};
  constexpr auto read = [](const Row& row) {
    return Seat{row.Int(0), row.Get<UserId>(1), row.Get<DepartmentId>(2), row.Int(3) == 1,
                row.String(4)};
  };
  return txn.All(kSeats, read, tenant, IntList{users});
}

void InsertDepartments(Txn& txn, TenantId tenant, std::span<const NewDepartment> made) {
  if (made.empty()) return;
  std::vector<DepartmentRow> rows;
  std::vector<std::vector<std::int64_t>> above;
  for (const NewDepartment& one : made) {
    const Department& d = one.department;
    rows.push_back(
        {d.id.value, d.parent.value, d.sort, d.leader.value, d.name, d.phone, d.email, d.remark});
    std::int64_t distance = 0;
    above.push_back({d.id.value, d.id.value, distance});
    for (const std::int64_t id : one.above) above.push_back({d.id.value, id, ++distance});
  }
  txn.ExecSoon(kInsertDepartments, tenant, txn.now_ms(), txn.now_ms(), json::ToText(rows));
  txn.ExecSoon(kInsertAbove, tenant, json::ToText(above));
}

void InsertSeats(Txn& txn, TenantId tenant, std::vector<Seat> seats) {
  if (seats.empty()) return;
  for (Seat& one : seats) one.id = txn.NextId(kMemberIds);
  txn.ExecSoon(kInsertSeats, tenant, txn.now_ms(), JsonOf(seats));
}

void UpdateSeats(Txn& txn, TenantId tenant, std::span<const Seat> seats) {
  if (!seats.empty()) txn.ExecSoon(kUpdateSeats, JsonOf(seats), tenant);
}

void CountAnew(Txn& txn, TenantId tenant, std::span<const std::int64_t> departments) {
  if (!departments.empty()) txn.Exec(kCountAnew, tenant, IntList{departments});
}

void EachListed(Txn& txn, TenantId tenant, std::int64_t limit,
                const std::function<void(Listed&&)>& take) {
  txn.Each(
      kListed,
      [&take](const Row& row) {
        take({row.Get<DepartmentId>(0), row.String(1), row.String(2), row.String(3),
              row.Int(4) == 1});
      },
      tenant, limit);
}

}  // namespace koine::organization
