#pragma once

#include <cstdint>

#include "base/ids.h"
#include "store/txn.h"

// Which seats are on a page of a group's members, found in the index of their list alone: what is
// shown of each is looked up for those of the page, and not for all before it.
namespace koine::group {

// Takes conversation, lowest and highest role, limit and offset; `x.user_id` are those of the page.
#define KOINE_SEATS_OF \
  "from member s where s.conversation_id = ? and s.state = 1 and s.role between ? and ? order by "
#define KOINE_SEATS_FROM(order) "(select s.user_id " KOINE_SEATS_OF order " limit ? offset ?) x "
#define KOINE_SEATS_FROM_START KOINE_SEATS_FROM("s.role desc, s.joined_at, s.user_id")
#define KOINE_SEATS_FROM_END KOINE_SEATS_FROM("s.role, s.joined_at desc, s.user_id desc")
// The same for PostgreSQL, whose index does not end with the user as SQLite's does: it would sort
// all seats for that, since it takes groups for small. The index gives those up to the end of the
// page and all that came at the same time as the last of them; of these few it sorts. $4 and $5 are
// limit and offset: no parameter of the statement may stand before these.
#define KOINE_SEATS_SORTED(of_index, order)                                                  \
  "(select s.user_id from (select s.user_id, s.role, s.joined_at " KOINE_SEATS_OF of_index   \
  " fetch first (cast($4 as bigint) + cast($5 as bigint)) rows with ties) s order by " order \
  " limit ? offset ?) x "
#define KOINE_SEATS_SORTED_FROM_START \
  KOINE_SEATS_SORTED("s.role desc, s.joined_at", "s.role desc, s.joined_at, s.user_id")
#define KOINE_SEATS_SORTED_FROM_END \
  KOINE_SEATS_SORTED("s.role, s.joined_at desc", "s.role, s.joined_at desc, s.user_id desc")

struct SeatPage {
  bool from_end = false;
  std::int64_t limit = 0, offset = 0;
};
// The page of all seats from the nearer end. Asks how many there are only where that is worth it.
SeatPage FindSeatPage(store::Txn& txn, TenantId tenant, ConversationId conversation,
                      std::int64_t limit, std::int64_t offset);
// How many active members it has.
std::int64_t CountSeats(store::Txn& txn, TenantId tenant, ConversationId conversation);

}  // namespace koine::group
