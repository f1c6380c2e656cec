#include "core/schema/office.h"

namespace koine::core {

// The tree of departments, who is in them, and administrators found without reading everybody.
// `department_above` has a row for each department and each one above it, and one for itself at
// distance 0, so that what lies under one, or above somebody, is one look-up. Deleted departments
// stay, for what names them, but have no rows there.
const char kDepartments[] = R"sql(
create table department (
  id ID, tenant_id INT not null, parent_id INT not null, name TEXT not null, sort INT not null,
  leader_id INT not null, phone TEXT not null, email TEXT not null, remark TEXT not null,
  disabled INT not null, members INT not null, created_at INT not null, updated_at INT not null,
  deleted_at INT not null);
create unique index department_name on department (tenant_id, parent_id, name)
  where deleted_at = 0;
create index department_leader on department (leader_id) where leader_id > 0;

create table department_above (
  department_id INT not null, above_id INT not null, tenant_id INT not null,
  distance INT not null, primary key (department_id, above_id)) without rowid;
create unique index department_below on department_above (above_id, department_id);

create table department_member (
  id ID, tenant_id INT not null, department_id INT not null, user_id INT not null,
  main INT not null, position TEXT not null, joined_at INT not null);
create unique index department_member_place on department_member (department_id, user_id);
create index department_member_user on department_member (user_id, joined_at);
create unique index department_member_main on department_member (user_id) where main = 1;

create index users_staff on users (tenant_id, id) where role > 0;
)sql";

// Who stands in for the leader of a department, in their order from 1.
const char kDeputies[] = R"sql(
create table department_deputy (
  department_id INT not null, user_id INT not null, tenant_id INT not null, place INT not null,
  primary key (department_id, user_id)) without rowid;
create index department_deputy_user on department_deputy (user_id);
)sql";

}  // namespace koine::core
