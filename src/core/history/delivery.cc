#include "core/history/delivery.h"

#include <algorithm>
#include <map>

namespace koine::history {

std::vector<Delivered> DeliveredBy(const access::Principal& who,
                                   const std::vector<Pulled>& pulled) {
  std::map<ConversationId, Delivered> marks;
  for (const Pulled& one : pulled) {
    if (!one.row || one.row->message.sender == who.user) continue;
    const std::int64_t seq = one.row->message.seq;
    if (seq <= one.seat.own_delivered) continue;
    Delivered& mark = marks[one.seat.id];
    mark = {who.tenant, who.user, one.seat.id, std::max(mark.seq, seq)};
  }
  std::vector<Delivered> out;
  for (const auto& [id, mark] : marks) out.push_back(mark);
  return out;
}

}  // namespace koine::history
