#include "core/schema/office.h"

namespace koine::core {

// What somebody wrote down to do; how many entries they have, and how their page is laid out. And
// what members sent in a conversation on the last day they sent anything there: what
// `sent_counted` has above `sent_before`.
const char kWorkbench[] = R"sql(
create table workbench (
  user_id ID, tenant_id INT not null, todos INT not null, layout TEXT);
create table todo (
  id INT primary key, tenant_id INT not null, user_id INT not null, title TEXT not null,
  description TEXT not null, kind INT not null, priority INT not null, state INT not null,
  due_day TEXT not null, related_id INT not null, completed_at INT not null,
  created_at INT not null, updated_at INT not null);
create index todo_list on todo (tenant_id, user_id, priority, created_at, id, state, kind);
create index todo_open on todo (tenant_id, user_id) where state < 3;
alter table member add column sent_day INT not null default 0;
alter table member add column sent_before INT not null default 0;
)sql";

}  // namespace koine::core
