#include "core/access/sight.h"

namespace koine::access {

Sight SightOf(const Principal& who, const ConversationState& group, const MemberState* seat) {
  if (who.oversees()) return Sight::kFull;
  const bool dissolved = group.status == ConversationStatus::kDissolved;
  if (seat != nullptr && dissolved) return Sight::kCard;
  if (seat != nullptr && seat->status == MemberStatus::kActive) return Sight::kFull;
  return group.hidden ? Sight::kUnseen : Sight::kCard;
}

Sight Look(store::Txn& txn, const Principal& who, ConversationId id) {
  if (const auto seat = FindSeat(txn, who.tenant, id, who.user, false)) {
    return SightOf(who, seat->conversation, &seat->member);
  }
  const auto state = FindConversation(txn, who.tenant, id, false);
  return state && state->group() ? SightOf(who, *state, nullptr) : Sight::kUnseen;
}

}  // namespace koine::access
