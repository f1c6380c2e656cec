#include "core/schema/office.h"

namespace koine::core {

// What somebody wrote down to do; how many entries they have, and how their page is laid out. And
// what members sent in a conversation on the last day they sent anything there: what
// `sent_counted` has above `sent_before`.
// Beside them tasks, with who gave each and who has it.
const char kWorkbench[] = R"sql(
create table workbench (
  user_id ID, tenant_id INT not null, todos INT not null, layout TEXT);
create table todo (
  id INT primary key, tenant_id INT not null, user_id INT not null, title TEXT not null,
  description TEXT not null, kind INT not null, priority INT not null, state INT not null,
  due_day TEXT not null, related_id INT not null, completed_at INT not null,
  created_at INT not null, updated_at INT not null);
create index todo_list on todo (tenant_id, user_id, priority, created_at, id, state, kind);
create table task (
  id INT primary key, tenant_id INT not null, parent_id INT not null, creator_id INT not null,
  assignee_id INT not null, title TEXT not null, description TEXT not null, kind TEXT not null,
  priority INT not null, state INT not null, start_day TEXT not null, due_day TEXT not null,
  percent INT not null, tags TEXT not null, remind_at INT not null, completed_at INT not null,
  created_at INT not null, updated_at INT not null);
create index task_assignee on task (tenant_id, assignee_id, created_at, id, state);
create index task_creator on task (tenant_id, creator_id, created_at, id, state);
create index task_parent on task (parent_id, tenant_id, state) where parent_id > 0;
alter table member add column sent_day INT not null default 0;
alter table member add column sent_before INT not null default 0;
)sql";

}  // namespace koine::core
