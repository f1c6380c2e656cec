#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>

#include "base/result.h"
#include "core/access/principal.h"
#include "core/access/state.h"
#include "store/txn.h"

// What somebody may know of a group, the same in all dialects (mapping 15.1). It is a property of
// the group: one that is hidden does not exist for those who are not in it; any other shows them a
// card, and its members everything.
namespace koine::access {

enum class Sight : std::uint8_t {
  kUnseen,  // answered as a number that is nobody's
  kCard,    // id, name, avatar, number of members, join mode, owner, the first kCardChars of the
            // introduction; never announcement, pinned message, ban reason, members
  kFull,
};
inline constexpr std::size_t kCardChars = 100;

// `seat`: that of the principal, if there is one. Who was in a group that ended learns that it did.
Sight SightOf(const Principal& who, const ConversationState& group, const MemberState* seat);
// The same for who has not read the group yet; kUnseen when there is none.
Sight Look(store::Txn& txn, const Principal& who, ConversationId group);

// A group as the principal sees it, in it or not.
struct Seen {
  ConversationState group;
  std::optional<MemberState> seat;  // of the principal, if they were ever in it
  Sight sight = Sight::kUnseen;
  bool inside() const { return seat && seat->status == MemberStatus::kActive; }
};
// kGroupNotFound when there is none, or the principal may not know of it. `invited`: whether they
// hold its invitation, asked for a hidden one only. `lock` locks the row of the group.
Result<Seen> LookAt(store::Txn& txn, const Principal& who, ConversationId group, bool lock,
                    const std::function<bool(const ConversationState&)>& invited = {});

}  // namespace koine::access
