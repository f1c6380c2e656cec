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
