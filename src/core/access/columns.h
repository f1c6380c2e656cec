#pragma once

#include "core/access/state.h"
#include "store/sql.h"

// How rows of `conversation` and `member` are read, by the doors and where they change.
namespace koine::access {

inline constexpr int kConversationColumns = 19;  // id to last_sent_at, as KOINE_STATE has them
// Sets what these columns, the first ones, say.
void ReadConversationState(const store::Row& row, ConversationState* out);
inline constexpr int kMemberColumns = 13;  // state to notify
// Sets what these columns say, from `first` on.
void ReadMemberState(const store::Row& row, int first, MemberState* out);

}  // namespace koine::access
