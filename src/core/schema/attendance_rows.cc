#include "core/schema/office.h"

namespace koine::core {

// When somebody came and went on a day, which is a number of days since 1970-01-01, and the last
// request to mend it.
const char kAttendances[] = R"sql(
create table attendance (
  id ID, tenant_id INT not null, user_id INT not null, day INT not null, type TEXT not null,
  in_at INT not null, out_at INT not null, in_status TEXT not null, out_status TEXT not null,
  minutes INT not null, in_place TEXT not null, out_place TEXT not null, device TEXT not null,
  reasons TEXT not null, supplement TEXT not null, sides INT not null, decider_id INT not null,
  decided_at INT not null, comment TEXT not null, created_at INT not null,
  updated_at INT not null);
create unique index attendance_day on attendance (user_id, day);
)sql";

const char kAttendanceRequests[] = R"sql(
create index attendance_waiting on attendance (tenant_id, id) where supplement = 'PENDING';
)sql";

}  // namespace koine::core
