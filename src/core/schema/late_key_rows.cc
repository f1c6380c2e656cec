#include "core/schema/office.h"

namespace koine::core {

// The client ids of messages by their hashes, on SQLite (store/late_index.h). PostgreSQL keeps its
// index, and this table empty.
const char kLateKeys[] = R"sql(
create table message_key (
  sender_id INT not null, client_key INT not null, tenant_id INT not null,
  message_id INT not null, primary key (sender_id, client_key)) without rowid;
{sqlite
insert into message_key (sender_id, client_key, tenant_id, message_id)
  select sender_id, client_key, tenant_id, id from message where client_key is not null
  order by sender_id, client_key;
insert into meta (name, value) select 'late.message_key', position from log_head;
drop index message_client;
}
)sql";

}  // namespace koine::core
