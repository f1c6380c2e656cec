#include "core/schema/office.h"

namespace koine::core {

// What the server says in notifications, for clients to say it in their language.
const char kSpokenLines[] = R"sql(
alter table notification add column line TEXT not null default '';
)sql";

// Notifications that people of other dialects are to get: their number among the notices of IM
// Chat (`seq`), -1 until they have one.
const char kBulletins[] = R"sql(
alter table notification add column seq INT not null default 0;
create index notification_unnumbered on notification (tenant_id, id) where seq < 0;
create index notification_seq on notification (receiver_id, seq) where seq > 0;
)sql";

}  // namespace koine::core
