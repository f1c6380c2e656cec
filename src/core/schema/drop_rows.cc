#include "core/schema/office.h"

namespace koine::core {

// Rows of messages leave the store (core/retention/drop.h): what leads to one, and when the last
// message that held a file was taken back, if its row is not there any more.
const char kDrops[] = R"sql(
create index message_reply on message (conversation_id, reply_seq) where reply_seq > 0;
create index message_forward on message (forwarded_from) where forwarded_from > 0;
create index message_mark_of on message_mark (conversation_id, seq);
create index file_use_of on file_use (conversation_id, seq);
alter table file add column taken_at INT not null default 0;
)sql";

}  // namespace koine::core
