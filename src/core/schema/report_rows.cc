#include "core/schema/office.h"

namespace koine::core {

// What people write of their work. `words` is what keywords are looked for in; a report of state 2
// waits for a decision; hours are hundredths, -1 for none.
const char kWorkReports[] = R"sql(
create table work_report (
  id ID, tenant_id INT not null, author_id INT not null, type INT not null, day TEXT not null,
  state INT not null, content TEXT not null, completion TEXT not null, plan TEXT not null,
  issues TEXT not null, attachments TEXT not null, hours INT not null, visibility INT not null,
  submitted_at INT not null, decider_id INT not null, decided_at INT not null,
  remark TEXT not null, words TEXT not null, likes INT not null, comments INT not null,
  created_at INT not null, updated_at INT not null);
create index work_report_author on work_report (tenant_id, author_id, day, id);
create index work_report_waiting on work_report (tenant_id, id) where state = 2;
create index work_report_decider on work_report (tenant_id, decider_id) where decider_id > 0;
create table work_report_like (
  report_id INT not null, user_id INT not null, tenant_id INT not null, created_at INT not null,
  primary key (report_id, user_id));
create index work_report_like_user on work_report_like (user_id);
create table work_report_comment (
  id ID, tenant_id INT not null, report_id INT not null, user_id INT not null,
  parent_id INT not null, content TEXT not null, created_at INT not null);
create index work_report_comment_of on work_report_comment (report_id, id);
create index work_report_comment_user on work_report_comment (user_id);
)sql";

}  // namespace koine::core
