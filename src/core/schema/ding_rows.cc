#include "core/schema/office.h"

namespace koine::core {

// Urgent notices, and a receipt for each who is to get one. A receipt repeats when the notice was
// delivered to its user, so that a list reads receipts of its user alone.
const char kDings[] = R"sql(
create table ding (
  id INT primary key, tenant_id INT not null, sender_id INT not null, content TEXT not null,
  audience INT not null, way INT not null, urgent INT not null, needs_receipt INT not null,
  attachment TEXT not null, state INT not null, scheduled_at INT not null, sent_at INT not null,
  told_to INT not null, total INT not null, read_count INT not null, confirmed_count INT not null,
  remind_minutes INT not null, remind_max INT not null, reminded INT not null,
  reminded_to INT not null, created_at INT not null, updated_at INT not null);
create index ding_sender on ding (tenant_id, sender_id, created_at, id);
create index ding_state on ding (tenant_id, sender_id, state, created_at, id);
create table ding_receipt (
  ding_id INT not null, user_id INT not null, tenant_id INT not null, id INT not null,
  sent_at INT not null, read_at INT not null, confirmed_at INT not null, remark TEXT not null,
  primary key (ding_id, user_id)) without rowid;
create index ding_receipt_user on ding_receipt (tenant_id, user_id, sent_at, ding_id, read_at);
)sql";

}  // namespace koine::core
