#include "core/schema/office.h"

namespace koine::core {

// Users whose names the index of names does not have as they are now (core/identity/name_index.h):
// at first all. `changes` counts, so that one that comes while they are indexed is seen.
const char kNameChanges[] = R"sql(
create table name_change (
  user_id ID, tenant_id INT not null, changes INT not null, queued_at INT not null);
create index name_change_tenant on name_change (tenant_id, user_id);
create index name_change_queue on name_change (queued_at, user_id);
insert into name_change (user_id, tenant_id, changes, queued_at)
  select id, tenant_id, 1, 0 from users;
)sql";

}  // namespace koine::core
