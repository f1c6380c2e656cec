#include "core/schema/office.h"

namespace koine::core {

// What waits for somebody, as numbers that are kept instead of counted: entries of their list that
// are still to be done, approvals, unread DINGs.
const char kDesks[] = R"sql(
alter table workbench add column todos_open INT not null default 0;
update workbench set todos_open = (select count(*) from todo t
  where t.tenant_id = workbench.tenant_id and t.user_id = workbench.user_id and t.state < 3);
create table approval_desk (user_id ID, tenant_id INT not null, waiting INT not null);
insert into approval_desk (user_id, tenant_id, waiting)
  select user_id, tenant_id, count(distinct approval_id) from approval_hand
  where state = 'OPEN' group by user_id, tenant_id;
create table ding_desk (user_id ID, tenant_id INT not null, unread INT not null);
insert into ding_desk (user_id, tenant_id, unread)
  select user_id, tenant_id, count(*) from ding_receipt
  where sent_at > 0 and read_at = 0 group by user_id, tenant_id;
drop index document_seat_starred;
create index document_seat_starred on document_seat
  (tenant_id, user_id, changed_at, document_id, place, expires_at, starred) where starred > 0;
)sql";

// What lasts longer than a day, from its start to the end of its last occurrence.
const char kLongSeats[] = R"sql(
create index schedule_seat_long on schedule_seat
  (tenant_id, user_id, until_at, start_at, event_id, answer) where until_at - start_at > 86400000;
)sql";

}  // namespace koine::core
