#pragma once

#include <cstdint>

#include "core/access/state.h"

namespace koine::access {

// The last number that nobody may read any more; 0: everything may be read. Of those before it
// there need not be rows (core/retention/drop.h).
inline std::int64_t FloorOf(const ConversationState& conversation) {
  return conversation.min_seq > 1 ? conversation.min_seq - 1 : 0;
}

}  // namespace koine::access
