#include "core/schema/office.h"

namespace koine::core {

// Events, and a seat for the owner and for each who was invited. A seat repeats when the event
// begins and when its last occurrence ends, so that a list reads seats of its user alone.
const char kSchedules[] = R"sql(
create table schedule (
  id INT primary key, tenant_id INT not null, owner_id INT not null, uid TEXT not null,
  title TEXT not null, description TEXT not null, location TEXT not null, category TEXT not null,
  color TEXT not null, search_text TEXT not null, start_at INT not null, end_at INT not null,
  all_day INT not null, zone TEXT not null, rule TEXT not null, except_at TEXT not null,
  frequency INT not null, step INT not null, days TEXT not null, last_day TEXT not null,
  visibility INT not null, reminder INT, reminded_at INT not null, cancelled_at INT not null,
  revision INT not null, created_at INT not null, updated_at INT not null);
create unique index schedule_uid on schedule (tenant_id, owner_id, uid);
create table schedule_seat (
  event_id INT not null, user_id INT not null, tenant_id INT not null, id INT not null,
  answer INT not null, answered_at INT not null, remark TEXT not null, start_at INT not null,
  until_at INT not null, primary key (event_id, user_id)) without rowid;
create index schedule_seat_start on schedule_seat
  (tenant_id, user_id, start_at, event_id, until_at, answer);
create index schedule_seat_until on schedule_seat
  (tenant_id, user_id, until_at, start_at, event_id, answer);
)sql";

}  // namespace koine::core
