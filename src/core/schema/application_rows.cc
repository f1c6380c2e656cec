#include "core/schema/office.h"

namespace koine::core {

// What people open from their workbench, for whom it is where it is not for all (of
// `kind` 2 departments, 3 users), and when each of them opened it last.
const char kApplications[] = R"sql(
create table application (
  id ID, tenant_id INT not null, code TEXT not null, name TEXT not null, icon TEXT not null,
  category TEXT not null, description TEXT not null, kind INT not null, url TEXT not null,
  own INT not null, visible INT not null, scope INT not null, sort INT not null,
  searched TEXT not null, created_at INT not null, updated_at INT not null);
create unique index application_code on application (tenant_id, code);
create index application_order on application (tenant_id, sort, id);

create table application_scope (
  application_id INT not null, kind INT not null, object_id INT not null, tenant_id INT not null,
  primary key (application_id, kind, object_id)) without rowid;

create table application_use (
  user_id INT not null, application_id INT not null, tenant_id INT not null,
  used_at INT not null, primary key (user_id, application_id)) without rowid;
create index application_use_last on application_use (user_id, used_at, application_id);

create table ai_talk (
  user_id INT not null, name TEXT not null, tenant_id INT not null, turns TEXT not null,
  updated_at INT not null, primary key (user_id, name)) without rowid;
create index ai_talk_last on ai_talk (user_id, updated_at);
)sql";

}  // namespace koine::core
