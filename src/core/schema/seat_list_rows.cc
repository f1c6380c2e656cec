#include "core/schema/office.h"

namespace koine::core {

// Seats in two indexes: who is there, in the order of the list of a group's members, and who was.
// One of all seats was what PostgreSQL took to find a few people in a group: planned once, a group
// counts as small. A statement that says `+state = 1` is offered neither, and finds them by the
// key; one about both kinds says `(state = 1 or state > 1)`, by which it is served by both. The
// state is a column of the list too: else SQLite looks up each member for it.
//
// For the same reason PostgreSQL is told that users and conversations have many rows: it would look
// through all conversations of a user for one of them, which is cheap for most and not for somebody
// with ten thousand (docs/adr/0021-plans.md).
const char kSeatLists[] = R"sql(
drop index member_list;
create index member_list on member (conversation_id, state, role desc, joined_at, user_id)
  where state = 1;
create index member_former on member (conversation_id, left_at) where state > 1;
{postgresql
alter table member alter column user_id set (n_distinct = -0.03);
alter table member alter column conversation_id set (n_distinct = -0.03);
alter table message alter column conversation_id set (n_distinct = -0.01);
alter table contact alter column owner_id set (n_distinct = -0.03);
alter table contact alter column peer_id set (n_distinct = -0.03);
alter table block alter column owner_id set (n_distinct = -0.03);
alter table message_mark alter column user_id set (n_distinct = -0.03);
alter table mention alter column user_id set (n_distinct = -0.03);
}
)sql";

}  // namespace koine::core
