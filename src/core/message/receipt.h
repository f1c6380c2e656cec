#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include "core/access/doors.h"
#include "core/event/event.h"
#include "store/txn.h"

namespace koine::message {

// How far the members of some groups have read what they may read; read once for all of them.
class Readings {
 public:
  // One statement. Of groups with more than kReadMarkMembersMax members nothing is known.
  Readings(store::Txn& txn, TenantId tenant, std::span<const std::int64_t> groups);

  // How many others than its sender have read the message at `seq`, and whether all have who may.
  // Nobody where the group is not known.
  struct Count {
    std::int64_t read = 0;
    bool all = false;
  };
  Count Of(ConversationId group, std::int64_t seq, UserId sender) const;

 private:
  struct Range {
    std::int64_t from = 0, to = 0;
    bool Sees(std::int64_t seq) const { return from <= seq; }
    bool Read(std::int64_t seq) const { return from <= seq && seq <= to; }
  };
  struct Group {
    std::map<UserId, Range> members;
    std::vector<std::int64_t> from, to;  // of all of them, each sorted
  };
  std::map<ConversationId, Group> groups_;
};

// What becomes of messages that want receipts when the reader of this place, who had been shown to
// have read up to member().receipt_seq, now has read up to `to`; their cursor is written already.
// As event::ConversationRead has it. Costs nothing where no such message is new to them.
std::vector<event::Receipt> NewReceipts(store::Txn& txn, const access::Seated& place,
                                        std::int64_t to);

}  // namespace koine::message
