#include "core/access/sight.h"

#include <utility>

#include "core/access/rows.h"

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

Result<Seen> LookAt(store::Txn& txn, const Principal& who, ConversationId id, bool lock,
                    const std::function<bool(const ConversationState&)>& invited) {
  auto state = FindConversation(txn, who.tenant, id, lock);
  if (!state || !state->group()) return Error{Code::kGroupNotFound};
  Seen out;
  out.group = *std::move(state);
  if (auto seat = FindSeat(txn, who.tenant, id, who.user, false))
    out.seat = std::move(seat->member);
  out.sight = SightOf(who, out.group, out.seat ? &*out.seat : nullptr);
  if (out.sight == Sight::kUnseen && !(invited && invited(out.group))) {
    return Error{Code::kGroupNotFound};
  }
  return out;
}

}  // namespace koine::access
