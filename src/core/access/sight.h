#pragma once

#include <cstddef>
#include <cstdint>

#include "core/access/principal.h"
#include "core/access/rows.h"
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

}  // namespace koine::access
